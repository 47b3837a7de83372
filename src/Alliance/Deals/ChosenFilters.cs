using Alliance.Design;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

internal static class ChosenFilters
{
    /// <summary>Everything that is chosen, each with the address of the same list without it.</summary>
    public static List<PickedFilter> Of(DealListPage page, Reader reader)
    {
        var filter = page.Filter;
        string Name(DealFacet facet, string value) => DealWords.Facet(reader, facet, value, page.NameOf(facet, value));
        return
        [
            .. filter.Search.Length > 0
                ? [new PickedFilter(reader["deals.the-words", filter.Search], filter.WithSearch("").Address(reader))]
                : Array.Empty<PickedFilter>(),
            .. filter.Chosen.Select(c => new PickedFilter(
                $"{reader[$"deals.facet.{c.Facet}"]}: {Name(c.Facet, c.Value)}",
                filter.Without(c.Facet, c.Value).Address(reader)
            )),
        ];
    }
}
