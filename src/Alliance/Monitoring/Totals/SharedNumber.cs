using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Network;

namespace Alliance.Monitoring.Totals;

/// <summary>
/// What a promise leaves to others of its numbers of a year, because it has a share only of the effect: gross less net, as of today. Nothing of it
/// is known from here alone (<see cref="SharedNumbers"/>).
/// </summary>
public sealed class SharedNumber
{
    public City? City { get; init; }
    public required long CityId { get; init; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The promise's key in the deal.</summary>
    public required string Commitment { get; init; }
    public Indicator? Indicator { get; init; }
    public required string IndicatorId { get; init; }
    public required int Year { get; init; }

    /// <summary>The unit it was measured in.</summary>
    public required string Unit { get; init; }

    /// <summary>Of a rate: <c>year</c>; else empty.</summary>
    public required string Per { get; init; }
    public required EmissionScope Scope { get; init; }
    public required TrustLevel Trust { get; init; }

    /// <summary>In millionths.</summary>
    public required long Value { get; init; }
}
