using System.Text.Json.Serialization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>A measurement as the API hands it out: its document, and its address here.</summary>
public sealed record MeasurementResource : MeasurementDocument
{
    private MeasurementResource(MeasurementDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Whether a later version corrects it.</summary>
    [JsonPropertyOrder(1)]
    public required bool Superseded { get; init; }

    internal static MeasurementResource Of(MeasurementDocument document, bool superseded, HttpRequest request) =>
        new(document) { Superseded = superseded, Url = ApiRoutes.AddressOf(request, "measurements/" + document.Id) };
}

/// <summary>What came of promises, as it was recorded.</summary>
internal static class MeasurementsApi
{
    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 100, most: 1000);
    private static readonly ApiParameter Deal = new("deal", "The identifier of a deal.") { Example = "ma-11" };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/measurements", ListAsync)
            .ReadsApi<LongApiList<MeasurementResource>>(
                "listMeasurements",
                "Measurements",
                "What came of promises, period by period, in the order in which it was recorded; corrections and what they correct both. "
                    + RecordedPages.Counted,
                Deal,
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/measurements/{id}", OneAsync)
            .ReadsApi<MeasurementResource>(
                "getMeasurement",
                "Measurements",
                "One measurement. It never changes.",
                new ApiParameter("id", "The measurement's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "ma-11.c1.2025.v1",
                }
            )
            .MayBeMissing();
    }

    private static Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        var chosen = db.Measurements.AsNoTracking();
        if (http.Request.Query["deal"].LastOrDefault() is { Length: > 0 } deal)
        {
            tags.Add("deal:" + deal, "measurement-imports");
            chosen = chosen.Where(m => m.Deal!.Identifier == deal);
        }
        else
            tags.Add("measurements");
        return RecordedPages.AnswerAsync(
            http,
            Limit,
            chosen,
            after => Described(db, chosen.Where(m => m.Id > after).OrderBy(m => m.Id)),
            row => (row.Measurement.Id, row.Resource(http.Request))
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        if (MeasurementDocument.Parse(id) is not { } named)
            return Missing(http, id);
        tags.Add("deal:" + named.Deal, "measurement-imports");
        var (deal, commitment, period, version) = named;
        var found = await Described(
                db,
                db.Measurements.Where(m =>
                    m.Deal!.Identifier == deal
                    && m.Commitment == commitment
                    && m.Period == period
                    && m.Version == version
                )
            )
            .SingleOrDefaultAsync(http.RequestAborted);
        return found is null ? Missing(http, id) : Results.Ok(found.Resource(http.Request));
    }

    private static IQueryable<Row> Described(AppDb db, IQueryable<Measurement> chosen) =>
        chosen
            .AsNoTracking()
            .Select(m => new Row(
                m,
                m.Deal!.Identifier,
                m.By!.Identifier,
                db.Measurements.Any(n =>
                    n.DealId == m.DealId
                    && n.Commitment == m.Commitment
                    && n.Period == m.Period
                    && n.Version > m.Version
                )
            ));

    private static IResult Missing(HttpContext http, string id) =>
        Problems.NotFound(http, new Refusal("measurement-not-found", id));

    private sealed record Row(Measurement Measurement, string Deal, string? By, bool Superseded)
    {
        public MeasurementResource Resource(HttpRequest request) =>
            MeasurementResource.Of(MeasurementDocument.Of(Measurement, Deal, By), Superseded, request);
    }
}
