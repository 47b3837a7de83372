using System.Text.Json.Serialization;
using Alliance.Monitoring.Reporting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>A report as the API hands it out: its document, and its address here.</summary>
public sealed record ReportResource : ReportDocument
{
    private ReportResource(ReportDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Whether a later version corrects it.</summary>
    [JsonPropertyOrder(1)]
    public required bool Superseded { get; init; }

    internal static ReportResource Of(ReportDocument document, bool superseded, HttpRequest request) =>
        new(document) { Superseded = superseded, Url = ApiRoutes.AddressOf(request, "reports/" + document.Id) };
}

/// <summary>What parties say of their promises.</summary>
internal static class ReportsApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 100, most: 1000);
    private static readonly ApiParameter Deal = new("deal", "The identifier of a deal.") { Example = "ma-11" };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/reports", ListAsync)
            .ReadsApi<LongApiList<ReportResource>>(
                "listReports",
                "Reports",
                "What parties say of their promises, period by period, in the order in which it was sent; corrections and what they correct both. "
                    + RecordedPages.Counted,
                Deal,
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/reports/{id}", OneAsync)
            .ReadsApi<ReportResource>(
                "getReport",
                "Reports",
                "One report. It never changes.",
                new ApiParameter("id", "The report's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "ma-11.c1.2025.v1",
                }
            )
            .MayBeMissing();
    }

    private static Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        var chosen = db.Reports.AsNoTracking();
        if (http.Request.Query["deal"].LastOrDefault() is { Length: > 0 } deal)
        {
            tags.Add("deal:" + deal);
            chosen = chosen.Where(m => m.Deal!.Identifier == deal);
        }
        else
            tags.Add("measurements");
        return RecordedPages.AnswerAsync(
            http,
            Limit,
            chosen,
            after => Described(db, chosen.Where(m => m.Id > after).OrderBy(m => m.Id)),
            row => (row.Report.Id, row.Resource(http.Request))
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        if (MeasurementDocument.Parse(id) is not { } named)
            return Missing(http, id);
        tags.Add("deal:" + named.Deal);
        var (deal, commitment, period, version) = named;
        var found = await Described(
                db,
                db.Reports.Where(m =>
                    m.Deal!.Identifier == deal
                    && m.Commitment == commitment
                    && m.Period == period
                    && m.Version == version
                )
            )
            .SingleOrDefaultAsync(http.RequestAborted);
        return found is null ? Missing(http, id) : Results.Ok(found.Resource(http.Request));
    }

    private static IQueryable<Row> Described(AppDb db, IQueryable<Report> chosen) =>
        chosen
            .AsNoTracking()
            .Select(m => new Row(
                m,
                m.Deal!.Identifier,
                m.By!.Identifier,
                db.Reports.Any(n =>
                    n.DealId == m.DealId
                    && n.Commitment == m.Commitment
                    && n.Period == m.Period
                    && n.Version > m.Version
                )
            ));

    private static IResult Missing(HttpContext http, string id) =>
        Problems.NotFound(http, new Refusal("report-not-found"));

    private sealed record Row(Report Report, string Deal, string? By, bool Superseded)
    {
        public ReportResource Resource(HttpRequest request) =>
            ReportResource.Of(ReportDocument.Of(Report, Deal, By), Superseded, request);
    }
}
