using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Site.Api;

/// <summary>Kinds of records that a search finds.</summary>
public enum FoundKind
{
    City,

    /// <summary>Programmes among them.</summary>
    Deal,
    Organisation,
    Practice,
}

/// <summary>What a search finds on the whole site: the first of each kind, and how many there are.</summary>
/// <param name="Query">What was looked for.</param>
/// <param name="Lang">The language of titles and pages, where there are several.</param>
/// <param name="Total">How many records of the chosen kinds there are.</param>
/// <param name="Counts">How many there are of each kind, chosen or not.</param>
/// <param name="Items">Cities, deals, organisations and practices in this order; within a kind as in its list.</param>
/// <param name="Suggestions">Only where nothing is found: searches with a near word that find something.</param>
/// <param name="Links">The whole lists of what is found.</param>
public sealed record SearchAnswer(
    string Query,
    string Lang,
    int Total,
    FoundCounts Counts,
    IReadOnlyList<FoundItem> Items,
    IReadOnlyList<string> Suggestions,
    SearchLinks Links
);

/// <summary>How many records of each kind a search finds.</summary>
/// <param name="Cities">Cities.</param>
/// <param name="Deals">Deals and programmes.</param>
/// <param name="Organisations">Organisations; a merged record counts as the one it was merged into.</param>
/// <param name="Practices">Good practices, lessons and failures.</param>
public sealed record FoundCounts(int Cities, int Deals, int Organisations, int Practices);

/// <summary>A record that a search finds.</summary>
/// <param name="Kind">What it is; a programme is a deal.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Title">Its title or name.</param>
/// <param name="Excerpt">Where it has the words that its title does not show.</param>
/// <param name="Url">Its address in this API.</param>
/// <param name="Page">Its page for people.</param>
public sealed record FoundItem(
    FoundKind Kind,
    string Id,
    MarkedText Title,
    MarkedText? Excerpt,
    string Url,
    string Page
);

/// <summary>A text in which the words are marked that were looked for.</summary>
/// <param name="Text">All of it. It is plain: a "&lt;" in it is a "&lt;".</param>
/// <param name="Language">The language it is in; a name has none.</param>
/// <param name="Pieces">The same text cut before and after each word that was looked for.</param>
public sealed record MarkedText(string Text, string? Language, IReadOnlyList<Piece> Pieces)
{
    internal static MarkedText Of(IReadOnlyList<Piece> pieces, string? language) =>
        new(string.Concat(pieces.Select(p => p.Text)), language, pieces);
}

/// <summary>Addresses of lists that hold all of what is found, page by page.</summary>
/// <param name="Cities">All cities that are found.</param>
/// <param name="Deals">All deals that are found.</param>
/// <param name="Organisations">All organisations that are found.</param>
/// <param name="Practices">All practices that are found.</param>
public sealed record SearchLinks(string Cities, string Deals, string Organisations, string Practices);

internal static class SearchApi
{
    // A single letter is no word.
    private static readonly ApiParameter Search = new("q", "Words that all have to be there, each in any form.")
    {
        Required = true,
        Length = (2, DealFilter.SearchAtMost),
        Example = "energie",
    };

    private static readonly ApiParameter Lang = new(
        "lang",
        "The language in which titles, excerpts and pages are preferred; English where it is left out. All languages are "
            + "searched, whichever it is."
    )
    {
        Values = [.. Language.All.Select(l => l.Code)],
    };

    private static readonly ApiParameter Kind = new(
        "kind",
        "Only items of this kind. Several may be given: any of them fits."
    )
    {
        Several = true,
        Values = Code.All<FoundKind>(),
    };

    private static readonly ApiParameter Limit = new(
        "limit",
        "How many items of each kind are listed, 40 at most; `links` lead to the others. Cities are few and come all."
    )
    {
        Range = (1, OrganisationListQueries.PageSize),
        Default = SiteSearch.ShownOfEach,
    };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi<SearchAnswer>(
            "search",
            "search",
            "Search",
            "What the words find in deals, organisations, cities and practices, as on the page of the search.",
            SearchAsync,
            Search,
            Lang,
            Kind,
            Limit
        );

    private static async Task<IResult> SearchAsync(HttpContext http, AppDb db, DealIndex index, PageTags tags)
    {
        tags.Add("deals", "organisations", "cities", "practices");
        var asked = http.Request.Query;
        var language = Language.Find(asked[Lang.Name].LastOrDefault()) ?? Language.English;
        var text = DealFilter.Clean(asked[Search.Name].LastOrDefault());
        var found = await SiteSearch.LoadAsync(
            db,
            await index.CurrentAsync(http.RequestAborted),
            text,
            language,
            Limit.Number(http.Request),
            http.RequestAborted
        );
        HashSet<FoundKind> kinds = asked.ContainsKey(Kind.Name)
            ? [.. asked[Kind.Name].Select(k => Code.Parse<FoundKind>(k!))]
            : [.. Enum.GetValues<FoundKind>()];
        var counts = new FoundCounts(found.Cities.Count, found.DealTotal, found.OrganisationTotal, found.PracticeTotal);
        var words = "?q=" + Uri.EscapeDataString(text);
        return Results.Ok(
            new SearchAnswer(
                text,
                language.Code,
                kinds.Sum(k => CountOf(counts, k)),
                counts,
                [.. Items(found, language, http.Request).Where(i => kinds.Contains(i.Kind))],
                found.Suggestions,
                new SearchLinks(
                    ApiRoutes.AddressOf(http.Request, "cities" + words),
                    ApiRoutes.AddressOf(http.Request, "deals" + words),
                    ApiRoutes.AddressOf(http.Request, "organisations" + words),
                    ApiRoutes.AddressOf(http.Request, "practices" + words)
                )
            )
        );
    }

    private static int CountOf(FoundCounts counts, FoundKind kind) =>
        kind switch
        {
            FoundKind.City => counts.Cities,
            FoundKind.Deal => counts.Deals,
            FoundKind.Practice => counts.Practices,
            _ => counts.Organisations,
        };

    private static IEnumerable<FoundItem> Items(FoundOnSite found, Language language, HttpRequest request)
    {
        if (found.Query is not { } query)
            return [];
        return
        [
            .. found.Cities.Select(c =>
                Item(
                    FoundKind.City,
                    c.Identifier,
                    c.Identifier,
                    Said(c.Name),
                    found.CityExcerpts.GetValueOrDefault(c.Id)
                )
            ),
            .. found.Deals.Select(d =>
                Item(FoundKind.Deal, d.Identifier, d.Slug, Said(d.Title), found.DealExcerpts.GetValueOrDefault(d.Id))
            ),
            .. found.Organisations.Select(o =>
                Item(
                    FoundKind.Organisation,
                    o.Identifier,
                    o.Identifier,
                    MarkedText.Of(Highlight.Pieces(query, o.Name, null), null),
                    found.OrganisationExcerpts.GetValueOrDefault(o.Id)
                )
            ),
            .. found.Practices.Select(p =>
                Item(
                    FoundKind.Practice,
                    p.Identifier,
                    p.Identifier,
                    Said(p.Title),
                    found.PracticeExcerpts.GetValueOrDefault(p.Id)
                )
            ),
        ];

        MarkedText Said(LocalText text)
        {
            var wording = text.In(language);
            return MarkedText.Of(Highlight.Pieces(query, wording.Text, wording.Language), wording.Language);
        }

        FoundItem Item(FoundKind kind, string id, string slug, MarkedText title, Excerpt? excerpt)
        {
            var list = kind == FoundKind.City ? "cities" : Code.Of(kind) + "s";
            return new FoundItem(
                kind,
                id,
                title,
                excerpt is null ? null : MarkedText.Of(excerpt.Pieces, excerpt.Language),
                ApiRoutes.AddressOf(request, $"{list}/{id}"),
                $"{ApiRoutes.SiteOf(request)}/{language.Code}/{list}/{slug}"
            );
        }
    }
}
