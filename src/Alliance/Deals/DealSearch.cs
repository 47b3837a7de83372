using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>Turns a reader's choice into a query.</summary>
internal static class DealSearch
{
    /// <summary>The deals of a choice; facets in <paramref name="leavingOut"/> are taken as if nothing were chosen.</summary>
    public static IQueryable<Deal> Matching(
        AppDb db,
        DealFilter filter,
        params IReadOnlyCollection<DealFacet> leavingOut
    )
    {
        IReadOnlyList<string> Chosen(DealFacet facet) => leavingOut.Contains(facet) ? [] : filter[facet];

        var deals = db.Deals.AsNoTracking();
        if (filter.Hits is { } hits)
            deals = deals.Where(d => hits.All.Contains(d.Id));
        if (Chosen(DealFacet.City) is { Count: > 0 } cities)
            deals = deals.Where(d => cities.Contains(d.City!.Identifier));
        if (Chosen(DealFacet.Area) is { Count: > 0 } areas)
            deals = deals.Where(d => d.Areas.Any(a => areas.Contains(a.PolicyArea!.Identifier)));
        if (Chosen(DealFacet.Instrument).Count > 0)
        {
            var instruments = filter.Codes<Instrument>(DealFacet.Instrument);
            deals = deals.Where(d => instruments.Contains(d.Instrument));
        }
        if (Chosen(DealFacet.Standing).Count > 0)
        {
            var standings = filter.Codes<Standing>(DealFacet.Standing);
            deals = deals.Where(d => standings.Contains(d.Standing));
        }
        if (Chosen(DealFacet.Delivery).Count > 0)
        {
            var deliveries = filter.Codes<Delivery>(DealFacet.Delivery);
            deals = deals.Where(d => deliveries.Contains(d.Delivery));
        }
        if (Chosen(DealFacet.Open).Count > 0)
        {
            var open = filter.Codes<OpenToJoin>(DealFacet.Open);
            deals = deals.Where(d => open.Contains(d.OpenToJoin));
        }
        if (Chosen(DealFacet.Year) is { Count: > 0 } years)
        {
            var undated = years.Contains(DealFilter.Undated);
            var dated = years
                .Where(y => y != DealFilter.Undated)
                .Select(y => int.Parse(y, CultureInfo.InvariantCulture));
            var numbers = dated.Select(y => (int?)y).ToList();
            deals = deals.Where(d => numbers.Contains(d.Year) || (undated && d.Year == null));
        }
        if (Chosen(DealFacet.Kind).Count > 0)
        {
            var kinds = filter.Codes<OrganisationKind>(DealFacet.Kind).Select(k => (OrganisationKind?)k).ToList();
            deals = deals.Where(d =>
                d.Parties.Any(p => kinds.Contains((OrganisationKind?)p.Organisation!.Kind ?? p.GroupKind))
            );
        }
        return deals;
    }
}
