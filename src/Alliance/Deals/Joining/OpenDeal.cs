using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>A deal that was concluded here, with what its last version says.</summary>
public sealed record OpenDeal(Deal Row, DealDocument Last)
{
    /// <summary>The deal of this identifier; null where there is none that was concluded here.</summary>
    public static async Task<OpenDeal?> FindAsync(AppDb db, string identifier, CancellationToken cancel = default)
    {
        var deal = await db
            .Deals.Include(d => d.City)
            .SingleOrDefaultAsync(d => d.Identifier == identifier && d.State != null, cancel);
        return deal is null ? null : new OpenDeal(deal, await LastAsync(db, deal.Id, cancel));
    }

    internal static async Task<DealDocument> LastAsync(AppDb db, long deal, CancellationToken cancel) =>
        JsonSerializer.Deserialize<DealDocument>(
            await db
                .DealVersions.Where(v => v.DealId == deal)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstAsync(cancel),
            JsonColumn.Options
        )!;

    /// <summary>Why nobody can join: <c>deal-not-in-force</c>, <c>not-open-to-join</c>; null when one can.</summary>
    public static Refusal? WhyNot(Deal deal) =>
        deal.State != DealState.InForce || deal.Standing != Standing.ConcludedHere ? new Refusal("deal-not-in-force")
        : deal.OpenToJoin != OpenToJoin.Yes ? new Refusal("not-open-to-join")
        : null;
}
