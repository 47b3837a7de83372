using System.Text.Json.Serialization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Alliance.Sprints.After;
using Alliance.Sprints.Documents;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Api;

/// <summary>Approved minutes as the API hands them out.</summary>
public sealed record MinutesResource : MinutesDocument
{
    private MinutesResource(MinutesDocument document)
        : base(document) { }

    /// <summary>Where they are shown, by language; absent where later ones hold.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, string>? Pages { get; init; }

    internal static MinutesResource Of(Minutes minutes, string sprint, bool holds, HttpRequest request) =>
        new(MinutesDocument.Of(minutes, sprint))
        {
            Pages = holds ? ApiRoutes.PagesOf(request, $"sprints/{sprint}/report") : null,
        };
}

/// <summary>What goes on after a sprint, as the API hands it out.</summary>
public sealed record FollowUpResource : FollowUpDocument
{
    private FollowUpResource(FollowUpDocument document)
        : base(document) { }

    /// <summary>Where it is shown, by language.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, string> Pages { get; init; }

    internal static FollowUpResource Of(FollowUp followUp, string sprint, string? from, HttpRequest request) =>
        new(FollowUpDocument.Of(followUp, sprint, from))
        {
            Pages = ApiRoutes.PagesOf(request, $"sprints/{sprint}#{followUp.Key}"),
        };
}

/// <summary>What came after a sprint: what was said and decided, and what goes on.</summary>
internal static class AfterApi
{
    private static readonly ApiParameter Id = new("id", "The sprint's identifier, as it stands in `id`.")
    {
        InPath = true,
        Example = "alliance-espoo-2023",
    };
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    // Minutes are long.
    private static readonly ApiParameter FewLimit = ApiParameter.Limit(usual: 5, most: 20);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/sprints/{id}/minutes", MinutesAsync)
            .ReadsApi<ApiList<MinutesResource>>(
                "listMinutes",
                "Sprints",
                "Approved minutes of the sprint, the first ones first; the last ones hold.",
                Id,
                FewLimit,
                ApiParameter.After
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/sprints/{id}/follow-ups", FollowUpsAsync)
            .ReadsApi<ApiList<FollowUpResource>>(
                "listFollowUps",
                "Sprints",
                "What goes on after the sprint: who sees to it, by when and what became of it, in the order in which it was written down.",
                Id,
                Limit,
                ApiParameter.After
            )
            .MayBeMissing();
    }

    private static async Task<IResult> MinutesAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        if (await FindAsync(id, http, db, tags) is not { } sprint)
            return Problems.NotFound(http, new Refusal("sprint-not-found", id));
        if (!ApiRoutes.TryReadNumber(http, out var after, out var error))
            return error;
        var size = FewLimit.Number(http.Request);
        var all = db.Minutes.AsNoTracking().Where(m => m.SprintId == sprint && m.ApprovedAt != null);
        var rows = await all.Where(m => m.Number > after)
            .OrderBy(m => m.Number)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        var more = rows.Count > size;
        return ApiRoutes.ListOf(
            http,
            [
                .. rows.Take(size)
                    .Select((m, at) => MinutesResource.Of(m, id, !more && at == rows.Count - 1, http.Request)),
            ],
            await all.CountAsync(http.RequestAborted),
            more ? ApiRoutes.PlaceOf(rows[size - 1].Number) : null
        );
    }

    private static async Task<IResult> FollowUpsAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        if (await FindAsync(id, http, db, tags) is not { } sprint)
            return Problems.NotFound(http, new Refusal("sprint-not-found", id));
        if (!ApiRoutes.TryReadNumber(http, out var after, out var error))
            return error;
        var size = Limit.Number(http.Request);
        var all = db.FollowUps.AsNoTracking().Where(f => f.SprintId == sprint);
        var rows = await all.Where(f => f.Number > after)
            .OrderBy(f => f.Number)
            .Take(size + 1)
            .Select(f => new
            {
                FollowUp = f,
                From = db.Ideas.Where(i => i.Origin == f.Origin).Select(i => i.Key).FirstOrDefault(),
            })
            .ToListAsync(http.RequestAborted);
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(r => FollowUpResource.Of(r.FollowUp, id, r.From, http.Request))],
            await all.CountAsync(http.RequestAborted),
            rows.Count > size ? ApiRoutes.PlaceOf(rows[size - 1].FollowUp.Number) : null
        );
    }

    private static Task<long?> FindAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("sprint:" + id);
        return SprintRights
            .Shown(db.Sprints)
            .Where(s => s.Identifier == id)
            .Select(s => (long?)s.Id)
            .FirstOrDefaultAsync(http.RequestAborted);
    }
}
