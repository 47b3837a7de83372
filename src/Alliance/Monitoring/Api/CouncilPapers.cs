using Alliance.Deals.Printing;
using Alliance.Design;
using Alliance.Monitoring.Council;
using Alliance.Monitoring.Parts;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Monitoring.Api;

/// <summary>The yearly report for a city's council as a PDF.</summary>
internal static class CouncilPapers
{
    private const string Pages =
        "@page{size:A4;margin:17mm 18mm 20mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:8.5pt sans-serif;color:#333}}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{Lang:lang}/cities/{Slug}/report/{Year:int}/report.pdf", GiveAsync)
            .Stream()
            .ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(
        string slug,
        int year,
        HttpContext http,
        AppDb db,
        Reader reader,
        Paper paper,
        GivePdf give,
        HeavyTurns turns,
        TimeProvider time
    )
    {
        // What it is printed from takes a turn; the printing waits in a row of its own.
        PrintFile? file = null;
        if (!await turns.TakeAsync(http, async () => file = await SourceAsync()))
            return Results.Empty;
        if (file is null)
            return Results.NotFound();
        return await give.GiveAsync(
            new("council", FormattableString.Invariant($"{slug} {year}"), reader.Language.Code),
            file,
            FormattableString.Invariant($"{slug}-{year}"),
            FormattableString.Invariant($"cities/{slug}/report/{year}"),
            isPublic: true
        );

        async Task<PrintFile?> SourceAsync()
        {
            if (await CityYear.LoadAsync(db, slug, year, time.GetUtcNow(), http.RequestAborted) is not { } loaded)
                return null;
            var title = reader["council.title", loaded.City.Name.In(reader.Language).Text, year];
            return await paper.FileAsync<CouncilPaper>(
                title,
                Pages,
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(CouncilPaper.Title)] = title,
                    [nameof(CouncilPaper.Year)] = loaded,
                }
            );
        }
    }
}
