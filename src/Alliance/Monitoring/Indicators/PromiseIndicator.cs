using Alliance.Deals;

namespace Alliance.Monitoring.Indicators;

/// <summary>The field in which an effect happens.</summary>
public enum Sector
{
    Buildings,
    Energy,
    Transport,
    Industry,
    Waste,
    Food,
    LandUse,
    Water,
    Social,
    Other,
}

/// <summary>Of emissions: where they arise (GHG Protocol, Corporate Standard). Different scopes are never summed.</summary>
public enum EmissionScope
{
    /// <summary>What is counted are no emissions.</summary>
    NotApplicable,
    NotStated,

    /// <summary>From own sources.</summary>
    Scope1,

    /// <summary>From the making of energy that is bought.</summary>
    Scope2,

    /// <summary>Elsewhere along the chain.</summary>
    Scope3,
}

/// <summary>
/// By which indicator a promise is counted, as its city says. It is no part of the signed text. Append-only: the highest
/// version counts, so that totals of a day in the past stay what they were.
/// </summary>
public sealed class PromiseIndicator
{
    public long Id { get; private set; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The promise's key in the deal.</summary>
    public required string Commitment { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }
    public Indicator? Indicator { get; init; }

    /// <summary>Null where the choice was taken back.</summary>
    public required string? IndicatorId { get; init; }
    public required Sector Sector { get; init; }
    public required EmissionScope Scope { get; init; }
    public required DateTime RecordedAt { get; init; }

    /// <summary>The same with its <see cref="Indicator"/>, where all of them are at hand.</summary>
    public PromiseIndicator Described(IReadOnlyDictionary<string, Indicator> indicators) =>
        IndicatorId is not { } indicator
            ? this
            : new PromiseIndicator
            {
                Id = Id,
                DealId = DealId,
                Commitment = Commitment,
                Version = Version,
                Indicator = indicators[indicator],
                IndicatorId = indicator,
                Sector = Sector,
                Scope = Scope,
                RecordedAt = RecordedAt,
            };
}
