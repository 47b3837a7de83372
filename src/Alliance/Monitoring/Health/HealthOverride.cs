using Alliance.Deals;

namespace Alliance.Monitoring.Health;

/// <summary>
/// How people say a promise stands, against the rules, with a public reason. It ends with the next report; what has ended stays,
/// so that one can see who said what when.
/// </summary>
public sealed class HealthOverride
{
    public const int ReasonLength = 500;

    public long Id { get; private set; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The promise's key in the deal (<c>c1</c>).</summary>
    public required string Commitment { get; init; }
    public required HealthState State { get; init; }

    /// <summary>Public, in the words of who set it.</summary>
    public required string Reason { get; init; }

    /// <summary>The language of the reason, ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>Null once the account is gone.</summary>
    public long? AccountId { get; init; }
    public required DateTime SetAt { get; init; }

    /// <summary>Null while it holds.</summary>
    public DateTime? EndedAt { get; set; }
}
