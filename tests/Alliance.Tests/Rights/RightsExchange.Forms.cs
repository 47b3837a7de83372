namespace Alliance.Tests.Rights;

/// <summary>The forms of a space, and who may send them.</summary>
internal static partial class RightsExchange
{
    private const string Home = "/en/workspace/spaces/{space}";
    private const string Inside = "manager, observer, coordinator";
    private const string Keepers = "manager, coordinator";

    public static RightsTable.Form[] Forms { get; } =
    [
        new("/en/workspace/spaces", "space-invitation", [("accept", "{invitation}")], "field manager"),
        new("/en/workspace/spaces", "space-invitation", [("decline", "{invitation}")], "field manager"),
        new(
            "/en/workspace/spaces/new",
            "open-space",
            [("kind", "leadership-group"), ("name", "Example")],
            "coordinator"
        ),
        new(
            "/en/workspace/spaces/new",
            "open-space",
            [("kind", "sprint-guests"), ("name", "Example"), ("sprint", RightsSprints.Sprint), ("beside", "{visit}")],
            Keepers
        ),
        new(Home, "close-space", [("close", "yes")], Keepers),
        new(Home + "/new", "topic", [("kind", "question"), ("title", "Why?")], Inside),
        new(
            Home + "/new",
            "topic",
            [("kind", "decision"), ("title", "So"), ("text", "So it is."), ("until", "2026-04-01")],
            Keepers
        ),
        new(Home + "/topics/{topic}", "answers", [("do", "helpful:{answer}")], Keepers),
        new(Home + "/topics/{topic}", "answers", [("do", "unmark")], Keepers),
        new(Home + "/topics/{topic}", "answers", [("do", "take-back:{answer}")], "observer"),
        new(
            Home + "/topics/{topic}",
            "answers",
            [("do", "remove:{answer}"), ("reason-{answer}", "So.")],
            "coordinator"
        ),
        new(Home + "/topics/{topic}", "answer-topic", [("answer", "So.")], Inside),
        new(Home + "/topics/{topic}", "settle", [("settled", "yes")], Keepers),
        new(Home + "/topics/{decision}", "position", [("stand", "agree")], "manager"),
        new(
            Home + "/topics/{decision}",
            "outcome",
            [("outcome", "agreed"), ("outcome-words", "So."), ("on", "2026-03-10")],
            Keepers
        ),
        new(Home + "/members", "space-members", [("do", "role:{member}:member")], Keepers),
        new(Home + "/members", "space-members", [("do", "end:{member}")], Inside),
        new(Home + "/members", "space-invitations", [("take-back", "{invitation}")], Keepers),
        new(Home + "/members", "invite-to-space", [("email", "new@example.org"), ("role", "member")], Keepers),
        // Whoever keeps the space and hosts the sprint: addresses of visitors are for nobody else.
        new("/en/workspace/spaces/{guests}/members", "invite-guests", [("beside", "{visit}")], "manager"),
        new(Home + "/mails", "rhythm", [("rhythm", "daily")], "manager, observer"),
        new(
            Home + "/documents",
            "share-document",
            [("title", "Example"), ("on", "2026-03-10")],
            Inside,
            File: ("file", "plan.pdf")
        ),
        new(
            Home + "/documents",
            "remove-document",
            [("document", "{document}"), ("note-{document}", "So.")],
            "observer, coordinator"
        ),
        // By the link of a mail, whoever follows it.
        new("/en/spaces/mails/{digest}", "end-digest", [], RightsTable.Everybody),
    ];

    /// <summary>What stands for something of the space.</summary>
    public static readonly string[] Gaps =
    [
        "{space}",
        "{guests}",
        "{invitation}",
        "{topic}",
        "{answer}",
        "{decision}",
        "{member}",
        "{document}",
        "{digest}",
    ];
}
