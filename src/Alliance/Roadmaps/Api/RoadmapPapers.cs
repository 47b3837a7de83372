using Alliance.Deals.Printing;
using Alliance.Design;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Roadmaps.Parts;

namespace Alliance.Roadmaps.Api;

/// <summary>The roadmap as a PDF.</summary>
internal static class RoadmapPapers
{
    private const string Pages =
        "@page{size:A4;margin:17mm 18mm 20mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:8.5pt sans-serif;color:#333}}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/roadmaps/{Slug}/roadmap.pdf", GiveAsync).Stream().ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(
        string slug,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        GivePdf give,
        TimeProvider time
    )
    {
        var now = time.GetUtcNow();
        if (
            await RoadmapView.LoadAsync(db, slug, RoadmapsApi.VersionIn(http.Request), now, http.RequestAborted)
            is not { } view
        )
            return Results.NotFound();
        var file = await paper.FileAsync<RoadmapPaper>(
            reader["roadmap.of", view.City.Name.In(reader.Language).Text],
            Pages,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(RoadmapPaper.View)] = view,
                [nameof(RoadmapPaper.Today)] = DateOnly.FromDateTime(now.UtcDateTime),
            }
        );
        return await give.GiveAsync(
            new("roadmap", FormattableString.Invariant($"{slug} {view.Version!.Number}"), reader.Language.Code),
            file,
            $"{slug}-roadmap",
            http.Request.Query.ContainsKey("version")
                ? FormattableString.Invariant($"roadmaps/{slug}/versions/{view.Version.Number}")
                : $"roadmaps/{slug}",
            isPublic: true
        );
    }
}
