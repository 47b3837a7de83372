using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

public sealed record FoundCity(long Id, string Identifier, LocalText Name);

/// <param name="Kind">What others can learn from it.</param>
public sealed record FoundPractice(long Id, string Identifier, PracticeKind Kind, LocalText Title);

/// <summary>What one search finds on the whole site: the first of each kind, and how many there are.</summary>
/// <param name="Query">Null where nothing is looked for.</param>
/// <param name="DealTotal">Deals and programmes.</param>
/// <param name="Suggestions">Only where nothing is found: searches with a near word that find something.</param>
public sealed record FoundOnSite(
    string Text,
    SearchQuery? Query,
    IReadOnlyList<FoundCity> Cities,
    IReadOnlyList<OrganisationRow> Organisations,
    int OrganisationTotal,
    IReadOnlyList<DealCardData> Deals,
    int DealTotal,
    IReadOnlyList<FoundPractice> Practices,
    int PracticeTotal,
    IReadOnlyDictionary<long, Excerpt> DealExcerpts,
    IReadOnlyDictionary<long, Excerpt> OrganisationExcerpts,
    IReadOnlyDictionary<long, Excerpt> CityExcerpts,
    IReadOnlyDictionary<long, Excerpt> PracticeExcerpts,
    IReadOnlyList<string> Suggestions
)
{
    public int Total => Cities.Count + OrganisationTotal + DealTotal + PracticeTotal;
}

public static class SiteSearch
{
    public const int ShownOfEach = 6;

    internal static readonly IReadOnlyList<SearchSource> Sources =
    [
        CityTerms.Source,
        OrganisationTerms.Source,
        DealTerms.Source,
        PracticeTerms.Source,
    ];

    /// <param name="each">How many of each kind are wanted; cities are few, and all that are found come.</param>
    public static async Task<FoundOnSite> LoadAsync(
        AppDb db,
        DealSnapshot snapshot,
        string text,
        Language language,
        int each = ShownOfEach,
        CancellationToken cancel = default
    )
    {
        var none = new Dictionary<long, Excerpt>();
        if (text.Length == 0)
            return new FoundOnSite(text, null, [], [], 0, [], 0, [], 0, none, none, none, none, []);
        var query = SearchQuery.Read(text);
        var hits = await SearchFinder.FindAsync(db, Sources, query, cancel);
        var cities = await CitiesAsync(db, hits[0], cancel);
        var organisations =
            hits[1].All.Length == 0
                ? new OrganisationList([], 0, null)
                : await OrganisationListQueries.ListAsync(
                    db,
                    OrganisationFilter.AllFor(language),
                    hits[1],
                    each,
                    cancel
                );
        var rows = organisations.Rows;
        var deals = await DealQueries.FoundAsync(db, snapshot, hits[2], each, cancel);
        var practices = await PracticesAsync(db, hits[3], each, cancel);
        return new FoundOnSite(
            text,
            query,
            cities,
            rows,
            organisations.Total,
            deals,
            hits[2].All.Length,
            practices,
            hits[3].All.Length,
            await DealQueries.ExcerptsAsync(db, query, language, deals, cancel),
            await OrganisationListQueries.ExcerptsAsync(db, query, language, rows, cancel),
            await Excerpts.ForAsync(
                db,
                CityTerms.Source,
                query,
                language,
                [.. cities.Select(c => Title(c.Id, c.Name))],
                cancel
            ),
            await Excerpts.ForAsync(
                db,
                PracticeTerms.Source,
                query,
                language,
                [.. practices.Select(p => Title(p.Id, p.Title))],
                cancel
            ),
            hits.Any(h => h.All.Length > 0) ? [] : await SearchSuggestions.ForAsync(db, Sources, text, cancel)
        );

        (long, string, string?) Title(long id, LocalText text)
        {
            var wording = text.In(language);
            return (id, wording.Text, wording.Language);
        }
    }

    private static async Task<List<FoundPractice>> PracticesAsync(
        AppDb db,
        SearchHits hits,
        int each,
        CancellationToken cancel
    ) =>
        hits.All.Length == 0
            ? []
            : await db
                .Practices.Where(p => hits.All.Contains(p.Id) && p.Standing == PracticeStanding.Published)
                .OrderByDescending(p => hits.InTitle.Contains(p.Id))
                .ThenBy(p => p.Identifier)
                .Take(each)
                .Select(p => new FoundPractice(p.Id, p.Identifier!, p.Kind, p.Title))
                .ToListAsync(cancel);

    // Cities are few; all that are found are shown.
    internal static async Task<List<FoundCity>> CitiesAsync(AppDb db, SearchHits hits, CancellationToken cancel) =>
        hits.All.Length == 0
            ? []
            : await db
                .Cities.Where(c => hits.All.Contains(c.Id))
                .OrderByDescending(c => hits.InTitle.Contains(c.Id))
                .ThenBy(c => c.Identifier)
                .Select(c => new FoundCity(c.Id, c.Identifier, c.Name))
                .ToListAsync(cancel);
}
