using System.Text.Json.Serialization;
using Alliance.Deals;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>An obstacle that reports name, with what was done about it.</summary>
/// <param name="Id">The deal, the promise's key and the kind.</param>
/// <param name="Obstacle">What stands in the way.</param>
/// <param name="City">The identifier of the deal's city.</param>
/// <param name="Deal">The deal's identifier.</param>
/// <param name="Commitment">The promise's key in the deal.</param>
/// <param name="Areas">The identifiers of the deal's policy areas.</param>
/// <param name="Since">The first period whose report names it.</param>
/// <param name="Until">The last one.</param>
/// <param name="Present">Whether the newest report names it.</param>
/// <param name="NamedAt">When it was first said here.</param>
/// <param name="Sentence">What the party said in the last report that names it.</param>
/// <param name="Language">The language of the sentence.</param>
/// <param name="Enquiries">To whom it was taken, and what was answered: the newest version of each.</param>
public sealed record ObstacleResource(
    string Id,
    Obstacle Obstacle,
    string City,
    string Deal,
    string Commitment,
    IReadOnlyList<string> Areas,
    string Since,
    string Until,
    bool Present,
    DateTime NamedAt,
    string? Sentence,
    string? Language,
    IReadOnlyList<EnquiryDocument> Enquiries
)
{
    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown.</summary>
    [JsonPropertyOrder(1)]
    public required ObstacleLinks Links { get; init; }

    internal static ObstacleResource Of(ObstacleRow row, HttpRequest request) =>
        new(
            $"{row.Name}",
            row.Name.Kind,
            row.City,
            row.Name.Deal,
            row.Name.Commitment,
            [.. row.Areas.Select(a => a.Identifier)],
            $"{row.Obstacle.Since}",
            $"{row.Obstacle.Until}",
            row.Obstacle.Present,
            row.Obstacle.NamedAt,
            row.Words?.Sentence,
            row.Words?.Language,
            [.. row.Enquiries.DistinctBy(e => e.Number).Select(e => EnquiryDocument.Of(e, row.Name.Deal))]
        )
        {
            Url = ApiRoutes.AddressOf(request, $"obstacles/{row.Name}"),
            Links = new ObstacleLinks(
                ApiRoutes.PagesOf(request, $"deals/{row.Slug}/progress#{row.Obstacle.Commitment}")
            ),
        };
}

/// <summary>Addresses of an obstacle.</summary>
/// <param name="Pages">The promise's place on the page for people, by language.</param>
public sealed record ObstacleLinks(IReadOnlyDictionary<string, string> Pages);

/// <summary>What stands in the way of promises, across cities.</summary>
internal static class ObstaclesApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);
    private static readonly ApiParameter Kind = new("kind", "What stands in the way.")
    {
        Values = Code.All<Obstacle>(),
    };
    private static readonly ApiParameter City = new("city", "The identifier of the city whose deal it is.")
    {
        Example = "mannheim",
    };
    private static readonly ApiParameter Area = new("area", "The identifier of a policy area of the deal.")
    {
        Example = "energy",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/obstacles", ListAsync)
            .ReadsApi<ApiList<ObstacleResource>>(
                "listObstacles",
                "Obstacles",
                "What stands in the way of promises, as reports name it, and to whom it was taken; the newest first.",
                Kind,
                City,
                Area,
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/obstacles/{id}", OneAsync)
            .ReadsApi<ObstacleResource>(
                "getObstacle",
                "Obstacles",
                "One obstacle.",
                new ApiParameter("id", "The obstacle's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "ma-11.c1.legal",
                }
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("measurements", "deals", "cities");
        var (query, cancel) = (http.Request.Query, http.RequestAborted);
        var filter = ObstacleFilter.Parse(query);
        var errors = new List<ParameterError>();
        async Task ExpectAsync(ApiParameter parameter, IQueryable<string> known)
        {
            if (
                query[parameter.Name].LastOrDefault() is { } asked
                && !(DealFacet.IsIdentifier(asked) && await known.AnyAsync(k => k == asked, cancel))
            )
                errors.Add(parameter.Unknown(asked, await known.Order().Take(20).ToListAsync(cancel)));
        }

        await ExpectAsync(City, db.Cities.Select(c => c.Identifier));
        await ExpectAsync(Area, db.PolicyAreas.Select(a => a.Identifier));
        if (
            query["after"].LastOrDefault() is { } after
            && (filter.After is not { } name || await ObstacleRegister.FindAsync(db, name, cancel) is null)
        )
            errors.Add(ApiParameter.BadCursor(after));
        if (errors.Count > 0)
            return Problems.Misread(http, errors);
        var register = await ObstacleRegister.LoadAsync(db, filter, Limit.Number(http.Request), cancel);
        return ApiRoutes.ListOf(
            http,
            [.. register.Rows.Select(r => ObstacleResource.Of(r, http.Request))],
            register.Total,
            register.Next?.ToString()
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("measurements", "deals", "cities");
        var found = ObstacleName.Parse(id) is { } name
            ? await ObstacleRegister.RowsAsync(
                db,
                db.NamedObstacles.Where(o =>
                    o.Deal!.Identifier == name.Deal && o.Commitment == name.Commitment && o.Kind == name.Kind
                ),
                http.RequestAborted
            )
            : [];
        return found is [var one]
            ? Results.Ok(ObstacleResource.Of(one, http.Request))
            : Problems.NotFound(http, new Refusal("obstacle-not-found"));
    }
}
