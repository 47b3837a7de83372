using System.Text.Json.Serialization;
using Alliance.Knowledge.Documents;
using Alliance.Knowledge.Replications;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Api;

/// <summary>A replication as the API hands it out.</summary>
public sealed record ReplicationResource : ReplicationDocument
{
    private ReplicationResource(ReplicationDocument document)
        : base(document) { }

    /// <summary>How far the city has come.</summary>
    [JsonPropertyOrder(1)]
    public required ReplicationStep Step { get; init; }

    /// <summary>The day by which the deal was agreed that it became.</summary>
    [JsonPropertyOrder(1)]
    public DateOnly? Agreed { get; init; }

    /// <summary>Where it is shown, by language.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, string> Pages { get; init; }

    internal static ReplicationResource Of(ReplicationView view, HttpRequest request)
    {
        var document = ReplicationDocument.Of(view);
        return new(document)
        {
            Step = view.Step,
            Agreed = view.Deal?.Since,
            Pages = ApiRoutes.PagesOf(request, $"replications/{document.City}/{document.Key}"),
        };
    }
}

/// <summary>What cities took over from each other.</summary>
internal static class ReplicationsApi
{
    private const string Tag = "Replications";
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/replications", ListAsync)
            .ReadsApi<ApiList<ReplicationResource>>(
                "listReplications",
                Tag,
                "Deals and practices that cities took over from each other, the first ones first.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/replications/{id}", OneAsync)
            .ReadsApi<ReplicationResource>(
                "getReplication",
                Tag,
                "One replication: what was kept, adapted, dropped and added, why, and what came of it.",
                new ApiParameter("id", "The city's identifier and the key, as they stand in `id`.")
                {
                    InPath = true,
                    Example = "espoo.r1",
                }
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("replications", "cities", "deals");
        if (!ApiRoutes.TryReadNumber(http, out var after, out var error))
            return error;
        var size = Limit.Number(http.Request);
        var all = ReplicationView.Shown(db);
        var rows = await ReplicationView
            .Of(db, all.Where(r => r.Id > after).OrderBy(r => r.Id).Take(size + 1))
            .ToListAsync(http.RequestAborted);
        rows = [.. rows.OrderBy(r => r.Replication.Id)];
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(r => ReplicationResource.Of(r, http.Request))],
            await all.CountAsync(http.RequestAborted),
            rows.Count > size ? ApiRoutes.PlaceOf(checked((int)rows[size - 1].Replication.Id)) : null
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("replications", "cities", "deals");
        return
            id.Split('.') is [var city, var key]
            && await ReplicationView.FindShownAsync(db, city, key, http.RequestAborted) is { } found
            ? Results.Ok(ReplicationResource.Of(found, http.Request))
            : Problems.NotFound(http, new Refusal("replication-not-found"));
    }
}
