using Alliance.Monitoring.Indicators;
using Alliance.Network;

namespace Alliance.Monitoring.Totals;

/// <summary>
/// What the totals of an indicator grew or shrank by, on the day it was recorded. A total of any day, as known on any
/// other, is the sum of such rows; what differs in unit, rate or scope is never summed.
/// </summary>
public sealed class IndicatorRollup
{
    /// <summary>In <see cref="Rollups"/>: what one is divided by.</summary>
    public const decimal Millionth = 1_000_000m;

    public City? City { get; init; }
    public required long CityId { get; init; }
    public Indicator? Indicator { get; init; }
    public required string IndicatorId { get; init; }

    /// <summary>From this day on it counts: the last one of the period.</summary>
    public required DateOnly Ends { get; init; }

    /// <summary>The unit it was measured in.</summary>
    public required string Unit { get; init; }

    /// <summary>Of a rate: <c>year</c>; else empty.</summary>
    public required string Per { get; init; }
    public required EmissionScope Scope { get; init; }
    public required TrustLevel Trust { get; init; }

    /// <summary>UTC.</summary>
    public required DateOnly RecordedDay { get; init; }

    /// <summary>In millionths, which both databases sum exactly.</summary>
    public required long Value { get; init; }

    /// <summary>How many numbers more, or fewer, stand in the sum.</summary>
    public required int Numbers { get; init; }
}

/// <summary>
/// The sum of all <see cref="IndicatorRollup"/> of a year that count: what most people ask for, however many days there were on
/// which something was recorded.
/// </summary>
public sealed class IndicatorYear
{
    /// <summary>In place of a city: the sums over all of them.</summary>
    public const long AllCities = 0;

    public required long CityId { get; init; }
    public Indicator? Indicator { get; init; }
    public required string IndicatorId { get; init; }
    public required int Year { get; init; }
    public required string Unit { get; init; }
    public required string Per { get; init; }
    public required EmissionScope Scope { get; init; }
    public required TrustLevel Trust { get; init; }

    /// <summary>In millionths.</summary>
    public required long Value { get; init; }
    public required int Numbers { get; init; }
}
