using Alliance.Deals;
using Alliance.Deals.Index;
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

/// <param name="Cities">Leading cities first, then those with most deals.</param>
/// <param name="ByCityAndArea">Recorded deals by city and policy area; a deal in two areas stands in both.</param>
public sealed record HomeData(
    IReadOnlyList<HomeCity> Cities,
    IReadOnlyList<NamedArea> Areas,
    IReadOnlyDictionary<(long City, long Area), int> ByCityAndArea,
    IReadOnlyList<DealCardData> Newest,
    Totals Totals,
    DateOnly Today
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

    /// <summary>Everything on the start page: 2 queries, whatever the register holds.</summary>
    public static async Task<HomeData> LoadAsync(
        AppDb db,
        DealSnapshot deals,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
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
                CityCounts.Of(deals, c.Identifier).Deals
            ))
            .OrderByDescending(c => c.Role == CityRole.Lead)
            .ThenByDescending(c => c.Deals)
            .ThenBy(c => c.Identifier, StringComparer.Ordinal)
            .ToList();
        var areas = deals.Areas.Where(a => a.Kind == PolicyAreaKind.Area).ToList();
        return new HomeData(
            cities,
            areas,
            Cells(deals, cities.Where(c => c.Deals > 0).Take(Rows), areas),
            await DealQueries.NewestAsync(db, deals, NewestShown, cancel: cancel),
            Counting.Today(deals, today),
            today
        );
    }

    private static Dictionary<(long, long), int> Cells(
        DealSnapshot deals,
        IEnumerable<HomeCity> cities,
        List<NamedArea> areas
    )
    {
        var cells = new Dictionary<(long, long), int>();
        foreach (var city in cities)
        {
            var own = DealQueries.Of(deals, city.Identifier, programmes: false);
            foreach (var area in areas)
                if (own.CountOf(DealFacet.Area, area.Identifier) is > 0 and var count)
                    cells[(city.Id, area.Id)] = count;
        }
        return cells;
    }
}
