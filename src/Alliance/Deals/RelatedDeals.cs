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
        // The three best so far, the worst of them in front.
        var best = new PriorityQueue<int, (int Nearness, bool Elsewhere, DateOnly Day, long Id)>();
        foreach (
            var p in deals
                .Ordered(DealSort.Newest, null)
                .Where(p => sharing[p] && p != place && deals[p].Instrument != Instrument.Programme)
                .Take(Among)
        )
        {
            var other = deals[p];
            var shared = 0;
            foreach (var area in other.Areas)
                shared += deal.Areas.AsSpan().Contains(area) ? 1 : 0;
            var rank = (2 * shared - other.Areas.Length, other.City != deal.City, other.SortDate, other.Id);
            if (best.Count < AtMost)
                best.Enqueue(p, rank);
            else
                best.EnqueueDequeue(p, rank);
        }
        var related = new List<int>();
        while (best.TryDequeue(out var p, out _))
            related.Insert(0, p);
        return related;
    }
}
