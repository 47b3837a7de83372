using Alliance.Deals.Index;
using Alliance.Platform.Data;

namespace Alliance.Deals;

/// <summary>
/// Deals that share an area. The more areas in common and the fewer others the closer, so that broad climate contracts
/// don't win everywhere; of equals those of other cities first, because they are what a city learns from. Programmes
/// frame everything and stay out.
/// </summary>
internal static class RelatedDeals
{
    private const int AtMost = 3;

    // Comparing the newest only keeps the page quick however large the register grows.
    private const int Among = 300;

    public static List<int> Of(DealSnapshot deals, long id)
    {
        var place = deals.PlaceOf(id);
        if (place < 0 || deals[place].Areas.Length == 0)
            return [];
        var deal = deals[place];
        var sharing = deal
            .Areas.Select(a => deals.Set(DealFacet.Area, deals.Area(a).Identifier))
            .OfType<Bits>()
            .Aggregate((any, set) => any.Or(set));
        int Shared(DealRow other) => other.Areas.Count(deal.Areas.Contains);
        return
        [
            .. deals
                .Ordered(DealSort.Newest, null)
                .Where(p => sharing[p] && p != place && deals[p].Instrument != Instrument.Programme)
                .Take(Among)
                .OrderByDescending(p => 2 * Shared(deals[p]) - deals[p].Areas.Length)
                .ThenBy(p => deals[p].City == deal.City)
                .ThenByDescending(p => deals[p].SortDate)
                .ThenByDescending(p => deals[p].Id)
                .Take(AtMost),
        ];
    }
}
