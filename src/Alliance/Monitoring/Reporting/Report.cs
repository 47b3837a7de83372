using Alliance.Deals;
using Alliance.Network;

namespace Alliance.Monitoring.Reporting;

/// <summary>What stands in the way of a promise: few and stable, so that cities can be compared.</summary>
public enum Obstacle
{
    Money,
    Time,
    Skills,
    Data,
    Permits,
    Legal,
    Partner,
    Supply,
}

/// <summary>
/// What a party says of a promise for a period. Frozen when sent: a correction is the next version, and both stay readable. The
/// number, where there is one, is a <see cref="Measurement"/> of the same period.
/// </summary>
public sealed class Report
{
    public const int SentenceLength = 1000;

    public long Id { get; private set; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The promise's key.</summary>
    public required string Commitment { get; init; }
    public required Period Period { get; init; }

    /// <summary>1, and one more with each correction; the highest one counts.</summary>
    public required int Version { get; init; }

    /// <summary>Where the promise stands, as its people say; null where they did not.</summary>
    public Delivery? Delivery { get; init; }
    public string? Sentence { get; init; }

    /// <summary>The language it was written in, ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>Where it can be read: the own sustainability report is enough.</summary>
    public string? Link { get; init; }
    public List<Obstacle> Obstacles { get; init; } = [];

    /// <summary>The version of the measurement that was sent with it; null for none.</summary>
    public int? Measured { get; init; }

    /// <summary>Why the one before was wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>Who reported acted for this organisation; null for a city's people and for groups without a place in the register.</summary>
    public Organisation? By { get; init; }
    public long? ByOrganisationId { get; init; }

    /// <summary>The city's people reported it for a partner.</summary>
    public required bool OnBehalf { get; init; }

    /// <summary>Null for who came by a link, and once the account is gone.</summary>
    public long? AccountId { get; init; }
    public required DateTime RecordedAt { get; init; }
}
