using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Loading;

/// <summary>Who has sent a table that is not stored yet.</summary>
internal sealed class PersonsWithTables(AppDb db) : IKeepPersons
{
    public string Room => "transparency";

    public async Task<object> TellAsync(Person person, CancellationToken cancel) =>
        new
        {
            Tables = await db
                .KeptTables.Where(t => t.AccountId == person.AccountId)
                .OrderBy(t => t.Id)
                .Select(t => new { t.Name, t.At })
                .ToListAsync(cancel),
        };

    public Task ForgetAsync(Person person, CancellationToken cancel) =>
        db.KeptTables.Where(t => t.AccountId == person.AccountId).ExecuteDeleteAsync(cancel);
}
