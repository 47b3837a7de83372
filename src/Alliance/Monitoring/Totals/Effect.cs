using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Network;

namespace Alliance.Monitoring.Totals;

/// <summary>What an effect consists of, where it is emissions.</summary>
public enum Gas
{
    None,
    Co2,

    /// <summary>Several, in equivalents of CO₂.</summary>
    Co2e,
    Ch4,
    N2o,
}

/// <summary>
/// Something that happened once, whoever counts it: what was done, in which field, where, within which scope, of which gas,
/// in which year. Promises claim shares of it, and all shares together are the whole at most.
/// </summary>
public sealed class Effect
{
    public const int ActionLength = 60;

    public long Id { get; private set; }

    /// <summary>A short code of what was done: <c>school-roofs</c>.</summary>
    public required string Action { get; init; }
    public required Sector Sector { get; init; }
    public City? Territory { get; init; }
    public required long TerritoryId { get; init; }
    public required EmissionScope Scope { get; init; }
    public required Gas Gas { get; init; }
    public required int Year { get; init; }

    /// <summary>
    /// All shares that are claimed now, in millionths. It changes in the transaction of the claim, and the database lets it
    /// become no more than the whole.
    /// </summary>
    public long Claimed { get; set; }

    /// <summary>Of which gas a number in this unit tells.</summary>
    public static Gas GasOf(string unit) =>
        unit switch
        {
            "t-co2" or "kg-co2" => Gas.Co2,
            "t-co2e" or "kg-co2e" => Gas.Co2e,
            "t-ch4" or "kg-ch4" => Gas.Ch4,
            "t-n2o" or "kg-n2o" => Gas.N2o,
            _ => Gas.None,
        };
}

/// <summary>
/// Which share of an effect a promise counts for a year. Append-only: the highest version counts, so that totals of a day
/// in the past stay what they were.
/// </summary>
public sealed class Claim
{
    /// <summary>The whole, in <see cref="Share"/>.</summary>
    public const long Whole = 1_000_000;

    public long Id { get; private set; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The promise's key in the deal.</summary>
    public required string Commitment { get; init; }

    /// <summary>The effect's: a promise has a part in one effect a year.</summary>
    public required int Year { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }
    public Effect? Effect { get; init; }

    /// <summary>Null where the promise shares its effect with no other any more, and counts the whole.</summary>
    public long? EffectId { get; init; }

    /// <summary>In millionths.</summary>
    public required long Share { get; init; }
    public required DateTime RecordedAt { get; init; }
}

/// <summary>Two promises that seemed to count the same effect, and do not, as their city says. The last word is kept.</summary>
public sealed class OverlapAnswer
{
    public const int ReasonLength = 1000;

    public long Id { get; private set; }

    /// <summary>The two are in the order of <see cref="PromiseName"/>.</summary>
    public Deal? FirstDeal { get; init; }
    public required long FirstDealId { get; init; }
    public required string FirstCommitment { get; init; }
    public Deal? SecondDeal { get; init; }
    public required long SecondDealId { get; init; }
    public required string SecondCommitment { get; init; }
    public required string Reason { get; set; }

    /// <summary>It holds no more: they share an effect after all. It is kept, so that it does not come back from elsewhere.</summary>
    public bool Withdrawn { get; set; }
    public required DateTime RecordedAt { get; set; }
}

/// <summary>A promise as addresses and lists name it: <c>ma-11.c1</c>.</summary>
/// <param name="Deal">The deal's identifier.</param>
public readonly record struct PromiseName(string Deal, string Commitment)
{
    public override string ToString() => $"{Deal}.{Commitment}";

    public static PromiseName? Parse(string? text) =>
        text?.Trim().ToLowerInvariant().Split('.') is [var deal, var commitment]
        && DealFacet.IsIdentifier(deal)
        && DealFacet.IsIdentifier(commitment)
            ? new(deal, commitment)
            : null;
}
