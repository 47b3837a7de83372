using System.Globalization;
using Alliance.Platform.Exchange;

namespace Alliance.Monitoring.Indicators;

/// <summary>By which indicator a promise is counted, in the open format (docs/format.md, "promise-indicators").</summary>
public record PromiseIndicatorDocument(
    string Id,
    string Deal,
    string Commitment,
    int Version,
    string? Indicator,
    Sector Sector,
    EmissionScope Scope,
    DateTime RecordedAt
) : IDocument
{
    /// <summary><c>ma-11.c1.v2</c></summary>
    public static string IdOf(string deal, string commitment, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{deal}.{commitment}.v{version}");

    public static PromiseIndicatorDocument Of(PromiseIndicator c, string deal) =>
        new(
            IdOf(deal, c.Commitment, c.Version),
            deal,
            c.Commitment,
            c.Version,
            c.IndicatorId,
            c.Sector,
            c.Scope,
            c.RecordedAt
        );
}
