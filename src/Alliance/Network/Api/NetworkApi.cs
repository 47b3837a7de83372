using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network.Api;

/// <summary>What this room knows without any other: collections, policy areas and projects.</summary>
internal static class NetworkApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/collections", CollectionsAsync)
            .ReadsApi<ApiList<CollectionResource>>(
                "listCollections",
                "Collections",
                "How bodies of facts were gathered, by identifier.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/collections/{id}", CollectionAsync)
            .ReadsApi<CollectionResource>(
                "getCollection",
                "Collections",
                "One collection: by what method facts were gathered, and from where.",
                IdOf("alliance-public-sources")
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/policy-areas", AreasAsync)
            .ReadsApi<ApiList<PolicyAreaResource>>(
                "listPolicyAreas",
                "Policy areas",
                "The areas that all cities share, in their usual order.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/policy-areas/{id}", AreaAsync)
            .ReadsApi<PolicyAreaResource>("getPolicyArea", "Policy areas", "One policy area.", IdOf("energy"))
            .MayBeMissing();
        routes
            .MapGet("/api/v1/projects", ProjectsAsync)
            .ReadsApi<ApiList<ProjectResource>>(
                "listProjects",
                "Projects",
                "Funded projects with their consortia, by identifier.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/projects/{id}", ProjectAsync)
            .ReadsApi<ProjectResource>("getProject", "Projects", "One project.", IdOf("alliance"))
            .MayBeMissing();
    }

    private static ApiParameter IdOf(string example) =>
        new("id", "The identifier, as it stands in `id`.") { InPath = true, Example = example };

    private static async Task<IResult> CollectionsAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("collections");
        var after = http.Request.Query["after"].LastOrDefault() ?? "";
        var size = Limit.Number(http.Request);
        var rows = await db
            .Collections.AsNoTracking()
            .Where(c => c.Identifier.CompareTo(after) > 0)
            .OrderBy(c => c.Identifier)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(c => CollectionResource.Of(c, http.Request))],
            await db.Collections.CountAsync(http.RequestAborted),
            rows.Count > size ? rows[size - 1].Identifier : null
        );
    }

    private static async Task<IResult> CollectionAsync(string id, HttpContext http, AppDb db) =>
        await db.Collections.AsNoTracking().FirstOrDefaultAsync(c => c.Identifier == id, http.RequestAborted)
            is { } collection
            ? Results.Ok(CollectionResource.Of(collection, http.Request))
            : Problems.NotFound(http, new Refusal("collection-not-found", id));

    private static async Task<IResult> AreasAsync(HttpContext http, AppDb db)
    {
        var asked = http.Request.Query["after"].LastOrDefault();
        var after = 0;
        if (!string.IsNullOrWhiteSpace(asked) && !int.TryParse(asked, CultureInfo.InvariantCulture, out after))
            return Problems.Misread(http, ApiParameter.BadCursor(asked));
        var size = Limit.Number(http.Request);
        var rows = await db
            .PolicyAreas.AsNoTracking()
            .Where(a => a.Order > after)
            .OrderBy(a => a.Order)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(a => PolicyAreaResource.Of(a, http.Request))],
            await db.PolicyAreas.CountAsync(http.RequestAborted),
            rows.Count > size ? rows[size - 1].Order.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static async Task<IResult> AreaAsync(string id, HttpContext http, AppDb db) =>
        await db.PolicyAreas.AsNoTracking().FirstOrDefaultAsync(a => a.Identifier == id, http.RequestAborted)
            is { } area
            ? Results.Ok(PolicyAreaResource.Of(area, http.Request))
            : Problems.NotFound(http, new Refusal("area-not-found", id));

    private static async Task<IResult> ProjectsAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("projects");
        var after = http.Request.Query["after"].LastOrDefault() ?? "";
        var size = Limit.Number(http.Request);
        var rows = await db
            .Projects.AsNoTracking()
            .Where(p => p.Identifier.CompareTo(after) > 0)
            .OrderBy(p => p.Identifier)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(p => ProjectResource.Of(p, http.Request))],
            await db.Projects.CountAsync(http.RequestAborted),
            rows.Count > size ? rows[size - 1].Identifier : null
        );
    }

    private static async Task<IResult> ProjectAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("projects");
        return
            await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Identifier == id, http.RequestAborted)
                is { } project
            ? Results.Ok(ProjectResource.Of(project, http.Request))
            : Problems.NotFound(http, new Refusal("project-not-found", id));
    }
}
