using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>One page of the deals list and what stands around it.</summary>
/// <param name="Filter">The choice as understood; unknown values are out and named in it.</param>
/// <param name="Deals">How many deals match, programmes not among them.</param>
/// <param name="Programmes">How many programmes match.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="LostPlace">True when the address held a cursor that says nothing, so that this is the first page.</param>
/// <param name="Loosen">Only when nothing matches: what is found when one part of the choice is dropped.</param>
public sealed record DealListPage(
    DealFilter Filter,
    IReadOnlyList<DealCardData> Rows,
    int Deals,
    int Programmes,
    string? Next,
    bool LostPlace,
    IReadOnlyList<FacetChoices> Facets,
    IReadOnlyList<Loosening> Loosen
)
{
    public int Total => Deals + Programmes;
}

/// <param name="Facet">Null for the search words.</param>
public sealed record Loosening(DealFacet? Facet, DealFilter Filter, int Deals);

/// <summary>A facet with its values as the form offers them.</summary>
public sealed record FacetChoices(DealFacet Facet, IReadOnlyList<FacetValue> Values);

/// <param name="Name">Set where the register names the value; codes are named by the interface's texts.</param>
/// <param name="Deals">How many would be found with this value, the rest of the choice unchanged.</param>
public sealed record FacetValue(string Value, LocalText? Name, int Deals, bool Chosen);

public static class DealList
{
    public const int PageSize = 20;

    /// <summary>A page of the list: 9 queries, up to 3 more where nothing is found.</summary>
    public static async Task<DealListPage> LoadAsync(AppDb db, DealFilter filter, CancellationToken cancel = default)
    {
        var names = await DealFacets.NamesAsync(db, cancel);
        filter = filter.KnownIn(DealFacet.City, names.Cities.Keys).KnownIn(DealFacet.Area, names.Areas.Keys);
        if (filter.Search.Length > 0)
            filter = filter with
            {
                Hits = await SearchFinder.FindAsync(db, DealTerms.Source, SearchQuery.Read(filter.Search), cancel),
            };
        var facets = await DealFacets.CountAsync(db, filter, names, cancel);

        var matching = DealSearch.Matching(db, filter);
        var cursor = DealCursor.Parse(filter.After, filter.Sort);
        var rest = cursor is null ? matching : matching.Where(cursor.Following(filter.Sort));
        var rows = await DealQueries.CardsAsync(db, DealCursor.Order(rest, filter.Sort).Take(PageSize + 1), cancel);
        var more = rows.Count > PageSize;
        if (more)
            rows.RemoveAt(PageSize);

        return new DealListPage(
            filter,
            rows,
            facets.Deals,
            facets.Programmes,
            more ? DealCursor.Of(rows[^1], filter.Sort).Print(filter.Sort) : null,
            filter.After is not null && cursor is null,
            facets.Choices,
            facets.Deals + facets.Programmes > 0 ? [] : await LooseningsAsync(db, filter, facets, cancel)
        );
    }

    /// <summary>
    /// What dropping each part of the choice would find. Most facets' counts already say so, being taken as if nothing
    /// were chosen there; the search words and the facets of which a deal has several values need asking.
    /// </summary>
    private static async Task<List<Loosening>> LooseningsAsync(
        AppDb db,
        DealFilter filter,
        FacetCounts facets,
        CancellationToken cancel
    )
    {
        var found = new List<Loosening>();
        if (filter.Search.Length > 0)
            found.Add(await AskAsync(null, filter.WithSearch("")));
        foreach (var facet in DealFacet.All.Where(f => filter[f].Count > 0))
        {
            var loose = filter.With(facet);
            found.Add(
                facets.Without.TryGetValue(facet, out var deals)
                    ? new Loosening(facet, loose, deals)
                    : await AskAsync(facet, loose)
            );
        }
        return found;

        async Task<Loosening> AskAsync(DealFacet? facet, DealFilter loose) =>
            new(facet, loose, await DealSearch.Matching(db, loose).CountAsync(cancel));
    }
}
