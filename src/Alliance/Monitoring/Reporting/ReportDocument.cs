using Alliance.Deals;
using Alliance.Platform.Exchange;

namespace Alliance.Monitoring.Reporting;

/// <summary>A report in the open format (docs/format.md, "reports").</summary>
/// <param name="Measured">The identifier of the measurement that was sent with it.</param>
public record ReportDocument(
    string Id,
    string Deal,
    string Commitment,
    Period Period,
    int Version,
    Delivery? Delivery,
    string? Sentence,
    string Language,
    string? Link,
    List<Obstacle>? Obstacles,
    string? Measured,
    string? Reason,
    string? By,
    bool OnBehalf,
    DateTime RecordedAt
) : IDocument
{
    /// <param name="r">The row.</param>
    /// <param name="deal">The identifier of its deal.</param>
    /// <param name="by">The identifier of <see cref="Report.By"/>.</param>
    public static ReportDocument Of(Report r, string deal, string? by) =>
        new(
            // As a measurement's: the two are told apart by their file.
            MeasurementDocument.IdOf(deal, r.Commitment, r.Period, r.Version),
            deal,
            r.Commitment,
            r.Period,
            r.Version,
            r.Delivery,
            r.Sentence,
            r.Language,
            r.Link,
            r.Obstacles.Count == 0 ? null : r.Obstacles,
            r.Measured is { } version ? MeasurementDocument.IdOf(deal, r.Commitment, r.Period, version) : null,
            r.Reason,
            by,
            r.OnBehalf,
            r.RecordedAt
        );
}
