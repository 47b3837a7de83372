using System.Text.Json.Serialization;
using Alliance.Monitoring.Indicators;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>An indicator as the API hands it out: its document, and its addresses here.</summary>
public sealed record IndicatorResource : IndicatorDocument
{
    private IndicatorResource(IndicatorDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown.</summary>
    [JsonPropertyOrder(1)]
    public required IndicatorLinks Links { get; init; }

    internal static IndicatorResource Of(Indicator indicator, HttpRequest request) =>
        new(IndicatorDocument.Of(indicator))
        {
            Url = ApiRoutes.AddressOf(request, "indicators/" + indicator.Identifier),
            Links = new IndicatorLinks(ApiRoutes.PagesOf(request, "indicators#" + indicator.Identifier)),
        };
}

/// <summary>Addresses of an indicator.</summary>
/// <param name="Pages">Its place on the page for people, by language.</param>
public sealed record IndicatorLinks(IReadOnlyDictionary<string, string> Pages);

/// <summary>What promises are counted by.</summary>
internal static class IndicatorsApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 100, most: 1000);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/indicators", ListAsync)
            .ReadsApi<ApiList<IndicatorResource>>(
                "listIndicators",
                "Indicators",
                "What promises of many deals are counted by, each with its definition.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/indicators/{id}", OneAsync)
            .ReadsApi<IndicatorResource>(
                "getIndicator",
                "Indicators",
                "One indicator.",
                new ApiParameter("id", "The indicator's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "trees-planted",
                }
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("indicators");
        // Some dozens.
        var all = await db.Indicators.AsNoTracking().OrderBy(i => i.Identifier).ToListAsync(http.RequestAborted);
        var rest = all.AsEnumerable();
        if (http.Request.Query["after"].LastOrDefault() is { Length: > 0 } after)
        {
            if (!all.Exists(i => i.Identifier == after))
                return Problems.Misread(http, ApiParameter.BadCursor(after));
            rest = all.SkipWhile(i => i.Identifier != after).Skip(1);
        }
        var size = Limit.Number(http.Request);
        var rows = rest.Take(size + 1).ToList();
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(i => IndicatorResource.Of(i, http.Request))],
            all.Count,
            rows.Count > size ? rows[size - 1].Identifier : null
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("indicators");
        var found = await db
            .Indicators.AsNoTracking()
            .SingleOrDefaultAsync(i => i.Identifier == id, http.RequestAborted);
        return found is null
            ? Problems.NotFound(http, new Refusal("indicator-not-found", id))
            : Results.Ok(IndicatorResource.Of(found, http.Request));
    }
}
