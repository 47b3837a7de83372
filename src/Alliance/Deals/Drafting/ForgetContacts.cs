using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Erases the persons whom the city writes to at some parties, and the links that they were sent.</summary>
internal static class ForgetContacts
{
    public static async Task<int> RunAsync(AppDb db, IQueryable<DraftParty> chosen, CancellationToken cancel)
    {
        var ids = await chosen.Select(p => p.Id).ToListAsync(cancel);
        if (ids.Count == 0)
            return 0;
        await db.DraftLinks.Where(l => ids.Contains(l.DraftPartyId)).ExecuteDeleteAsync(cancel);
        await db
            .DraftParties.Where(p => ids.Contains(p.Id))
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(p => p.ContactName, (string?)null)
                        .SetProperty(p => p.ContactEmail, (string?)null)
                        .SetProperty(p => p.ContactLanguage, (string?)null),
                cancel
            );
        return ids.Count;
    }
}
