using System.Globalization;
using Alliance.Platform.Exchange;

namespace Alliance.Monitoring.Health;

/// <summary>What a city's people said against the rules, in the open format (docs/format.md, "health-overrides").</summary>
public record HealthOverrideDocument(
    string Id,
    string Deal,
    string Commitment,
    HealthState State,
    string Reason,
    string Language,
    DateTime SetAt,
    DateTime? EndedAt
) : IDocument
{
    /// <summary><c>ma-11.c1.20260305T100000Z</c>: of a promise one is set at a time.</summary>
    public static string IdOf(string deal, string commitment, DateTime setAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{deal}.{commitment}.{setAt:yyyyMMdd'T'HHmmss'Z'}");

    public static HealthOverrideDocument Of(HealthOverride o, string deal) =>
        new(IdOf(deal, o.Commitment, o.SetAt), deal, o.Commitment, o.State, o.Reason, o.Language, o.SetAt, o.EndedAt);
}
