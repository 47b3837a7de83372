using System.Globalization;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Exchange;

namespace Alliance.Monitoring.Totals;

/// <summary>An effect in the open format; what it is called is what it is.</summary>
/// <param name="Territory">The identifier of a city.</param>
public sealed record EffectDocument(string Action, Sector Sector, string Territory, EmissionScope Scope, Gas Gas);

/// <summary>Which share of an effect a promise counts, in the open format (docs/format.md, "claims").</summary>
/// <param name="Effect">Left out where the promise shares none any more.</param>
public record ClaimDocument(
    string Id,
    string Deal,
    string Commitment,
    int Year,
    int Version,
    EffectDocument? Effect,
    decimal Share,
    DateTime RecordedAt
) : IDocument
{
    /// <summary><c>ma-11.c1.2025.v2</c></summary>
    public static string IdOf(string deal, string commitment, int year, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{deal}.{commitment}.{year:0000}.v{version}");

    /// <param name="c">The row.</param>
    /// <param name="effect">What it claims a share of; null where of none.</param>
    /// <param name="deal">The identifier of its deal.</param>
    /// <param name="territory">The identifier of the effect's city.</param>
    public static ClaimDocument Of(Claim c, Effect? effect, string deal, string? territory) =>
        new(
            IdOf(deal, c.Commitment, c.Year, c.Version),
            deal,
            c.Commitment,
            c.Year,
            c.Version,
            effect is null
                ? null
                : new EffectDocument(effect.Action, effect.Sector, territory!, effect.Scope, effect.Gas),
            c.Share / (decimal)Claim.Whole,
            c.RecordedAt
        );
}
