namespace Alliance.Design;

/// <summary>
/// Where a language that is not among the cities’ four is not spoken yet: pages on which a city plans and administers. What is
/// public, and what somebody joins, reports or takes over by, is not among them.
/// </summary>
internal static class PlacesInEnglish
{
    private static readonly string[] Beginnings =
    [
        "boards/",
        "dev/",
        "people/changes",
        "people/mails",
        "workspace/boards",
        "workspace/ideas/",
        "workspace/jobs",
        "workspace/load",
        "workspace/open-boards",
        "workspace/publications",
        "workspace/roadmap",
        "workspace/spaces",
        "workspace/sprints",
        "workspace/stakeholders",
        "workspace/tokens",
    ];

    /// <param name="below">The page’s address without its language.</param>
    public static bool Hold(string below) =>
        Beginnings.Any(b => below.StartsWith(b, StringComparison.OrdinalIgnoreCase));
}
