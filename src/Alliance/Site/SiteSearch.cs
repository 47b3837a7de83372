using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Engagement.Offers;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

public sealed record FoundCity(long Id, string Identifier, LocalText Name);

/// <param name="Kind">What others can learn from it.</param>
/// <param name="City">Where it comes from; null for what belongs to the network as a whole.</param>
public sealed record FoundPractice(long Id, string Identifier, PracticeKind Kind, LocalText Title, LocalText? City);

/// <summary>A deal or a practice; one of them is null.</summary>
/// <param name="Excerpt">Where it has what its title does not show, and by which other names.</param>
public sealed record FoundWork(DealCardData? Deal, FoundPractice? Practice, Excerpt? Excerpt);

/// <summary>What one search finds on the whole site: the first of each kind, and how many there are.</summary>
/// <param name="Query">Null where nothing is looked for.</param>
/// <param name="CityNamed">A city's name was typed; then cities come first.</param>
/// <param name="Works">
/// Deals and practices in one order: those with every word in the title, those with every word, those that say it by another
/// name; among equals a deal and a practice by turns.
/// </param>
/// <param name="Near">Where few are found: those that come close, the nearest first. They count nowhere.</param>
/// <param name="DealTotal">Deals and programmes.</param>
/// <param name="Offers">Offers and needs that everybody may read on the day.</param>
/// <param name="Suggestions">Only where nothing is found: searches with a near word that find something.</param>
public sealed record FoundOnSite(
    string Text,
    SearchQuery? Query,
    bool CityNamed,
    IReadOnlyList<FoundCity> Cities,
    IReadOnlyList<FoundWork> Works,
    IReadOnlyList<FoundWork> Near,
    int DealTotal,
    int PracticeTotal,
    FoundOffers Offers,
    IReadOnlyList<OrganisationRow> Organisations,
    int OrganisationTotal,
    IReadOnlyDictionary<long, Excerpt> CityExcerpts,
    IReadOnlyDictionary<long, Excerpt> OrganisationExcerpts,
    IReadOnlyList<string> Suggestions
)
{
    public int Total => Cities.Count + OrganisationTotal + DealTotal + PracticeTotal + Offers.Total;
}

public static class SiteSearch
{
    public const int ShownOfEach = 10;

    /// <summary>Where fewer deals and practices are found than this, what comes close fills up.</summary>
    public const int Few = 10;

    // Whatever is hit of these is there to be shown.
    private static readonly IReadOnlyList<SearchSource> Lasting =
    [
        CityTerms.Source,
        OrganisationTerms.Source,
        DealTerms.Source,
        PracticeTerms.Source,
    ];

    internal static readonly IReadOnlyList<SearchSource> Sources = [.. Lasting, OfferTerms.Source];

    /// <param name="today">Offers and needs whose term is over by then are not found.</param>
    /// <param name="each">How many of each kind are wanted; cities are few, and all that are found come.</param>
    public static async Task<FoundOnSite> LoadAsync(
        AppDb db,
        DealSnapshot snapshot,
        string text,
        Language language,
        DateOnly today,
        int each = ShownOfEach,
        CancellationToken cancel = default
    )
    {
        var none = new Dictionary<long, Excerpt>();
        if (text.Length == 0)
            return new FoundOnSite(text, null, false, [], [], [], 0, 0, FoundOffers.None, [], 0, none, none, []);
        var query = SearchQuery.Read(text);
        var hits = await SearchFinder.FindMeantAsync(db, Sources, query, cancel);
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
        var (works, near) = await FindWorks.LoadAsync(db, snapshot, query, hits[2], hits[3], language, each, cancel);
        var offers = await FindOffers.LoadAsync(db, query, hits[4], today, language, each, cancel);
        return new FoundOnSite(
            text,
            query,
            hits[0].InTitle.Length > 0,
            cities,
            works,
            near,
            hits[2].Count,
            hits[3].Count,
            offers,
            organisations.Rows,
            organisations.Total,
            await Excerpts.ForAsync(
                db,
                CityTerms.Source,
                query,
                language,
                [.. cities.Select(c => TitleOf(c.Id, c.Name, language))],
                cancel: cancel
            ),
            await OrganisationListQueries.ExcerptsAsync(db, query, language, organisations.Rows, cancel),
            // A word that only an offer has is not suggested: its term may be over.
            offers.Total > 0
            || hits.Take(Lasting.Count).Any(h => h.Count > 0)
                ? []
                : await SearchSuggestions.ForAsync(db, Lasting, text, cancel)
        );
    }

    internal static (long Id, string Title, string? Language) TitleOf(long id, LocalText text, Language language)
    {
        var wording = text.In(language);
        return (id, wording.Text, wording.Language);
    }

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
