using Alliance.Deals.Signing;

namespace Alliance.Deals;

// What the public log keeps of a deal's life (the room Transparency appends it): events of the outbox, whose payload is
// the statement itself. They name organisations and roles, never persons, because the log cannot forget.

/// <summary>The city has released this text for signature.</summary>
public sealed record VersionReleased(string Deal, int Number, string Hash, DateTime At)
{
    public const string Kind = "version-released";
}

/// <summary>A released text was taken back before everyone had signed.</summary>
public sealed record VersionVoid(string Deal, int Number, string Hash, DateTime At)
{
    public const string Kind = "version-void";
}

/// <param name="Party">The organisation's identifier.</param>
/// <param name="By">The association that signed for it by its mandate.</param>
public sealed record VersionSigned(
    string Deal,
    int Number,
    string Hash,
    string Party,
    PartyRole Role,
    SigningWay Way,
    DateTime At,
    string? By = null
)
{
    public const string Kind = "version-signed";
}

/// <summary>Everyone it needs has signed: the version is in force.</summary>
public sealed record DealInForce(string Deal, int Number, string Hash, DateTime At)
{
    public const string Kind = "deal-in-force";
}

/// <summary>Somebody has joined; the version with the joiner in it.</summary>
public sealed record DealJoined(string Deal, int Number, string Hash, string? Party, DateTime At)
{
    public const string Kind = "deal-joined";
}

/// <param name="Reason">The coded reason of an early end.</param>
public sealed record DealEnded(string Deal, int Number, string Hash, DealState State, string? Reason, DateTime At)
{
    public const string Kind = "deal-ended";
}
