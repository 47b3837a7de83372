using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

/// <summary>Whose account has set how a promise stands; what was set names the city only.</summary>
internal sealed class PersonsInHealth(AppDb db) : IKeepPersons
{
    public string Room => "health";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        return new
        {
            Overrides = await db
                .HealthOverrides.Where(o => o.AccountId == id)
                .OrderBy(o => o.Id)
                .Select(o => new
                {
                    o.Deal!.Title,
                    o.Commitment,
                    o.State,
                    o.Reason,
                    o.SetAt,
                    o.EndedAt,
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        await db
            .HealthOverrides.Where(o => o.AccountId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.AccountId, (long?)null), cancel);
    }
}
