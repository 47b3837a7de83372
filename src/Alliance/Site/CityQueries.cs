using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
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
public sealed record CityFacts(City City, Collection? Collection, int Deals, int Programmes);

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

    public static Task<List<CityRow>> ListAsync(AppDb db, CancellationToken cancel = default) =>
        db
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
                db.Deals.Count(d => d.CityId == c.Id && d.Instrument != Instrument.Programme),
                db.Deals.Count(d => d.CityId == c.Id && d.Instrument == Instrument.Programme)
            ))
            .ToListAsync(cancel);

    /// <summary>Every city by name, for choosing one.</summary>
    public static Task<List<CityName>> NamesAsync(AppDb db, CancellationToken cancel = default) =>
        db.Cities.OrderBy(c => c.Identifier).Select(c => new CityName(c.Identifier, c.Name)).ToListAsync(cancel);

    public static Task<CityFacts?> FindAsync(AppDb db, string identifier, CancellationToken cancel = default) =>
        db
            .Cities.AsNoTracking()
            .Where(c => c.Identifier == identifier)
            .Select(c => new CityFacts(
                c,
                db.Collections.FirstOrDefault(x => x.Identifier == c.Collection),
                db.Deals.Count(d => d.CityId == c.Id && d.Instrument != Instrument.Programme),
                db.Deals.Count(d => d.CityId == c.Id && d.Instrument == Instrument.Programme)
            ))
            .FirstOrDefaultAsync(cancel);

    public static async Task<CityTotals> TotalsAsync(AppDb db, long city, CancellationToken cancel = default)
    {
        // From the city's deals down: asked the other way round, a database reads the promises of all cities.
        var deals = db.Deals.Where(d => d.CityId == city);
        var promises = await deals
            .SelectMany(d => d.Commitments)
            .GroupBy(c => c.Quantified)
            .Select(g => new { Quantified = g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        var joined = await deals
            .SelectMany(d => d.Parties)
            .Where(p => p.Role == PartyRole.Signatory || p.Role == PartyRole.Joiner)
            .Where(p => p.OrganisationId != null)
            .Select(p => p.Organisation!.MergedIntoId ?? p.OrganisationId)
            .Distinct()
            .CountAsync(cancel);
        return new CityTotals(promises.Sum(p => p.Count), promises.Where(p => p.Quantified).Sum(p => p.Count), joined);
    }

    public static Task<List<PolicyArea>> AreasAsync(AppDb db, CancellationToken cancel = default) =>
        db.PolicyAreas.AsNoTracking().OrderBy(a => a.Order).ToListAsync(cancel);

    /// <summary>
    /// Counts the city's deals by instrument, once altogether (<see cref="AllDeals"/>) and once for each row. A deal in
    /// two areas of one row counts once there, which adding up the areas would get wrong; hence one branch a row, in one
    /// statement.
    /// </summary>
    public static async Task<List<MatrixCell>> MatrixAsync(
        AppDb db,
        long city,
        IReadOnlyList<IReadOnlyList<long>> rows,
        CancellationToken cancel = default
    )
    {
        var deals = db.Deals.Where(d => d.CityId == city);
        var counted = Count(deals, AllDeals);
        for (var row = 0; row < rows.Count; row++)
        {
            var areas = rows[row].ToArray();
            counted = counted.Concat(Count(deals.Where(d => d.Areas.Any(a => areas.Contains(a.PolicyAreaId))), row));
        }
        return await counted.Select(c => new MatrixCell(c.Row, c.Instrument, c.Deals)).ToListAsync(cancel);

        static IQueryable<Counted> Count(IQueryable<Deal> deals, int row) =>
            deals
                .GroupBy(d => d.Instrument)
                .Select(g => new Counted
                {
                    Row = row,
                    Instrument = g.Key,
                    Deals = g.Count(),
                });
    }

    /// <summary>The city's newest deals as cards; its programmes are frames, not deals, and stay out.</summary>
    public static Task<List<DealCardData>> NewestAsync(
        AppDb db,
        long city,
        int count,
        CancellationToken cancel = default
    ) =>
        DealQueries.CardsAsync(
            db,
            DealCursor
                .Order(db.Deals.Where(d => d.CityId == city && d.Instrument != Instrument.Programme), DealSort.Newest)
                .Take(count),
            cancel
        );

    /// <summary>The frames in which the city's deals are made, newest first, where the register holds them.</summary>
    public static Task<List<ProgrammeLink>> ProgrammesAsync(AppDb db, long city, CancellationToken cancel = default) =>
        DealCursor
            .Order(db.Deals.Where(d => d.CityId == city && d.Instrument == Instrument.Programme), DealSort.Newest)
            .Take(5)
            .Select(d => new ProgrammeLink(d.Slug, d.Title))
            .ToListAsync(cancel);

    private sealed class Counted
    {
        public int Row { get; init; }
        public Instrument Instrument { get; init; }
        public int Deals { get; init; }
    }
}
