using Alliance.Deals.Index;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>One page of the deals list and what stands around it.</summary>
/// <param name="Filter">The choice as understood; unknown values are out and named in it.</param>
/// <param name="Deals">How many deals match, programmes not among them.</param>
/// <param name="Programmes">How many programmes match.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="LostPlace">True when the address held a cursor that says nothing, so that this is the first page.</param>
/// <param name="Through">Keys of those on the page that have the words searched for only by other names.</param>
/// <param name="Loosen">Only when nothing matches: what is found when one part of the choice is dropped.</param>
public sealed record DealListPage(
    DealFilter Filter,
    IReadOnlyList<DealCardData> Rows,
    int Deals,
    int Programmes,
    string? Next,
    bool LostPlace,
    IReadOnlySet<long> Through,
    IReadOnlyList<FacetChoices> Facets,
    IReadOnlyList<Loosening> Loosen,
    IReadOnlyList<Named> Cities,
    IReadOnlyList<NamedArea> Areas
)
{
    public int Total => Deals + Programmes;

    /// <summary>What the register calls a city or an area; null for values that have no name there.</summary>
    public LocalText? NameOf(DealFacet facet, string value) => (
            facet == DealFacet.City ? Cities
            : facet == DealFacet.Area ? Areas
            : []
        ).FirstOrDefault(n => n.Identifier == value)?.Name;
}

public static class DealList
{
    public const int PageSize = 20;

    /// <summary>What a filter chooses: two queries where there are words to search for the first time, none otherwise.</summary>
    public static async Task<DealChoice> ChooseAsync(
        AppDb db,
        DealSnapshot deals,
        DealFilter filter,
        CancellationToken cancel = default
    ) =>
        new(
            deals,
            filter,
            filter.Search.Length == 0
                ? null
                : await deals.FoundAsync(
                    filter.Search,
                    () => SearchFinder.FindMeantAsync(db, DealTerms.Source, SearchQuery.Read(filter.Search), cancel)
                )
        );

    /// <summary>A page of the list: 1 query, and what the search asks where there are words.</summary>
    public static async Task<DealListPage> LoadAsync(
        AppDb db,
        DealSnapshot deals,
        DealFilter filter,
        CancellationToken cancel = default
    )
    {
        var choice = await ChooseAsync(db, deals, filter, cancel);
        filter = choice.Filter;
        var places = choice.Places().Take(PageSize + 1).ToList();
        var more = places.Count > PageSize;
        if (more)
            places.RemoveAt(PageSize);
        return new DealListPage(
            filter,
            await DealQueries.CardsAsync(db, deals, places, cancel),
            choice.Deals,
            choice.Programmes,
            more ? choice.CursorAfter(deals[places[^1]].Id) : null,
            filter.After is not null && DealCursor.Parse(filter.After, filter.Sort) is null,
            choice.Through(places.Select(p => deals[p].Id)),
            choice.Facets(),
            choice.Total > 0 ? [] : choice.Loosen(),
            deals.Cities,
            deals.Areas
        );
    }
}
