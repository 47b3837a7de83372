namespace Alliance.Transparency.Log;

/// <summary>
/// The events that are logged. The payload of each is the statement itself: a JSON object with <c>deal</c>, <c>number</c>,
/// <c>hash</c> and <c>at</c>, and what else belongs to its kind (docs/format.md, "The log"); never anything personal.
/// </summary>
public static class LoggedKinds
{
    public const string Released = "version-released";
    public const string Signed = "version-signed";
    public const string InForce = "deal-in-force";
    public const string Joined = "deal-joined";
    public const string Ended = "deal-ended";
    public const string Void = "version-void";

    /// <summary>Whether a version begins with it.</summary>
    public static bool IsBeginning(string kind) => kind is Released or Joined;

    public static readonly IReadOnlyList<string> All = [Released, Signed, InForce, Joined, Ended, Void];
}
