using Alliance.Deals;

namespace Alliance.Transparency.Log;

/// <summary>
/// The events that are logged. The payload of each is the statement itself: a JSON object with <c>deal</c>, <c>number</c>,
/// <c>hash</c> and <c>at</c>, and what else belongs to its kind (docs/format.md, "The log"); never anything personal.
/// </summary>
public static class LoggedKinds
{
    public const string Released = VersionReleased.Kind;
    public const string Signed = VersionSigned.Kind;
    public const string InForce = DealInForce.Kind;
    public const string Joined = DealJoined.Kind;
    public const string Ended = DealEnded.Kind;
    public const string Void = VersionVoid.Kind;

    /// <summary>Whether a version begins with it.</summary>
    public static bool IsBeginning(string kind) => kind is Released or Joined;

    public static readonly IReadOnlyList<string> All = [Released, Signed, InForce, Joined, Ended, Void];
}
