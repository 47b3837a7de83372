using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

/// <summary>Who froze which edition, by the account.</summary>
internal sealed class PersonsInPublications(AppDb db) : IKeepPersons
{
    public string Room => "publications";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        return new
        {
            Froze = await db
                .Editions.Where(e => e.AccountId == id)
                .OrderBy(e => e.Id)
                .Select(e => new
                {
                    Publication = e.Publication!.Identifier,
                    e.Number,
                    e.FrozenAt,
                })
                .ToListAsync(cancel),
        };
    }

    public Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var id = person.AccountId;
        return db
            .Editions.Where(e => e.AccountId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(e => e.AccountId, (long?)null), cancel);
    }
}
