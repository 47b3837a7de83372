using System.Globalization;
using Alliance.Platform.Exchange;

namespace Alliance.Monitoring;

/// <summary>A measurement in the open format (docs/format.md, "measurements").</summary>
public record MeasurementDocument(
    string Id,
    string Deal,
    string Commitment,
    Period Period,
    int Version,
    MeasuredSpan Span,
    decimal? Value,
    string? Unit,
    string? Per,
    decimal? StatedValue,
    string? StatedUnit,
    NotationKey? Notation,
    MeasuringMethod Method,
    string Source,
    string? Evidence,
    TrustLevel Trust,
    string? Note,
    string? Reason,
    string? By,
    bool OnBehalf,
    DateTime RecordedAt
) : IDocument
{
    /// <summary><c>ma-11.c1.2025-H1.v2</c>: none of the parts has a dot.</summary>
    public static string IdOf(string deal, string commitment, Period period, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{deal}.{commitment}.{period}.v{version}");

    /// <summary>What an identifier names; null where it is none.</summary>
    public static (string Deal, string Commitment, Period Period, int Version)? Parse(string id) =>
        id.Split('.') is [var deal, var commitment, var period, ['v', .. var number]]
        && Period.TryParse(period, out var when)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        // "v01" names nothing.
        && IdOf(deal, commitment, when, version) == id
            ? (deal, commitment, when, version)
            : null;

    /// <param name="m">The row.</param>
    /// <param name="deal">The identifier of its deal.</param>
    /// <param name="by">The identifier of <see cref="Measurement.By"/>.</param>
    public static MeasurementDocument Of(Measurement m, string deal, string? by) =>
        new(
            IdOf(deal, m.Commitment, m.Period, m.Version),
            deal,
            m.Commitment,
            m.Period,
            m.Version,
            m.Span,
            m.Value,
            m.Unit,
            m.Per,
            m.StatedValue,
            m.StatedUnit,
            m.Notation,
            m.Method,
            m.Source,
            m.Evidence,
            m.Trust,
            m.Note,
            m.Reason,
            by,
            m.OnBehalf,
            m.RecordedAt
        );
}
