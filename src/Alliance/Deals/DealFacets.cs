using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>What the register holds to choose from, by identifier, in the order lists show it.</summary>
internal sealed record RegisterNames(
    IReadOnlyDictionary<string, LocalText> Cities,
    IReadOnlyDictionary<string, LocalText> Areas
);

/// <param name="Without">How many deals match when nothing is chosen in that facet, where that is known already.</param>
internal sealed record FacetCounts(
    int Deals,
    int Programmes,
    IReadOnlyList<FacetChoices> Choices,
    IReadOnlyDictionary<DealFacet, int> Without
);

/// <summary>
/// How many deals, programmes among them, each value of each facet would leave. A facet's own choice does not narrow its counts: one may add a
/// second city. Facets with few values are counted jointly, so that four queries do for all eight.
/// </summary>
internal static class DealFacets
{
    /// <summary>The names of cities and areas (2 queries).</summary>
    public static async Task<RegisterNames> NamesAsync(AppDb db, CancellationToken cancel)
    {
        var cities = await db
            .Cities.OrderBy(c => c.Identifier)
            .Select(c => new { c.Identifier, c.Name })
            .ToListAsync(cancel);
        var areas = await db
            .PolicyAreas.OrderBy(a => a.Order)
            .Select(a => new { a.Identifier, a.Name })
            .ToListAsync(cancel);
        return new RegisterNames(
            cities.ToDictionary(c => c.Identifier, c => c.Name),
            areas.ToDictionary(a => a.Identifier, a => a.Name)
        );
    }

    public static async Task<FacetCounts> CountAsync(
        AppDb db,
        DealFilter filter,
        RegisterNames names,
        CancellationToken cancel
    )
    {
        var terms = await TermsAsync(db, filter, cancel);
        var places = await PlacesAsync(db, filter, cancel);
        var areas = await AreasAsync(db, filter, cancel);
        var kinds = await KindsAsync(db, filter, cancel);

        var years = places
            .Of(DealFacet.Year)
            .Keys.Concat(filter[DealFacet.Year])
            .Where(y => y != DealFilter.Undated)
            .Distinct()
            .OrderDescending(StringComparer.Ordinal)
            .Append(DealFilter.Undated);
        FacetChoices Choices(
            DealFacet facet,
            IEnumerable<string> values,
            IReadOnlyDictionary<string, int> counts,
            IReadOnlyDictionary<string, LocalText>? named = null
        ) =>
            new(
                facet,
                [
                    .. values
                        .Select(v => new FacetValue(
                            v,
                            named?.GetValueOrDefault(v),
                            counts.GetValueOrDefault(v),
                            filter[facet].Contains(v)
                        ))
                        .Where(v => v.Deals > 0 || v.Chosen),
                ]
            );
        var programmes = terms.Total(DealFacet.Instrument, Code.Of(Instrument.Programme));
        return new FacetCounts(
            terms.Total() - programmes,
            programmes,
            [
                Choices(DealFacet.City, names.Cities.Keys, places.Of(DealFacet.City), names.Cities),
                Choices(DealFacet.Area, names.Areas.Keys, areas, names.Areas),
                Choices(DealFacet.Instrument, Code.All<Instrument>(), terms.Of(DealFacet.Instrument)),
                Choices(DealFacet.Delivery, Code.All<Delivery>(), terms.Of(DealFacet.Delivery)),
                Choices(DealFacet.Year, years, places.Of(DealFacet.Year)),
                Choices(DealFacet.Kind, Code.All<OrganisationKind>(), kinds),
                Choices(DealFacet.Open, Code.All<OpenToJoin>(), terms.Of(DealFacet.Open)),
                Choices(DealFacet.Standing, Code.All<Standing>(), terms.Of(DealFacet.Standing)),
            ],
            terms.Facets.Concat(places.Facets).ToDictionary(f => f.Facet, f => f.Without)
        );
    }

    private static async Task<JointCount> TermsAsync(AppDb db, DealFilter filter, CancellationToken cancel)
    {
        DealFacet[] facets = [DealFacet.Instrument, DealFacet.Delivery, DealFacet.Open, DealFacet.Standing];
        var groups = await DealSearch
            .Matching(db, filter, facets)
            .GroupBy(d => new
            {
                d.Instrument,
                d.Delivery,
                d.OpenToJoin,
                d.Standing,
            })
            .Select(g => new { g.Key, Deals = g.Count() })
            .ToListAsync(cancel);
        return new JointCount(
            filter,
            facets,
            groups.Select(g =>
                (
                    new[]
                    {
                        Code.Of(g.Key.Instrument),
                        Code.Of(g.Key.Delivery),
                        Code.Of(g.Key.OpenToJoin),
                        Code.Of(g.Key.Standing),
                    },
                    g.Deals
                )
            )
        );
    }

    private static async Task<JointCount> PlacesAsync(AppDb db, DealFilter filter, CancellationToken cancel)
    {
        DealFacet[] facets = [DealFacet.City, DealFacet.Year];
        var groups = await DealSearch
            .Matching(db, filter, facets)
            .GroupBy(d => new { d.City!.Identifier, d.Year })
            .Select(g => new { g.Key, Deals = g.Count() })
            .ToListAsync(cancel);
        return new JointCount(
            filter,
            facets,
            groups.Select(g =>
                (
                    new[]
                    {
                        g.Key.Identifier,
                        g.Key.Year?.ToString(CultureInfo.InvariantCulture) ?? DealFilter.Undated,
                    },
                    g.Deals
                )
            )
        );
    }

    // Where nothing else is chosen, the links alone know the answer and the deals need not be read.
    private static bool Unnarrowed(DealFilter filter, DealFacet leavingOut) =>
        filter.Search.Length == 0 && filter.Chosen.All(c => c.Facet == leavingOut);

    private static async Task<Dictionary<string, int>> AreasAsync(
        AppDb db,
        DealFilter filter,
        CancellationToken cancel
    ) =>
        await (
            Unnarrowed(filter, DealFacet.Area)
                ? db.DealAreas
                : DealSearch.Matching(db, filter, DealFacet.Area).SelectMany(d => d.Areas)
        )
            .GroupBy(a => a.PolicyArea!.Identifier)
            .Select(g => new { g.Key, Deals = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Deals, cancel);

    private static async Task<Dictionary<string, int>> KindsAsync(AppDb db, DealFilter filter, CancellationToken cancel)
    {
        var parties = Unnarrowed(filter, DealFacet.Kind)
            ? db.Parties
            : DealSearch.Matching(db, filter, DealFacet.Kind).SelectMany(d => d.Parties);
        var counts = await parties
            .Select(p => new { p.DealId, Kind = (OrganisationKind?)p.Organisation!.Kind ?? p.GroupKind })
            .Distinct()
            .GroupBy(p => p.Kind)
            .Select(g => new { g.Key, Deals = g.Count() })
            .ToListAsync(cancel);
        return counts.Where(c => c.Key is not null).ToDictionary(c => Code.Of(c.Key!.Value), c => c.Deals);
    }
}
