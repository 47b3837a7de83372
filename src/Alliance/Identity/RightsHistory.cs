using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>One right that was given or taken.</summary>
/// <param name="By">Null for the command line, and where that account was deleted since.</param>
/// <param name="Whom">Null where that account was deleted since.</param>
public sealed record RightsEntry(
    long Id,
    DateTime At,
    string? By,
    string? Whom,
    bool Granted,
    MembershipRole Role,
    LocalText? City,
    string? Organisation
);

/// <summary>The audit of rights, newest first, a page at a time.</summary>
public static class RightsHistory
{
    public const int PageSize = 50;

    /// <summary>One query, however long the history is.</summary>
    /// <param name="before">The last entry of the page before; null on the first.</param>
    public static async Task<(IReadOnlyList<RightsEntry> Entries, long? Next)> ReadAsync(
        AppDb db,
        Actor actor,
        long? before,
        CancellationToken cancel = default
    )
    {
        var entries = await PeopleRights
            .Changes(db, actor)
            .Where(c => before == null || c.Id < before)
            .OrderByDescending(c => c.Id)
            .Take(PageSize + 1)
            .Select(c => new RightsEntry(
                c.Id,
                c.At,
                db.Accounts.Where(a => a.Id == c.ByAccountId).Select(a => a.Name).FirstOrDefault(),
                db.Accounts.Where(a => a.Id == c.AccountId).Select(a => a.Name).FirstOrDefault(),
                c.Granted,
                c.Role,
                db.Cities.Where(x => x.Id == c.CityId).Select(x => x.Name).FirstOrDefault(),
                db.Organisations.Where(o => o.Id == c.OrganisationId).Select(o => o.Name).FirstOrDefault()
            ))
            .ToListAsync(cancel);
        return entries.Count > PageSize ? (entries[..PageSize], entries[PageSize - 1].Id) : (entries, null);
    }
}
