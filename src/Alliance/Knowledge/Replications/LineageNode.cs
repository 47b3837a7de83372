using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>How a city went on by itself with what it had.</summary>
public enum WayOn
{
    /// <summary>By a deal that renews the one before.</summary>
    Renewed,

    /// <summary>By a deal with numbers, out of a declaration of intent.</summary>
    Grown,

    /// <summary>By a practice that was written of the deal.</summary>
    Told,
}

/// <summary>A deal or practice on the way from city to city.</summary>
/// <param name="Address">Of its page, below the language; null where it is not here, or not in the register yet.</param>
/// <param name="City">Where it is; null for the network.</param>
/// <param name="Way">How it came there; null for the first one, and for what its city itself went on with.</param>
public sealed record LineageNode(
    OriginKind Kind,
    string? Identifier,
    LocalText Title,
    string? Address,
    LocalText? City,
    ReplicationView? Way
)
{
    /// <summary>Of its page at another installation.</summary>
    public string? Url { get; init; }

    /// <summary>How the city of the one above went on with it; null where another city took that over.</summary>
    public WayOn? On { get; init; }

    /// <summary>Whether its city took it over from another one, be it under an earlier name.</summary>
    public bool IsTakenOver { get; init; }

    public List<LineageNode> To { get; } = [];

    /// <summary>This one and all that came of it, each with how far it is from the first.</summary>
    public IEnumerable<(LineageNode Node, int Depth)> All(int depth = 0) =>
        To.SelectMany(t => t.All(depth + 1)).Prepend((this, depth));
}
