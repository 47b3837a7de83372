using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>A city as the start page knows it.</summary>
/// <param name="Deals">Recorded deals, with and without a date; programmes are not among them.</param>
/// <param name="CompleteFor">Areas for which the city has declared its list complete.</param>
public sealed record HomeCity(
    long Id,
    string Identifier,
    LocalText Name,
    double? Latitude,
    double? Longitude,
    CityRole Role,
    IReadOnlyList<string> CompleteFor,
    int Deals
);

public sealed record HomeArea(long Id, string Identifier, LocalText Name);

/// <param name="Cities">Leading cities first, then those with most deals.</param>
/// <param name="ByCityAndArea">Recorded deals by city and policy area; a deal in two areas stands in both.</param>
public sealed record HomeData(
    IReadOnlyList<HomeCity> Cities,
    IReadOnlyList<HomeArea> Areas,
    IReadOnlyDictionary<(long City, long Area), int> ByCityAndArea,
    IReadOnlyList<DealCardData> Newest,
    CountedTotals Counted
)
{
    /// <summary>Rows of the table: cities that have a deal to show.</summary>
    public IEnumerable<HomeCity> WithDeals => Cities.Where(c => c.Deals > 0).Take(HomeQueries.Rows);
}

public static class HomeQueries
{
    /// <summary>So many cities stand in the table; the list of cities has all.</summary>
    public const int Rows = 12;

    private const int NewestShown = 6;

    /// <summary>Everything on the start page: 10 queries, whatever the register holds.</summary>
    public static async Task<HomeData> LoadAsync(AppDb db, DateOnly today, CancellationToken cancel = default)
    {
        var counted = await Counting.TotalsAsync(db, today, today, cancel);
        var found = await db
            .Cities.AsNoTracking()
            .Select(c => new
            {
                c.Id,
                c.Identifier,
                c.Name,
                c.Latitude,
                c.Longitude,
                c.Role,
                c.CompleteFor,
            })
            .ToListAsync(cancel);
        var cities = found
            .Select(c => new HomeCity(
                c.Id,
                c.Identifier,
                c.Name,
                c.Latitude,
                c.Longitude,
                c.Role,
                c.CompleteFor,
                counted.ByCity.TryGetValue(c.Id, out var own) ? own.Deals + own.Undated.Deals + own.Later : 0
            ))
            .OrderByDescending(c => c.Role == CityRole.Lead)
            .ThenByDescending(c => c.Deals)
            .ThenBy(c => c.Identifier, StringComparer.Ordinal)
            .ToList();
        var areas = await db
            .PolicyAreas.Where(a => a.Kind == PolicyAreaKind.Area)
            .OrderBy(a => a.Order)
            .Select(a => new HomeArea(a.Id, a.Identifier, a.Name))
            .ToListAsync(cancel);
        var rows = cities.Where(c => c.Deals > 0).Take(Rows).Select(c => c.Id).ToList();
        var cells = await db
            .Deals.Where(d => rows.Contains(d.CityId) && d.Instrument != Instrument.Programme)
            .SelectMany(d => d.Areas, (d, a) => new { d.CityId, a.PolicyAreaId })
            .GroupBy(a => a)
            .Select(g => new
            {
                g.Key.CityId,
                g.Key.PolicyAreaId,
                Deals = g.Count(),
            })
            .ToListAsync(cancel);
        return new HomeData(
            cities,
            areas,
            cells.ToDictionary(c => (c.CityId, c.PolicyAreaId), c => c.Deals),
            await DealQueries.NewestAsync(db, NewestShown, cancel),
            counted
        );
    }
}
