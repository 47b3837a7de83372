using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Site.Api;

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
        Values = [.. Language.Offered.Select(l => l.Code)],
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
        routes
            .MapGet("/api/v1/search", SearchAsync)
            .ReadsApi<SearchAnswer>(
                "search",
                "Search",
                "What the words find in deals, organisations, cities, practices, offers and needs, as on the page of the search.",
                Search,
                Lang,
                Kind,
                Limit
            );

    private static async Task<IResult> SearchAsync(
        HttpContext http,
        AppDb db,
        DealIndex index,
        PageTags tags,
        TimeProvider time
    )
    {
        tags.Add("deals", "organisations", "cities", "practices", "offers");
        var asked = http.Request.Query;
        var language = Language.Find(asked[Lang.Name].LastOrDefault()) ?? Language.English;
        var text = DealFilter.Clean(asked[Search.Name].LastOrDefault());
        var found = await SiteSearch.LoadAsync(
            db,
            await index.CurrentAsync(http.RequestAborted),
            text,
            language,
            DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
            Limit.Number(http.Request),
            http.RequestAborted
        );
        HashSet<FoundKind> kinds = asked.ContainsKey(Kind.Name)
            ? [.. asked[Kind.Name].Select(k => Code.Parse<FoundKind>(k!))]
            : [.. Enum.GetValues<FoundKind>()];
        var counts = new FoundCounts(
            found.Cities.Count,
            found.DealTotal,
            found.OrganisationTotal,
            found.PracticeTotal,
            found.Offers.Total
        );
        var words = "?q=" + Uri.EscapeDataString(text);
        return Results.Ok(
            new SearchAnswer(
                text,
                language.Code,
                kinds.Sum(k => CountOf(counts, k)),
                counts,
                [.. Items(found, language, http.Request).Where(i => kinds.Contains(i.Kind))],
                [.. Nearest(found, language, http.Request).Where(i => kinds.Contains(i.Kind))],
                found.Suggestions,
                new SearchLinks(
                    ApiRoutes.AddressOf(http.Request, "cities" + words),
                    ApiRoutes.AddressOf(http.Request, "deals" + words),
                    ApiRoutes.AddressOf(http.Request, "organisations" + words),
                    ApiRoutes.AddressOf(http.Request, "practices" + words),
                    ApiRoutes.AddressOf(http.Request, "offers" + words)
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
            FoundKind.Offer => counts.Offers,
            _ => counts.Organisations,
        };

    private static IEnumerable<FoundItem> Items(FoundOnSite found, Language language, HttpRequest request)
    {
        if (found.Query is not { } query)
            return [];
        var cities = found.Cities.Select(c =>
            Item(
                FoundKind.City,
                c.Identifier,
                c.Identifier,
                Said(query, c.Name, language),
                found.CityExcerpts.GetValueOrDefault(c.Id),
                language,
                request
            )
        );
        var others = found
            .Works.Select(w => Work(query, w, language, request))
            .Concat(
                found.Offers.Rows.Select(o =>
                    Item(
                        FoundKind.Offer,
                        o.Identifier,
                        o.Identifier,
                        Said(query, o.Title, language),
                        found.Offers.Excerpts.GetValueOrDefault(o.Id),
                        language,
                        request
                    )
                )
            )
            .Concat(
                found.Organisations.Select(o =>
                    Item(
                        FoundKind.Organisation,
                        o.Identifier,
                        o.Identifier,
                        MarkedText.Of(Highlight.Pieces(query, o.Name, null), null),
                        found.OrganisationExcerpts.GetValueOrDefault(o.Id),
                        language,
                        request
                    )
                )
            );
        return found.CityNamed ? cities.Concat(others) : others.Concat(cities);
    }

    private static IEnumerable<FoundItem> Nearest(FoundOnSite found, Language language, HttpRequest request) =>
        found.Near.Select(w => Work(found.Query!, w, language, request));

    private static FoundItem Work(SearchQuery query, FoundWork work, Language language, HttpRequest request) =>
        work.Deal is { } deal
            ? Item(
                FoundKind.Deal,
                deal.Identifier,
                deal.Slug,
                Said(query, deal.Title, language),
                work.Excerpt,
                language,
                request
            )
            : Item(
                FoundKind.Practice,
                work.Practice!.Identifier,
                work.Practice.Identifier,
                Said(query, work.Practice.Title, language),
                work.Excerpt,
                language,
                request
            );

    private static MarkedText Said(SearchQuery query, LocalText text, Language language)
    {
        var wording = text.In(language);
        return MarkedText.Of(Highlight.Pieces(query, wording.Text, wording.Language), wording.Language);
    }

    private static FoundItem Item(
        FoundKind kind,
        string id,
        string slug,
        MarkedText title,
        Excerpt? excerpt,
        Language language,
        HttpRequest request
    )
    {
        var list = kind == FoundKind.City ? "cities" : Code.Of(kind) + "s";
        return new FoundItem(
            kind,
            id,
            title,
            excerpt is { Pieces.Count: > 0 } ? MarkedText.Of(excerpt.Pieces, excerpt.Language) : null,
            [.. (excerpt?.Through ?? []).Select(n => new FoundName(n.Name, n.Language))],
            excerpt?.Missing ?? [],
            ApiRoutes.AddressOf(request, $"{list}/{id}"),
            $"{ApiRoutes.SiteOf(request)}/{language.Code}/{list}/{slug}"
        );
    }
}
