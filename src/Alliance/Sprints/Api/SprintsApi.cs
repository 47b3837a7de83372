using System.Text.Json.Serialization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Alliance.Sprints.Documents;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Api;

/// <summary>A sprint as the API hands it out: its document, and its addresses here.</summary>
public sealed record SprintResource : SprintDocument
{
    private SprintResource(SprintDocument document)
        : base(document) { }

    /// <summary>Its page's address below <c>/sprints/</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Slug { get; init; }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown.</summary>
    [JsonPropertyOrder(1)]
    public required SprintLinks Links { get; init; }

    internal static SprintResource Of(Sprint sprint, HttpRequest request) =>
        new(SprintDocument.Of(sprint))
        {
            Slug = sprint.Identifier,
            Url = ApiRoutes.AddressOf(request, "sprints/" + sprint.Identifier),
            Links = new SprintLinks(
                ApiRoutes.PagesOf(request, "sprints/" + sprint.Identifier),
                ApiRoutes.AddressOf(request, $"sprints/{sprint.Identifier}/minutes"),
                ApiRoutes.AddressOf(request, $"sprints/{sprint.Identifier}/follow-ups")
            ),
        };
}

/// <summary>Addresses of a sprint.</summary>
/// <param name="Pages">The pages for people, by language.</param>
/// <param name="Minutes">Its approved minutes.</param>
/// <param name="FollowUps">What goes on after it.</param>
public sealed record SprintLinks(IReadOnlyDictionary<string, string> Pages, string Minutes, string FollowUps);

/// <summary>Knowledge exchange sprints.</summary>
internal static class SprintsApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/sprints", ListAsync)
            .ReadsApi<ApiList<SprintResource>>(
                "listSprints",
                "Sprints",
                "Knowledge exchange sprints, by identifier.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/sprints/{id}", OneAsync)
            .ReadsApi<SprintResource>(
                "getSprint",
                "Sprints",
                "One sprint: its agenda, its guests and what came out of it.",
                new ApiParameter("id", "The sprint's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "alliance-espoo-2023",
                }
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("sprints");
        var after = http.Request.Query["after"].LastOrDefault() ?? "";
        var size = Limit.Number(http.Request);
        var shown = SprintRights.Shown(db.Sprints.AsNoTracking());
        var rows = await shown
            .Where(s => s.Identifier.CompareTo(after) > 0)
            .OrderBy(s => s.Identifier)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(s => SprintResource.Of(s, http.Request))],
            await shown.CountAsync(http.RequestAborted),
            rows.Count > size ? rows[size - 1].Identifier : null
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("sprint:" + id);
        return
            await SprintRights
                .Shown(db.Sprints.AsNoTracking())
                .FirstOrDefaultAsync(s => s.Identifier == id, http.RequestAborted)
                is { } sprint
            ? Results.Ok(SprintResource.Of(sprint, http.Request))
            : Problems.NotFound(http, new Refusal("sprint-not-found", id));
    }
}
