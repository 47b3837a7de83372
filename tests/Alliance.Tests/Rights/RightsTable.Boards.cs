namespace Alliance.Tests.Rights;

/// <summary>Forms of idea boards, and of what becomes of the ideas on them.</summary>
internal static partial class RightsTable
{
    private static IEnumerable<Form> OnBoards =>
        [
            new(
                "/en/workspace/boards",
                "begin-board",
                [("title", "Example"), ("city", "espoo"), ("language", "en"), ("dots", "5")],
                Editors
            ),
            Write("challenges", "challenge", ("text.new", "Another")),
            Write("ideas", "idea:k1", ("text.k1", "Another")),
            Write("grouping", "cluster:k1", ("cluster.k1", "Another")),
            Write("realists", "comment:k2", ("text.k2", "Who pays?")),
            Write("ideas", "question", ("text.question", "Who pays?")),
            Write("voting", "vote:k2"),
            Write("voting", "unvote:k2"),
            new("/en/boards/{board ideas}", "write", [("do", "look")], Everybody, Stores: false),
            new("/en/boards/{board ideas}", "join", [("name", "Somebody")], Everybody),
            Lead("phase:ideas"),
            Lead("timer:5"),
            Lead("timer:0"),
            Lead("silent:on"),
            Lead("silent:off"),
            Lead("link:host"),
            Lead("link:lead"),
            Card("ideas", "k2", "card-text", Editors, ("do", "change:k2"), ("text", "Other words")),
            Card("realists", "k2", "card-comment", Everybody, ("do", "comment:k2"), ("text.k2", "Who pays?")),
            Card("grouping", "k2", "card-place", Everybody, ("do", "gather:k2"), ("cluster", "k3")),
            Card("grouping", "k2", "card-place", Everybody, ("do", "move:k2"), ("under", "k1")),
            Card("voting", "k2", "card-votes", Editors, ("do", "table-votes:k2"), ("table", "3"), ("count", "4")),
            Card("verdicts", "k2", "card-verdict", Editors, ("do", "judge:k2"), ("verdict", "feasible")),
            Card("verdicts", "k2", "card-step", Editors, ("do", "step:k2"), ("step", "Ask"), ("owner", "The city")),
            // Where an idea goes: each into the own city's.
            GoOn("to-roadmap", Editors, ("place", "challenge"), ("title", "New"), ("beside", "{stakeholder}")),
            GoOn(
                "to-draft",
                Editors + ", other manager",
                ("into", "declaration-of-intent"),
                ("title", "New"),
                ("body", "Words")
            ),
            GoOn("to-practice", Editors + ", other manager", ("kind", "lesson"), ("title", "New"), ("text", "Words")),
            GoOn("to-shelf", Editors, ("reason", "For later")),
            Card("ideas", "k4", "card-lead", Editors, ("do", "answered:k4")),
            Card("ideas", "k4", "card-lead", Editors, ("do", "unanswered:k4")),
            Card("ideas", "k4", "card-lead", Editors, ("do", "hide:k4")),
            Card("ideas", "k4", "card-lead", Editors, ("do", "show:k4")),
            Card("ideas", "k4", "card-lead", Editors, ("do", "erase:k4")),
            // The test sends no photo.
            new(
                "/en/boards/{board ideas}/photo",
                "paper-photo",
                [("note", "Example")],
                Everybody,
                Stores: false,
                File: ("photo", "photo.jpg")
            ),
            new("/en/boards/{board ideas}/photo", "paper-list", [("list", "challenge: Another")], Editors),
        ];

    private static Form Write(string phase, string press, params (string, string)[] fields) =>
        new($"/en/boards/{{board {phase}}}", "write", [("do", press), .. fields], Everybody);

    private static Form Lead(string press) => new("/en/boards/{board challenges}", "lead", [("do", press)], Editors);

    private static Form GoOn(string form, string whom, params (string, string)[] fields) =>
        new("/en/workspace/ideas/board/{board verdicts}/k2", form, fields, whom);

    private static Form Card(string phase, string card, string form, string whom, params (string, string)[] fields) =>
        new($"/en/boards/{{board {phase}}}/cards/{card}", form, fields, whom);
}
