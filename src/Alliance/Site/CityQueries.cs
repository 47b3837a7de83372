using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>A city as the list shows it.</summary>
public sealed record CityRow(
    string Identifier,
    LocalText Name,
    string Country,
    double? Latitude,
    double? Longitude,
    CityRole Role,
    LocalText? RoleNote,
    ClimateTarget? Target,
    int Deals,
    int Programmes
);

public sealed record CityName(string Identifier, LocalText Name);

/// <summary>A city with the number of its deals and, apart from them, of the programmes in which they are made.</summary>
/// <param name="HasRoadmap">It has published one; told of one city alone.</param>
public sealed record CityFacts(City City, Collection? Collection, int Deals, int Programmes, bool HasRoadmap = false);

/// <summary>What a city's deals and programmes hold.</summary>
/// <param name="Promises">Of all parties, the city's own included.</param>
/// <param name="Joined">Named organisations that signed or joined, each once, merged records once.</param>
public sealed record CityTotals(int Promises, int Quantified, int Joined);

public sealed record ProgrammeLink(string Slug, LocalText Title);

/// <summary>How many deals of one instrument fall into a row of the city's matrix.</summary>
public sealed record MatrixCell(int Row, Instrument Instrument, int Deals);

public static class CityQueries
{
    public const int AllDeals = -1;

    private const int ProgrammesShown = 5;

    public static async Task<List<CityRow>> ListAsync(AppDb db, DealSnapshot deals, CancellationToken cancel = default)
    {
        var rows = await db
            .Cities.OrderBy(c =>
                c.Role == CityRole.Lead ? 0
                : c.Role == CityRole.Participant ? 1
                : 2
            )
            .ThenBy(c => c.Identifier)
            .Select(c => new CityRow(
                c.Identifier,
                c.Name,
                c.Country,
                c.Latitude,
                c.Longitude,
                c.Role,
                c.RoleNote,
                c.ClimateTarget,
                0,
                0
            ))
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(c =>
            {
                var (own, programmes) = CityCounts.Of(deals, c.Identifier);
                return c with { Deals = own, Programmes = programmes };
            }),
        ];
    }

    /// <summary>Every city by name, for choosing one.</summary>
    public static Task<List<CityName>> NamesAsync(AppDb db, CancellationToken cancel = default) =>
        db.Cities.OrderBy(c => c.Identifier).Select(c => new CityName(c.Identifier, c.Name)).ToListAsync(cancel);

    public static async Task<CityFacts?> FindAsync(
        AppDb db,
        DealSnapshot deals,
        string identifier,
        CancellationToken cancel = default
    )
    {
        var found = await db
            .Cities.AsNoTracking()
            .Where(c => c.Identifier == identifier)
            .Select(c => new
            {
                City = c,
                Collection = db.Collections.FirstOrDefault(x => x.Identifier == c.Collection),
                HasRoadmap = db.RoadmapVersions.Any(v => v.Roadmap!.CityId == c.Id),
            })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var (own, programmes) = CityCounts.Of(deals, identifier);
        return new CityFacts(found.City, found.Collection, own, programmes, found.HasRoadmap);
    }

    /// <summary>Cities by identifier, from the one after <paramref name="after"/> on (1 query).</summary>
    /// <param name="hits">Only what a search found; null for all.</param>
    public static async Task<List<CityFacts>> FollowingAsync(
        AppDb db,
        DealSnapshot deals,
        SearchHits? hits,
        string after,
        int count,
        CancellationToken cancel = default
    )
    {
        var chosen = hits is null ? db.Cities : db.Cities.Where(c => hits.All.Contains(c.Id));
        var cities = await chosen
            .AsNoTracking()
            .Where(c => c.Identifier.CompareTo(after) > 0)
            .OrderBy(c => c.Identifier)
            .Take(count)
            .ToListAsync(cancel);
        return
        [
            .. cities.Select(c =>
            {
                var (own, programmes) = CityCounts.Of(deals, c.Identifier);
                return new CityFacts(c, null, own, programmes);
            }),
        ];
    }

    /// <summary>What all of the city's deals and programmes hold, dated or not (no query).</summary>
    public static CityTotals Totals(DealSnapshot deals, string city) =>
        deals.Once(("city-totals", city), () => Count(deals, city));

    private static CityTotals Count(DealSnapshot deals, string city)
    {
        int promises = 0,
            quantified = 0;
        var joined = new HashSet<int>();
        foreach (var deal in DealsOf(deals, city))
        {
            promises += deal.Promises;
            quantified += deal.Quantified;
            foreach (var party in deal.Parties)
                if (party is { Named: true, Role: PartyRole.Signatory or PartyRole.Joiner })
                    joined.Add(party.Organisation);
        }
        return new CityTotals(promises, quantified, joined.Count);
    }

    public static Task<List<PolicyArea>> AreasAsync(AppDb db, CancellationToken cancel = default) =>
        db.PolicyAreas.AsNoTracking().OrderBy(a => a.Order).ToListAsync(cancel);

    /// <summary>
    /// Counts the city's deals by instrument, once altogether (<see cref="AllDeals"/>) and once for each row. A deal in
    /// two areas of one row counts once there, which adding up the areas would get wrong (no query).
    /// </summary>
    public static List<MatrixCell> Matrix(DealSnapshot deals, string city, IReadOnlyList<FieldRow> rows)
    {
        var cells = new List<MatrixCell>();
        foreach (var instrument in Enum.GetValues<Instrument>())
        {
            var filter = new DealFilter()
                .With(DealFacet.City, city)
                .With(DealFacet.Instrument, Platform.Data.Code.Of(instrument));
            var own = new DealChoice(deals, filter, null);
            Add(AllDeals, own.Total);
            foreach (var (row, field) in rows.Index())
                Add(row, own.CountOf(DealFacet.Area, field.Areas.Select(a => a.Identifier)));

            void Add(int row, int count)
            {
                if (count > 0)
                    cells.Add(new MatrixCell(row, instrument, count));
            }
        }
        return cells;
    }

    /// <summary>The frames in which the city's deals are made, newest first, where the register holds them (1 query).</summary>
    public static async Task<List<ProgrammeLink>> ProgrammesAsync(
        AppDb db,
        DealSnapshot deals,
        string city,
        CancellationToken cancel = default
    )
    {
        var places = DealQueries.Of(deals, city, programmes: true).Places().Take(ProgrammesShown).ToList();
        var cards = await DealQueries.CardsAsync(db, deals, places, cancel);
        return [.. cards.Select(c => new ProgrammeLink(c.Slug, c.Title))];
    }

    /// <summary>All of the city's deals and programmes.</summary>
    internal static IEnumerable<DealRow> DealsOf(DealSnapshot deals, string city) =>
        new DealChoice(deals, new DealFilter().With(DealFacet.City, city), null).Places().Select(p => deals[p]);
}
