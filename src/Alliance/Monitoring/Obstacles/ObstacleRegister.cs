using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Obstacles;

/// <summary>One obstacle with what there is to read of it.</summary>
/// <param name="Action">The promise; null where a change of its deal has dropped it.</param>
/// <param name="Words">What its party said in the last report that names it; null where that has no sentence.</param>
/// <param name="Enquiries">All versions, the newest enquiry first and of each the newest version first.</param>
public sealed record ObstacleRow(
    NamedObstacle Obstacle,
    ObstacleName Name,
    string Slug,
    LocalText Title,
    long CityId,
    string City,
    LocalText CityName,
    LocalText? Action,
    string? Party,
    IReadOnlyList<AreaName> Areas,
    Report? Words,
    IReadOnlyList<Enquiry> Enquiries
);

/// <summary>How often a kind of obstacle was met.</summary>
/// <param name="Present">How many promises still have it in their way, as their newest reports say.</param>
/// <param name="Enquired">How many of them were taken to somebody.</param>
public sealed record ObstacleCount(Obstacle Kind, int Promises, int Cities, int Present, int Enquired);

/// <summary>One page of the register of obstacles, and what all of it comes to.</summary>
/// <param name="Counts">Whatever kind is chosen; the most frequent first.</param>
/// <param name="Met">In how many cities each kind was met, whatever is chosen.</param>
/// <param name="Next">What <see cref="ObstacleFilter.After"/> of the next page is; null on the last.</param>
public sealed record ObstacleRegister(
    IReadOnlyList<ObstacleRow> Rows,
    int Total,
    IReadOnlyList<ObstacleCount> Counts,
    IReadOnlyDictionary<Obstacle, int> Met,
    ObstacleName? Next
)
{
    public const int PageSize = 20;

    /// <summary>Newest first. Ten statements at most, however much there is.</summary>
    public static async Task<ObstacleRegister> LoadAsync(
        AppDb db,
        ObstacleFilter filter,
        int size = PageSize,
        CancellationToken cancel = default
    )
    {
        var counts = await CountsAsync(db, Chosen(db, filter with { Kind = null }), cancel);
        var met =
            filter.City is null && filter.Area is null
                ? counts.ToDictionary(c => c.Kind, c => c.Cities)
                : await CitiesAsync(db, db.NamedObstacles, cancel);
        var chosen = Chosen(db, filter);
        if (filter.After is { } after && await FindAsync(db, after, cancel) is { } last)
            chosen = Behind(chosen, last);
        var rows = await RowsAsync(db, Newest(chosen).Take(size + 1), cancel);
        return new ObstacleRegister(
            [.. rows.Take(size)],
            counts.Where(c => filter.Kind is null || c.Kind == filter.Kind).Sum(c => c.Promises),
            counts,
            met,
            rows.Count > size ? rows[size - 1].Name : null
        );
    }

    /// <summary>The obstacle of this name; null where there is none.</summary>
    public static Task<NamedObstacle?> FindAsync(AppDb db, ObstacleName name, CancellationToken cancel) =>
        db
            .NamedObstacles.AsNoTracking()
            .SingleOrDefaultAsync(
                o => o.Deal!.Identifier == name.Deal && o.Commitment == name.Commitment && o.Kind == name.Kind,
                cancel
            );

    /// <summary>In the order in which they are listed.</summary>
    public static IOrderedQueryable<NamedObstacle> Newest(IQueryable<NamedObstacle> chosen) =>
        chosen.OrderByDescending(o => o.NamedAt).ThenByDescending(o => o.Id);

    /// <summary>Those that come after this one in that order.</summary>
    public static IQueryable<NamedObstacle> Behind(IQueryable<NamedObstacle> chosen, NamedObstacle last) =>
        // The first condition follows from the second, and lets the index find the place.
        chosen.Where(o => o.NamedAt <= last.NamedAt && (o.NamedAt < last.NamedAt || o.Id < last.Id));

    /// <summary>With everything there is to read of them: four statements.</summary>
    public static async Task<List<ObstacleRow>> RowsAsync(
        AppDb db,
        IQueryable<NamedObstacle> chosen,
        CancellationToken cancel
    )
    {
        var found = await chosen
            .AsNoTracking()
            .Select(o => new
            {
                Obstacle = o,
                o.Deal!.Identifier,
                o.Deal.Slug,
                o.Deal.Title,
                o.Deal.CityId,
                City = o.Deal.City!.Identifier,
                CityName = o.Deal.City.Name,
                Action = o.Deal.Commitments.Where(c => c.Key == o.Commitment).Select(c => c.Action).FirstOrDefault(),
                Party = o
                    .Deal.Parties.Where(p => o.Deal.Commitments.Any(c => c.Key == o.Commitment && c.By == p.Key))
                    .Select(p => p.Organisation!.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        if (found.Count == 0)
            return [];
        var deals = found.Select(f => f.Obstacle.DealId).Distinct().ToList();
        var areas = (
            await db
                .Deals.Where(d => deals.Contains(d.Id))
                .SelectMany(
                    d => d.Areas,
                    (d, a) =>
                        new
                        {
                            d.Id,
                            a.PolicyArea!.Identifier,
                            a.PolicyArea.Name,
                            a.PolicyArea.Order,
                        }
                )
                .ToListAsync(cancel)
        ).ToLookup(a => a.Id);
        var reports = (
            await db
                .Reports.AsNoTracking()
                .Where(r => deals.Contains(r.DealId) && r.Sentence != null)
                .ToListAsync(cancel)
        ).ToLookup(r => (r.DealId, r.Commitment, r.Period));
        var enquiries = (
            await db.Enquiries.AsNoTracking().Where(e => deals.Contains(e.DealId)).ToListAsync(cancel)
        ).ToLookup(e => (e.DealId, e.Commitment, e.Obstacle));
        return
        [
            .. found.Select(f => new ObstacleRow(
                f.Obstacle,
                new ObstacleName(f.Identifier, f.Obstacle.Commitment, f.Obstacle.Kind),
                f.Slug,
                f.Title,
                f.CityId,
                f.City,
                f.CityName,
                f.Action,
                f.Party,
                [.. areas[f.Obstacle.DealId].OrderBy(a => a.Order).Select(a => new AreaName(a.Identifier, a.Name))],
                reports[(f.Obstacle.DealId, f.Obstacle.Commitment, f.Obstacle.Until)]
                    .Where(r => r.Obstacles.Contains(f.Obstacle.Kind))
                    .MaxBy(r => r.Version),
                [
                    .. enquiries[(f.Obstacle.DealId, f.Obstacle.Commitment, f.Obstacle.Kind)]
                        .OrderByDescending(e => e.Number)
                        .ThenByDescending(e => e.Version),
                ]
            )),
        ];
    }

    private static async Task<List<ObstacleCount>> CountsAsync(
        AppDb db,
        IQueryable<NamedObstacle> chosen,
        CancellationToken cancel
    )
    {
        var counts = await chosen
            .GroupBy(o => new { o.Kind, o.Present })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        var cities = await CitiesAsync(db, chosen, cancel);
        // From the enquiries, of which there are few.
        var enquired = await db
            .Enquiries.Select(e => new
            {
                e.DealId,
                e.Commitment,
                Kind = e.Obstacle,
            })
            .Distinct()
            .Join(
                chosen,
                e => e,
                o => new
                {
                    o.DealId,
                    o.Commitment,
                    o.Kind,
                },
                (e, o) => o.Kind
            )
            .GroupBy(k => k)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return
        [
            .. counts
                .GroupBy(c => c.Key.Kind)
                .Select(g => new ObstacleCount(
                    g.Key,
                    g.Sum(c => c.Count),
                    cities.GetValueOrDefault(g.Key),
                    g.Where(c => c.Key.Present).Sum(c => c.Count),
                    enquired.GetValueOrDefault(g.Key)
                ))
                .OrderByDescending(c => c.Promises)
                .ThenBy(c => c.Kind),
        ];
    }

    // For each city and kind whether there is one: seldom is much looked at for that.
    private static Task<Dictionary<Obstacle, int>> CitiesAsync(
        AppDb db,
        IQueryable<NamedObstacle> chosen,
        CancellationToken cancel
    ) =>
        (
            from kind in chosen.Select(o => o.Kind).Distinct()
            from city in db.Cities
            where chosen.Any(o => o.Kind == kind && o.Deal!.CityId == city.Id)
            group city by kind into met
            select new { met.Key, Cities = met.Count() }
        ).ToDictionaryAsync(g => g.Key, g => g.Cities, cancel);

    private static IQueryable<NamedObstacle> Chosen(AppDb db, ObstacleFilter filter)
    {
        var chosen = db.NamedObstacles.AsQueryable();
        if (filter.Kind is { } kind)
            chosen = chosen.Where(o => o.Kind == kind);
        if (filter.City is { } city)
            chosen = chosen.Where(o => o.Deal!.City!.Identifier == city);
        if (filter.Area is { } area)
            chosen = chosen.Where(o => o.Deal!.Areas.Any(a => a.PolicyArea!.Identifier == area));
        return chosen;
    }
}
