using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>
/// When deals ended: completed, early, or by a successor. An older record of a renewed deal does not say it itself; then it is the day on which its
/// successor was agreed, and where that is not here, the day on which the record last changed.
/// </summary>
public static class DealEnd
{
    /// <returns>By number; without those in force, and without those that were not concluded here.</returns>
    /// <remarks>No statement, and 1 where a deal that ended does not say when.</remarks>
    public static async Task<IReadOnlyDictionary<long, PartialDate>> LoadAsync(
        AppDb db,
        IReadOnlyCollection<Deal> deals,
        CancellationToken cancel
    )
    {
        var ended = deals.Where(d => d.State is not (null or DealState.InForce)).ToList();
        var unsaid = ended.FindAll(d => d.Ended is null).ConvertAll(d => d.Identifier);
        var successors =
            unsaid.Count == 0
                ? []
                : await db
                    .Deals.Where(d => unsaid.Contains(d.Renews!) && d.Agreed != null)
                    .Select(d => new { d.Renews, d.Agreed })
                    .ToListAsync(cancel);
        return ended.ToDictionary(
            d => d.Id,
            d =>
                d.Ended?.On
                ?? successors.Where(s => s.Renews == d.Identifier).MinBy(s => s.Agreed!.Value.First)?.Agreed
                ?? PartialDate.Of(DateOnly.FromDateTime(d.ChangedAt))
        );
    }
}
