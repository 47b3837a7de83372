using System.Text.Json.Serialization;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Network.Documents;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Api;

/// <summary>A city as the API hands it out: its document of the open format, and what is recorded of it here.</summary>
public sealed record CityResource : CityDocument
{
    private CityResource(CityDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>What is recorded of it here.</summary>
    [JsonPropertyOrder(1)]
    public required CityRecords Counts { get; init; }

    /// <summary>Where more about it is.</summary>
    [JsonPropertyOrder(1)]
    public required CityLinks Links { get; init; }

    internal static CityResource Of(CityFacts facts, HttpRequest request, CityTotals? totals = null) =>
        new(CityDocument.Of(facts.City))
        {
            Url = ApiRoutes.AddressOf(request, $"cities/{facts.City.Identifier}"),
            Counts = new CityRecords(
                facts.Deals,
                facts.Programmes,
                totals?.Promises,
                totals?.Quantified,
                totals?.Joined
            ),
            Links = new CityLinks(
                ApiRoutes.PagesOf(request, $"cities/{facts.City.Identifier}"),
                ApiRoutes.AddressOf(request, $"deals?city={facts.City.Identifier}"),
                ApiRoutes.AddressOf(request, $"organisations?partner={facts.City.Identifier}"),
                facts.City.Collection is { } collection
                    ? ApiRoutes.AddressOf(request, $"collections/{collection}")
                    : null
            ),
        };
}

/// <summary>What is recorded here, dated or not. The last three are counted only where one city is asked for.</summary>
/// <param name="Deals">Deals, programmes not among them.</param>
/// <param name="Programmes">Frames in which deals are made.</param>
/// <param name="Commitments">Promises of all parties, the city's own included.</param>
/// <param name="Quantified">Of these, those with a number.</param>
/// <param name="Organisations">Named organisations that signed or joined, each once.</param>
public sealed record CityRecords(int Deals, int Programmes, int? Commitments, int? Quantified, int? Organisations);

/// <summary>Addresses of what belongs to a city.</summary>
/// <param name="Pages">Its page for people, by language.</param>
/// <param name="Partners">Organisations that take part in one of its deals.</param>
public sealed record CityLinks(
    IReadOnlyDictionary<string, string> Pages,
    string Deals,
    string Partners,
    string? Collection
);

internal static class CitiesApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    /// <summary>What chooses cities.</summary>
    public static readonly ApiParameter Search = new(
        "q",
        "Words of its name, its programme or its action fields, without regard to case and accents."
    )
    {
        Length = (1, DealFilter.SearchAtMost),
        Example = "mannheim",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/cities", ListAsync)
            .ReadsApi<ApiList<CityResource>>(
                "listCities",
                "Cities",
                "The cities of the register, or those that have the words, by identifier.",
                Search,
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/cities/{id}", OneAsync)
            .ReadsApi<CityResource>(
                "getCity",
                "Cities",
                "One city with its programme, climate target, action fields, and what is recorded of it.",
                new ApiParameter("id", "The city's identifier.") { InPath = true, Example = "mannheim" }
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, DealIndex index, PageTags tags)
    {
        tags.Add("cities", "deals");
        var size = Limit.Number(http.Request);
        var after = http.Request.Query["after"].LastOrDefault() ?? "";
        var hits = await FindAsync(http, db);
        var rows = await CityQueries.FollowingAsync(
            db,
            await index.CurrentAsync(http.RequestAborted),
            hits,
            after,
            size + 1,
            http.RequestAborted
        );
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(c => CityResource.Of(c, http.Request))],
            hits?.All.Length ?? await db.Cities.CountAsync(http.RequestAborted),
            rows.Count > size ? rows[size - 1].City.Identifier : null
        );
    }

    /// <summary>What the words of an address find; null without words.</summary>
    public static async Task<SearchHits?> FindAsync(HttpContext http, AppDb db) =>
        DealFilter.Clean(http.Request.Query[Search.Name].LastOrDefault()) is { Length: > 0 } text
            ? await SearchFinder.FindAsync(
                db,
                CityTerms.Source,
                SearchQuery.Read(text, names: true),
                http.RequestAborted
            )
            : null;

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, DealIndex index, PageTags tags)
    {
        var deals = await index.CurrentAsync(http.RequestAborted);
        tags.Add("cities", "city:" + id, "deals", "organisations");
        if (await CityQueries.FindAsync(db, deals, id, http.RequestAborted) is not { } facts)
            return Problems.NotFound(http, new Refusal("city-not-found", id));
        return Results.Ok(CityResource.Of(facts, http.Request, CityQueries.Totals(deals, id)));
    }
}
