using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Obstacles;

/// <summary>
/// Keeps the register of obstacles up to date, in the transaction that stores reports. What a promise's rows are depends on what is stored
/// of it alone, so the order of arrival does not matter.
/// </summary>
public static class FollowObstacles
{
    private const int Batch = 200;

    /// <param name="db">In a transaction; what came is stored.</param>
    /// <param name="deals">The identifiers of the deals about which something was reported.</param>
    public static async Task RunAsync(AppDb db, IEnumerable<string> deals, CancellationToken cancel = default)
    {
        foreach (var some in deals.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            var reports = (
                await db.Reports.AsNoTracking().Where(r => some.Contains(r.Deal!.Identifier)).ToListAsync(cancel)
            ).ToLookup(r => (r.DealId, r.Commitment));
            var enquired = (
                await db
                    .Enquiries.Where(e => some.Contains(e.Deal!.Identifier))
                    .Select(e => new
                    {
                        e.DealId,
                        e.Commitment,
                        e.Obstacle,
                    })
                    .Distinct()
                    .ToListAsync(cancel)
            ).ToLookup(e => (e.DealId, e.Commitment), e => e.Obstacle);
            var stored = await db
                .NamedObstacles.Where(o => some.Contains(o.Deal!.Identifier))
                .ToDictionaryAsync(o => (o.DealId, o.Commitment, o.Kind), cancel);
            // Those of one moment are listed in the order in which they are added.
            foreach (
                var promise in reports.OrderBy(p => p.Key.DealId).ThenBy(p => p.Key.Commitment, StringComparer.Ordinal)
            )
            foreach (
                var named in Of(promise.Key.DealId, promise.Key.Commitment, [.. promise], [.. enquired[promise.Key]])
            )
                if (!stored.Remove((named.DealId, named.Commitment, named.Kind), out var own))
                    db.NamedObstacles.Add(named);
                else
                    (own.Since, own.Until, own.Present, own.NamedAt) = (
                        named.Since,
                        named.Until,
                        named.Present,
                        named.NamedAt
                    );
            // What a correction has taken back.
            db.NamedObstacles.RemoveRange(stored.Values);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>The obstacles of one promise.</summary>
    /// <param name="reports">All that was reported of it, corrected versions too.</param>
    /// <param name="enquired">What was taken to somebody stays, also where a correction names it no more.</param>
    internal static IEnumerable<NamedObstacle> Of(
        long deal,
        string commitment,
        IReadOnlyList<Report> reports,
        IReadOnlyList<Obstacle> enquired
    )
    {
        // The newest period first, and of two that end on one day the longer one, as with numbers (PromiseProgress.Newest).
        var newest = Ordered(reports.OrderByDescending(r => r.Version).DistinctBy(r => r.Period));
        var last = newest.FirstOrDefault();
        foreach (var kind in newest.SelectMany(r => r.Obstacles).Concat(enquired).Distinct().Order())
        {
            var naming = newest.FindAll(r => r.Obstacles.Contains(kind));
            if (naming.Count == 0)
                naming = Ordered(reports.Where(r => r.Obstacles.Contains(kind)));
            if (naming.Count > 0)
                yield return new NamedObstacle
                {
                    DealId = deal,
                    Commitment = commitment,
                    Kind = kind,
                    Since = naming.MinBy(r => r.Period.First)!.Period,
                    Until = naming[0].Period,
                    Present = last!.Obstacles.Contains(kind),
                    NamedAt = reports.Where(r => r.Obstacles.Contains(kind)).Min(r => r.RecordedAt),
                };
        }

        static List<Report> Ordered(IEnumerable<Report> some) =>
            [.. some.OrderByDescending(r => r.Period.Last).ThenBy(r => r.Period.First)];
    }
}
