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

/// <summary>A city with the totals of its page's head; programmes are frames and never count as deals.</summary>
/// <param name="Commitments">In its deals and programmes, the city's own included.</param>
/// <param name="Joined">Named organisations that signed or joined, each once, merged records once.</param>
public sealed record CityFacts(
    City City,
    Collection? Collection,
    int Deals,
    int Programmes,
    int Commitments,
    int Quantified,
    int Joined
);

public sealed record ProgrammeLink(string Slug, LocalText Title);

/// <summary>How many deals of one instrument fall into a row of the city's matrix.</summary>
public sealed record MatrixCell(int Row, Instrument Instrument, int Deals);

/// <summary>A partner with the number of this city's deals it takes part in.</summary>
public sealed record Partner(string Identifier, string Name, int Deals);

/// <summary>The partners of one kind; <paramref name="Named"/> is cut off where there are many.</summary>
/// <param name="Kind">Null only for groups whose kind no source states.</param>
/// <param name="Total">Organisations that are named.</param>
/// <param name="Unnamed">Further ones that sources count in groups without naming them.</param>
public sealed record PartnerGroup(OrganisationKind? Kind, int Total, int Unnamed, IReadOnlyList<Partner> Named);

public static class CityQueries
{
    /// <summary>So many partners of a kind are named on the city's page; the list of organisations has the others.</summary>
    public const int PartnersShown = 24;

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
                db.Deals.Count(d => d.CityId == c.Id && d.Instrument == Instrument.Programme),
                db.Commitments.Count(p => db.Deals.Any(d => d.Id == p.DealId && d.CityId == c.Id)),
                db.Commitments.Count(p => p.Quantified && db.Deals.Any(d => d.Id == p.DealId && d.CityId == c.Id)),
                db.Parties.Where(p =>
                        (p.Role == PartyRole.Signatory || p.Role == PartyRole.Joiner)
                        && p.OrganisationId != null
                        && db.Deals.Any(d => d.Id == p.DealId && d.CityId == c.Id)
                    )
                    .Select(p => p.Organisation!.MergedIntoId ?? p.OrganisationId)
                    .Distinct()
                    .Count()
            ))
            .FirstOrDefaultAsync(cancel);

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

    /// <summary>Who takes part in the city's deals beside the city itself, by kind.</summary>
    public static async Task<List<PartnerGroup>> PartnersAsync(AppDb db, long city, CancellationToken cancel = default)
    {
        // Plain SQL, because EF cannot take the first so many of each group. Counts follow merges: a merged record's part
        // is the other record's part.
        var named = await db
            .Database.SqlQuery<PartnerRow>(
                $"""
                SELECT identifier, name, kind, deals, total, place
                FROM (
                    SELECT o.identifier, o.name, o.kind, o.sort_name, p.deals,
                        COUNT(*) OVER (PARTITION BY o.kind) AS total,
                        ROW_NUMBER() OVER (PARTITION BY o.kind ORDER BY p.deals DESC, o.sort_name, o.id) AS place
                    FROM (
                        SELECT COALESCE(r.merged_into_id, r.id) AS organisation, COUNT(DISTINCT d.id) AS deals
                        FROM deals d
                        JOIN parties p ON p.deal_id = d.id
                        JOIN organisations r ON r.id = p.organisation_id
                        WHERE d.city_id = {city} AND p.role <> 'city'
                        GROUP BY COALESCE(r.merged_into_id, r.id)
                    ) p
                    JOIN organisations o ON o.id = p.organisation
                ) ranked
                WHERE place <= {PartnersShown}
                """
            )
            .ToListAsync(cancel);
        var unnamed = await db
            .Deals.Where(d => d.CityId == city)
            .SelectMany(d => d.Parties)
            .Where(p => p.GroupCount != null)
            .GroupBy(p => p.GroupKind)
            .Select(g => new { Kind = g.Key, Total = g.Sum(p => p.GroupCount) })
            .ToListAsync(cancel);
        return
        [
            .. Enum.GetValues<OrganisationKind>()
                .Select(kind => (OrganisationKind?)kind)
                .Append(null)
                .Select(kind =>
                {
                    var code = kind is { } known ? Code.Of(known) : null;
                    var rows = named.Where(p => p.Kind == code).OrderBy(p => p.Place).ToList();
                    return new PartnerGroup(
                        kind,
                        rows is [var first, ..] ? first.Total : 0,
                        unnamed.Find(u => u.Kind == kind)?.Total ?? 0,
                        [.. rows.Select(p => new Partner(p.Identifier, p.Name, p.Deals))]
                    );
                })
                .Where(g => g.Total + g.Unnamed > 0),
        ];
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

    private sealed record PartnerRow(string Identifier, string Name, string Kind, int Deals, int Total, int Place);

    private sealed class Counted
    {
        public int Row { get; init; }
        public Instrument Instrument { get; init; }
        public int Deals { get; init; }
    }
}
