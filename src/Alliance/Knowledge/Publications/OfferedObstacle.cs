using Alliance.Deals;
using Alliance.Monitoring.Obstacles;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

/// <summary>An obstacle that can become a chapter.</summary>
/// <param name="Deal">The title of the deal whose promise it stands in the way of.</param>
public sealed record OfferedObstacle(ObstacleName Name, LocalText Deal, LocalText City);

/// <summary>A page of them, the newest first.</summary>
/// <param name="Total">How many fit, on all pages.</param>
/// <param name="Next">The last of this page, behind which the next one begins; null on the last page.</param>
public sealed record OfferedObstacles(IReadOnlyList<OfferedObstacle> Rows, int Total, ObstacleName? Next)
{
    public static readonly OfferedObstacles None = new([], 0, null);

    /// <param name="db">The register.</param>
    /// <param name="search">Words of the deals in whose way they stand; empty for all.</param>
    /// <param name="after">The last of the page before.</param>
    /// <param name="size">How many a page has.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>2 queries, 1 more behind a page, and 2 more where words are looked for.</remarks>
    public static async Task<OfferedObstacles> LoadAsync(
        AppDb db,
        string search,
        ObstacleName? after,
        int size,
        CancellationToken cancel
    )
    {
        var chosen = db.NamedObstacles.AsNoTracking();
        if (search.Length > 0)
        {
            var found = await SearchFinder.FindMeantAsync(db, DealTerms.Source, SearchQuery.Read(search), cancel);
            long[] hits = [.. found.All, .. found.Through];
            chosen = chosen.Where(o => hits.Contains(o.DealId));
        }
        var total = await chosen.CountAsync(cancel);
        if (after is { } name && await ObstacleRegister.FindAsync(db, name, cancel) is { } last)
            chosen = ObstacleRegister.Behind(chosen, last);
        var newest = await ObstacleRegister
            .Newest(chosen)
            .Take(size + 1)
            .Select(o => new
            {
                o.Deal!.Identifier,
                o.Commitment,
                o.Kind,
                o.Deal.Title,
                City = o.Deal.City!.Name,
            })
            .ToListAsync(cancel);
        var rows = newest
            .Take(size)
            .Select(o => new OfferedObstacle(new ObstacleName(o.Identifier, o.Commitment, o.Kind), o.Title, o.City))
            .ToList();
        return new OfferedObstacles(rows, total, newest.Count > size ? rows[^1].Name : null);
    }
}
