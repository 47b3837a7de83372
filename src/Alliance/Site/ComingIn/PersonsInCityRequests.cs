using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>Who asked for a city to come in, by the address, and who answered, by the account.</summary>
internal sealed class PersonsInCityRequests(AppDb db) : IKeepPersons
{
    public string Room => "city-requests";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var (id, email) = (person.AccountId, person.Email.ToLowerInvariant());
        return new
        {
            Asked = await db
                .CityRequests.Where(r => r.Email == email)
                .OrderBy(r => r.Id)
                .Select(r => new
                {
                    r.Name,
                    r.PersonName,
                    r.Email,
                    r.Position,
                    r.Note,
                    r.CreatedAt,
                    r.State,
                    r.Reason,
                    r.KeepUntil,
                })
                .ToListAsync(cancel),
            Answered = await db
                .CityRequests.Where(r => r.DecidedByAccountId == id)
                .OrderBy(r => r.Id)
                .Select(r => new
                {
                    r.Name,
                    r.State,
                    r.DecidedAt,
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var (id, email) = (person.AccountId, person.Email.ToLowerInvariant());
        await db.CityRequests.Where(r => r.Email == email).ExecuteDeleteAsync(cancel);
        await db
            .CityRequests.Where(r => r.DecidedByAccountId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(r => r.DecidedByAccountId, (long?)null), cancel);
    }
}
