using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Search;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Site.Api;

/// <summary>A thing of the field, and what it is called in each language.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Area">The identifier of the policy area it belongs to.</param>
/// <param name="Wider">The identifier of the concept that it is a kind or a part of.</param>
/// <param name="Narrower">The identifiers of its own kinds and parts.</param>
/// <param name="Terms">By language, what it is called; the first is the usual name.</param>
/// <param name="Url">Its address in this API.</param>
/// <param name="Pages">Searches for it, for people, by language.</param>
public sealed record ConceptResource(
    string Id,
    string Area,
    string? Wider,
    IReadOnlyList<string> Narrower,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Terms,
    string Url,
    IReadOnlyDictionary<string, string> Pages
)
{
    internal static ConceptResource Of(Concept concept, HttpRequest request) =>
        new(
            concept.Id,
            concept.Area,
            concept.Wider,
            [.. Glossary.Shipped.All.Where(c => c.Wider == concept.Id).Select(c => c.Id)],
            Glossary.Languages.Where(concept.Terms.ContainsKey).ToDictionary(l => l, l => concept.Terms[l]),
            ApiRoutes.AddressOf(request, "concepts/" + concept.Id),
            Language.Offered.ToDictionary(
                l => l.Code,
                l => $"{ApiRoutes.SiteOf(request)}/{l.Code}/search?q={Uri.EscapeDataString(concept.In(l))}"
            )
        );
}

internal static class ConceptsApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 100, most: 1000);

    private static readonly ApiParameter Search = new(
        "q",
        "How a word begins that a concept is called by, in any language, without regard to case and accents."
    )
    {
        Length = (1, DealFilter.SearchAtMost),
        Example = "fernw",
    };

    private static readonly ApiParameter Area = new("area", "The identifier of a policy area.")
    {
        Values = [.. SharedAreas.All.Select(a => a.Id)],
    };

    // A language has a column: whoever translates wants the names side by side.
    private static readonly Table<Concept> Table = new(
        "concepts",
        [
            Column<Concept>.Of("id", c => c.Id),
            new("area", c => c.Area, (c, reader) => SharedAreas.Find(c.Area)!.Name.In(reader.Language).Text),
            Column<Concept>.Of("wider", c => c.Wider),
            .. Glossary.Languages.Select(l => Column<Concept>.Of(l, c => c.Terms.GetValueOrDefault(l))),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/concepts", List)
            .ReadsApi<ApiList<ConceptResource>>(
                "listConcepts",
                "Search",
                "The glossary: what things are called in each language, as the search knows it, by identifier.",
                Search,
                Area,
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/concepts/{id}", One)
            .ReadsApi<ConceptResource>(
                "getConcept",
                "Search",
                "One concept of the glossary with its terms.",
                new ApiParameter("id", "The concept's identifier.") { InPath = true, Example = "district-heating" }
            )
            .MayBeMissing();
        routes.MapTable(
            Table,
            "glossary",
            "concepts",
            "Search",
            "The concepts of a choice, one a row, with what each is called in each language.",
            (http, _) => Task.FromResult(new Rows<Concept>(Chosen(http).ToAsyncEnumerable(), [])),
            [Search, Area]
        );
    }

    private static List<Concept> Chosen(HttpContext http) =>
        [
            .. GlossaryFilter
                .Parse(http.Request.Query)
                .Choose(Language.English)
                .OrderBy(c => c.Id, StringComparer.Ordinal),
        ];

    private static IResult List(HttpContext http)
    {
        var size = Limit.Number(http.Request);
        var after = http.Request.Query["after"].LastOrDefault() ?? "";
        var chosen = Chosen(http);
        var rows = chosen.Where(c => string.CompareOrdinal(c.Id, after) > 0).Take(size + 1).ToList();
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(c => ConceptResource.Of(c, http.Request))],
            chosen.Count,
            rows.Count > size ? rows[size - 1].Id : null
        );
    }

    private static IResult One(string id, HttpContext http) =>
        Glossary.Shipped.Find(id) is { } concept
            ? Results.Ok(ConceptResource.Of(concept, http.Request))
            : Problems.NotFound(http, new Refusal("concept-not-found", id));
}
