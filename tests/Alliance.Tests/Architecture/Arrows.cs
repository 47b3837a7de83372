namespace Alliance.Tests.Architecture;

/// <summary>
/// Which room may know which: the table of docs/tour.md. To speak against an arrow, raise a domain event.
/// </summary>
internal static class Arrows
{
    private static readonly string[] Ground = ["Platform", "Design"];

    private static readonly Dictionary<string, string[]> Declared = new(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        ["Design"] = ["Platform"],
        ["Network"] = [.. Ground],
        ["Identity"] = [.. Ground, "Network"],
        ["Deals"] = [.. Ground, "Network"],
        ["Monitoring"] = [.. Ground, "Network", "Deals"],
        ["Knowledge"] = [.. Ground, "Network", "Deals", "Monitoring"],
        ["Roadmaps"] = [.. Ground, "Network", "Deals", "Monitoring", "Knowledge"],
        ["Sprints"] = [.. Ground, "Network", "Deals", "Monitoring", "Knowledge", "Roadmaps"],
        ["Engagement"] = [.. Ground, "Network", "Deals", "Monitoring", "Knowledge", "Roadmaps", "Sprints"],
        ["Transparency"] =
        [
            .. Ground,
            "Network",
            "Deals",
            "Monitoring",
            "Knowledge",
            "Roadmaps",
            "Sprints",
            "Engagement",
        ],
        ["Site"] =
        [
            .. Ground,
            "Network",
            "Identity",
            "Deals",
            "Monitoring",
            "Knowledge",
            "Roadmaps",
            "Sprints",
            "Engagement",
            "Transparency",
        ],
    };

    public static IReadOnlyCollection<string> Rooms => Declared.Keys;

    public static bool Allow(string from, string to) => from == to || Declared[from].Contains(to);

    /// <summary>The room of a namespace; empty for <c>Alliance</c> itself, where everything is put together.</summary>
    public static string RoomOf(string? fullNamespace)
    {
        var parts = (fullNamespace ?? "").Split('.');
        return parts is ["Alliance", var room, ..] ? room : "";
    }

    /// <summary>A part of a room that belongs to it alone; the platform's jobs are what the rooms register theirs with.</summary>
    public static bool IsPrivate(string fullNamespace) =>
        fullNamespace.Split('.') is ["Alliance", not "Platform", "Pages" or "Api" or "Jobs", ..];
}
