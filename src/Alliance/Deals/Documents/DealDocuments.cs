using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Documents;

/// <summary>Loads deals with everything their documents hold.</summary>
public static class DealDocuments
{
    /// <summary>For reading. Cities, areas and organisations are read once, however many deals name them.</summary>
    public static IQueryable<Deal> Whole(IQueryable<Deal> deals) =>
        deals
            .AsNoTrackingWithIdentityResolution()
            .Include(d => d.City)
            .Include(d => d.Areas)
                .ThenInclude(a => a.PolicyArea)
            .Include(d => d.Parties)
                .ThenInclude(p => p.Organisation)
            .Include(d => d.Commitments)
            .Include(d => d.Indicators)
            .AsSplitQuery();

    /// <summary>The deals of these keys, in their order (5 queries). One that is gone meanwhile is left out.</summary>
    public static async Task<List<Deal>> LoadAsync(
        AppDb db,
        IReadOnlyList<long> ids,
        CancellationToken cancel = default
    )
    {
        if (ids.Count == 0)
            return [];
        var found = await Whole(db.Deals.Where(d => ids.Contains(d.Id))).ToDictionaryAsync(d => d.Id, cancel);
        return [.. ids.Select(found.GetValueOrDefault).OfType<Deal>()];
    }
}
