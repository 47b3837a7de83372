namespace Alliance.Tests.Rights;

/// <summary>The forms of open boards, and who may send them.</summary>
internal static partial class RightsOpenBoards
{
    private const string Work = "/en/workspace/open-boards";
    private const string Desk = $"{Work}/{Board}";
    private const string Public = $"/en/open-boards/{Board}";

    public static RightsTable.Form[] Forms { get; } =
    [
        new(Work, "start-open-board", [("title", "Example"), ("city", "espoo")], RightsTable.Editors),
        new(Desk, "publish-open-board", [("turn", "0"), ("beside", "{open draft}")], RightsTable.Editors),
        new(Desk, "remove-open-board", [("beside", "{open draft}")], RightsTable.Editors),
        City(Desk, "close-open-board", ("turn", "0")),
        City(Desk, "moderate", ("turn.2", "0"), ("do", "show:2")),
        City(Desk, "moderate", ("turn.2", "0"), ("reason.2", "insult"), ("do", "refuse:2")),
        City(Desk + "/edit", "edit-open-board", ("turn", "0"), ("title", "Other")),
        City(Desk + "/1", "answer-suggestion", ("turn", "0"), ("answer", "We look at it.")),
        City(Desk + "/1", "moderate", ("turn.1", "0"), ("reason.1", "unlawful"), ("do", "refuse:1")),
        City(Desk + "/2", "moderate", ("turn.2", "0"), ("do", "show:2")),
        Anybody(Public + "/new", "suggest", ("title", "Shade (example)"), ("language", "en")),
        Anybody(Public + "/1", "support", ("do", "support")),
        // Who has not supported it takes nothing back: OpenBoardTests.
        new(
            Public + "/1",
            "support",
            [("do", "back"), ("beside", "{open board}")],
            RightsTable.Everybody,
            Stores: false
        ),
        Anybody(Public + "/1", "follow", ("email", "somebody@example.org")),
        // By the own link, whoever follows it.
        Anybody("/en/open-boards/own/" + Token, "withdraw"),
        Anybody("/en/open-boards/following/" + FollowerToken, "confirm-following"),
        Anybody("/en/open-boards/following/" + FollowerToken, "stop-following"),
    ];

    private static RightsTable.Form City(string page, string form, params (string, string)[] fields) =>
        new(page, form, [.. fields, ("beside", "{open board}")], RightsTable.Editors);

    private static RightsTable.Form Anybody(string page, string form, params (string, string)[] fields) =>
        new(page, form, [.. fields, ("beside", "{open board}")], RightsTable.Everybody);
}
