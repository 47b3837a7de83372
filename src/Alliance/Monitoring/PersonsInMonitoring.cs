using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring;

/// <summary>Whose account recorded a measurement; the measurement itself names organisations only.</summary>
internal sealed class PersonsInMonitoring(AppDb db) : IKeepPersons
{
    public string Room => "monitoring";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        return new
        {
            Measurements = await db
                .Measurements.Where(m => m.AccountId == id)
                .OrderBy(m => m.Id)
                .Select(m => new
                {
                    m.Deal!.Title,
                    m.Commitment,
                    m.Period,
                    m.Version,
                    m.RecordedAt,
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        await db
            .Measurements.Where(m => m.AccountId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.AccountId, (long?)null), cancel);
    }
}
