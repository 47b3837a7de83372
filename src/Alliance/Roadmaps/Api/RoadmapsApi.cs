using System.Globalization;
using System.Text.Json.Serialization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Alliance.Roadmaps.Documents;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Api;

/// <summary>A version of a city's roadmap as the API hands it out: its document, and its addresses here.</summary>
public sealed record RoadmapResource : RoadmapDocument
{
    private RoadmapResource(RoadmapDocument document)
        : base(document) { }

    /// <summary>Its city's address below <c>/roadmaps/</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Slug { get; init; }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown.</summary>
    [JsonPropertyOrder(1)]
    public required RoadmapLinks Links { get; init; }

    internal static RoadmapResource Of(RoadmapVersion version, string city, HttpRequest request) =>
        new(RoadmapDocument.Of(version, city))
        {
            Slug = city,
            Url = ApiRoutes.AddressOf(request, $"roadmaps/{city}/versions/{version.Number}"),
            Links = new RoadmapLinks(ApiRoutes.PagesOf(request, $"roadmaps/{city}/versions/{version.Number}")),
        };
}

/// <summary>Addresses of a roadmap.</summary>
/// <param name="Pages">The pages for people, by language.</param>
public sealed record RoadmapLinks(IReadOnlyDictionary<string, string> Pages);

/// <summary>The roadmaps that cities have published, and their versions.</summary>
internal static class RoadmapsApi
{
    private const string Tag = "Roadmaps";

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    internal static readonly ApiParameter Id = new("id", "The identifier of the roadmap's city.")
    {
        InPath = true,
        Example = "umea",
    };

    /// <summary>Of the files of a roadmap.</summary>
    internal static readonly ApiParameter Version = new("version", "The version's number; without it, the newest.")
    {
        Pattern = "^[1-9][0-9]{0,5}$",
        Example = "1",
    };

    internal static int? VersionIn(HttpRequest request) =>
        Version.Number(request) is > 0 and var number ? number : null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/roadmaps", ListAsync)
            .ReadsApi<ApiList<RoadmapResource>>(
                "listRoadmaps",
                Tag,
                "The newest version of each city's roadmap, by city.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet(
                "/api/v1/roadmaps/{id}",
                (string id, HttpContext http, AppDb db, PageTags tags) => OneAsync(id, null, http, db, tags)
            )
            .ReadsApi<RoadmapResource>("getRoadmap", Tag, "The newest version of a city's roadmap.", Id)
            .MayBeMissing();
        routes
            .MapGet("/api/v1/roadmaps/{id}/versions", VersionsAsync)
            .ReadsApi<ApiList<RoadmapResource>>(
                "listRoadmapVersions",
                Tag,
                "All versions of a city's roadmap, the newest first.",
                Id,
                Limit,
                ApiParameter.After
            )
            .MayBeMissing();
        routes
            .MapGet(
                "/api/v1/roadmaps/{id}/versions/{number:int}",
                (string id, int number, HttpContext http, AppDb db, PageTags tags) =>
                    OneAsync(id, number, http, db, tags)
            )
            .ReadsApi<RoadmapResource>(
                "getRoadmapVersion",
                Tag,
                "One version of a city's roadmap.",
                Id,
                new ApiParameter("number", "The version's number.") { InPath = true, Example = "1" }
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("roadmaps", "cities");
        var after = http.Request.Query["after"].LastOrDefault() ?? "";
        var size = Limit.Number(http.Request);
        var newest = db.RoadmapVersions.Where(v =>
            !db.RoadmapVersions.Any(o => o.RoadmapId == v.RoadmapId && o.Number > v.Number)
        );
        var rows = await newest
            .AsNoTracking()
            .Include(v => v.Roadmap)
                .ThenInclude(r => r!.City)
            .Where(v => v.Roadmap!.City!.Identifier.CompareTo(after) > 0)
            .OrderBy(v => v.Roadmap!.City!.Identifier)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(v => RoadmapResource.Of(v, CityOf(v), http.Request))],
            await newest.CountAsync(http.RequestAborted),
            rows.Count > size ? CityOf(rows[size - 1]) : null
        );
    }

    private static async Task<IResult> VersionsAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("roadmap:" + id);
        var asked = http.Request.Query["after"].LastOrDefault();
        var after = int.MaxValue;
        if (
            !string.IsNullOrWhiteSpace(asked)
            && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out after)
        )
            return Problems.Misread(http, ApiParameter.BadCursor(asked));
        var size = Limit.Number(http.Request);
        var own = db.RoadmapVersions.AsNoTracking().Where(v => v.Roadmap!.City!.Identifier == id);
        var total = await own.CountAsync(http.RequestAborted);
        if (total == 0)
            return Problems.NotFound(http, new Refusal("roadmap-not-found"));
        var rows = await own.Where(v => v.Number < after)
            .OrderByDescending(v => v.Number)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(v => RoadmapResource.Of(v, id, http.Request))],
            total,
            rows.Count > size ? rows[size - 1].Number.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static async Task<IResult> OneAsync(string city, int? number, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("roadmap:" + city);
        var version = await RoadmapVersion.OfCity(db, city, number).FirstOrDefaultAsync(http.RequestAborted);
        return version is null
            ? Problems.NotFound(http, new Refusal("roadmap-not-found"))
            : Results.Ok(RoadmapResource.Of(version, city, http.Request));
    }

    private static string CityOf(RoadmapVersion version) => version.Roadmap!.City!.Identifier;
}
