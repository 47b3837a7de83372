namespace Alliance.Tests.Rights;

/// <summary>Forms by which cities plan and learn: stakeholders, roadmaps, sprints and who comes to them, practices.</summary>
internal static partial class RightsTable
{
    private static IEnumerable<Form> Planning =>
        [
            // Planning: each for the own city, and the other manager's has no roadmap.
            new(
                "/en/workspace/stakeholders/{stakeholder}",
                "stakeholder",
                [("turn", "0"), ("name", "Other (example)"), ("kind", "sme"), ("state", "talking")],
                Editors
            ),
            new("/en/workspace/stakeholders/{stakeholder}", "remove", [], Editors),
            new("/en/workspace/stakeholders", "add", [("none", "{no plan}")], Editors + ", other manager"),
            new(
                "/en/workspace/roadmap",
                "start",
                [("title", "Roadmap"), ("none", "{no plan}")],
                Editors + ", other manager"
            ),
            new("/en/workspace/roadmap", "parts", [("add", "goal"), ("beside", "{stakeholder}")], Editors),
            new("/en/workspace/roadmap", "parts", [("up", "challenge.c2"), ("beside", "{stakeholder}")], Editors),
            new("/en/workspace/roadmap", "parts", [("down", "challenge.c1"), ("beside", "{stakeholder}")], Editors),
            new("/en/workspace/roadmap", "publish", [("read", "1"), ("beside", "{stakeholder}")], "manager"),
            new(
                "/en/workspace/roadmap",
                "adopt",
                [("read", "1"), ("on", "2026-03-01"), ("beside", "{stakeholder}")],
                "manager"
            ),
            new(
                "/en/workspace/roadmap/espoo/basics",
                "edit",
                [("read", "1"), ("title", "Other"), ("beside", "{stakeholder}")],
                Editors
            ),
            new("/en/workspace/roadmap/espoo/challenge.c1", "remove", [("beside", "{stakeholder}")], Editors),
            // Sprints: each for the own city.
            new(
                "/en/workspace/sprints",
                "start",
                [("title", "Sprint"), ("none", "{no plan}")],
                Editors + ", other manager"
            ),
            .. Sprint(
                "",
                ("add-guest", [("role", "observer"), ("guest", "Somebody (example)")]),
                ("remove-guest", [("turn", "0"), ("place", "0")]),
                ("registration", [("registration", "closed")]),
                ("material", [("material-title", "Slides"), ("url", "https://example.org/slides")]),
                ("tell", [("words", "Something changed")]),
                ("call-off", [("turn", "0")])
            ),
            new(
                "/en/workspace/sprints/example-sprint",
                "remove-material",
                [("material", "0"), ("beside", "{visit}")],
                Editors,
                Stores: false
            ),
            new("/en/workspace/sprints/example-sprint", "publish", [("turn", "0"), ("beside", "{planned}")], Editors),
            .. Sprint("/basics", ("edit", [("turn", "0"), ("title", "Other")])),
            .. Sprint("/s1", ("edit", [("turn", "0"), ("title", "Other")]), ("remove", [])),
            .. Sprint(
                "/people",
                ("people", [("here", "{visit}")]),
                ("people", [("leave", "{visit}")]),
                ("walk-in", [("walk-name", "Walker"), ("walk-role", "observer")]),
                ("invite", [("invite", "invited@example.org"), ("role", "observer")])
            ),
            // Who is not here yet: VisitTests take it back.
            new(
                "/en/workspace/sprints/example-sprint/people",
                "people",
                [("not-here", "{visit}"), ("beside", "{visit}")],
                Editors,
                Stores: false
            ),
            .. Sprint("/door/example-door-code", ("check-in", [])),
            .. Sprint(
                "/after",
                ("close", [("done", "{follow-up}")]),
                ("close", [("again", "{follow-up}")]),
                ("minutes", [("turn", "0"), ("minutes", "Words"), ("do", "save")])
            ),
            // With something to take over: AfterSprintTests.
            new("/en/workspace/sprints/example-sprint/after", "take", [("beside", "{visit}")], Editors, Stores: false),
            new(
                "/en/workspace/sprints/example-sprint/after",
                "minutes",
                [("turn", "0"), ("minutes", "Words"), ("do", "approve"), ("beside", "{visit}")],
                "manager"
            ),
            .. Sprint(
                "/follow-ups/{follow-up}",
                ("follow-up", [("turn", "0"), ("text", "Other"), ("owner", "City")]),
                ("drop", [("reason", "Changed")])
            ),
            new(
                "/en/sprints/example-sprint/register",
                "register",
                [("name", "Somebody"), ("email", "somebody@example.org"), ("role", "observer"), ("beside", "{visit}")],
                Everybody
            ),
            // By the own link, whoever follows it.
            new(
                "/en/sprints/visit/example-visit-token",
                "visit",
                [("name", "Other"), ("beside", "{visit}")],
                Everybody
            ),
            // Before it is over: AfterSprintTests.
            new(
                "/en/sprints/visit/example-visit-token",
                "feedback",
                [("useful", "4"), ("beside", "{visit}")],
                Everybody,
                Stores: false
            ),
            new("/en/sprints/visit/example-visit-token", "leave", [("beside", "{visit}")], Everybody),
            // Practices: written by editors, put before everybody and taken back by managers.
            new(
                "/en/workspace/practices/new?city=espoo",
                "practice",
                [("title", "New (example)"), ("kind", "lesson")],
                Editors + ", other manager, coordinator"
            ),
            new(
                "/en/workspace/practices/{practice}",
                "practice",
                [("turn", "0"), ("title", "Other (example)"), ("kind", "lesson")],
                Editors
            ),
            new(
                "/en/workspace/practices/{public practice}",
                "practice",
                [("turn", "0"), ("title", "Other (example)"), ("text", "Words."), ("kind", "lesson")],
                "manager"
            ),
            // Rows move, and nothing is stored.
            new(
                "/en/workspace/practices/{practice}",
                "practice",
                [("turn", "0"), ("title", "Other (example)"), ("do", "result-add")],
                Editors,
                Stores: false
            ),
            new(
                "/en/workspace/practices/{practice}",
                "practice",
                [("turn", "0"), ("title", "Other (example)"), ("do", "component-add")],
                Editors,
                Stores: false
            ),
            new("/en/workspace/practices/{practice}", "publish", [("turn", "0")], "manager"),
            new("/en/workspace/practices/{public practice}", "withdraw", [], "manager"),
            new("/en/workspace/practices/{public practice}", "confirm", [("turn", "0")], "manager"),
            new("/en/workspace/practices/{network practice}", "confirm", [("turn", "0")], "coordinator"),
            // Nobody is there to be asked: PracticeDetailsTests.
            new(
                "/en/workspace/practices/{public practice}",
                "ask-review",
                [("reviewer", "umea")],
                "manager",
                Stores: false
            ),
            // Only another city's managers, and of another city alone.
            new(
                "/en/workspace/practices/{public practice}/review",
                "review",
                [("is-clear", "yes"), ("is-true", "partly")],
                "other manager",
                Filled: true
            ),
            new("/en/workspace/practices/{practice}", "remove", [], Editors),
            // Taken over by Espoo from Umeå. Each chooses among the own cities alone.
            new(
                "/en/workspace/replications/new?practice=three-light-promises",
                "start",
                [("city", "{espoo}")],
                Editors
            ),
            new("/en/workspace/replications/{replication}", "ask", [], Editors, Stores: false),
            // With a package: SignedPackageTests.
            new("/en/workspace/replications/package", "package", [("city", "{espoo}")], Everybody, Stores: false),
            new("/en/workspace/replications/{replication}", "talked", [], Editors),
            new("/en/workspace/replications/{replication}", "answer", [("confirmed-k1", "yes")], "other manager"),
            // For what belongs to no city its coordinators speak.
            new("/en/workspace/replications/{network replication}", "answer", [("confirmed-k1", "yes")], "coordinator"),
            new("/en/workspace/replications/{replication}", "partners", [("partners", "Example partner")], Editors),
            new("/en/workspace/replications/{replication}", "parts", [("choice-k1", "keep")], Editors),
            new("/en/workspace/replications/{ready replication}", "draft", [("instrument", "deal")], Editors),
            // What is in force: ReplicationTests.
            new(
                "/en/workspace/replications/{replication}",
                "result",
                [("outcome", "partly"), ("result", "Words")],
                "manager",
                Stores: false
            ),
            new("/en/workspace/replications/{replication}", "end", [("reason", "no-money")], "manager"),
            new("/en/workspace/replications/{replication}", "show", [], "manager"),
            // Whether it fits is said for the own city, and nobody finds another one's.
            new(
                "/en/workspace/fit/practice/example-published",
                "fit",
                [("turn", "0"), ("problem", "support"), ("beside", "{public practice}")],
                Editors + ", other manager"
            ),
            new(
                "/en/workspace/fit/practice/example-published?city=espoo",
                "fit",
                [("problem", "obstacle"), ("beside", "{public practice}"), ("with", "{fit}")],
                Editors,
                Filled: true
            ),
            new(
                "/en/workspace/fit/practice/example-published?city=espoo",
                "remove-fit",
                [("beside", "{public practice}"), ("with", "{fit}")],
                Editors
            ),
            // What the group publishes: kept by the network's coordinators.
            new(
                "/en/workspace/publications",
                "begin",
                [("title", "Other (example)"), ("kind", "recommendations-paper"), ("beside", "{publication}")],
                "coordinator"
            ),
            .. Publication(
                ("words", [("title", "Other (example)")]),
                ("add", [("what", "obstacle:legal")]),
                ("add", [("what", "recommendation")]),
                ("chapters", [("up", "k2")]),
                ("chapters", [("down", "k1")]),
                ("chapters", [("remove", "k1")]),
                ("freeze", []),
                ("withdraw", [("number", "1"), ("reason", "A number was wrong.")])
            ),
        ];

    // Forms of the page of a publication with two chapters and an edition.
    private static IEnumerable<Form> Publication(params (string Name, (string, string)[] Fields)[] forms) =>
        forms
            .Select(f => new Form("/en/workspace/publications/{publication}", f.Name, f.Fields, "coordinator"))
            .Append(
                new(
                    "/en/workspace/publications/{publication}?chapter=k1",
                    "chapter",
                    [("key", "k1"), ("heading", "Other (example)")],
                    "coordinator"
                )
            );

    // Forms of the page of Espoo's sprint.
    private static IEnumerable<Form> Sprint(string page, params (string Name, (string, string)[] Fields)[] forms) =>
        forms.Select(f => new Form(
            "/en/workspace/sprints/example-sprint" + page,
            f.Name,
            [.. f.Fields, ("beside", "{visit}")],
            Editors
        ));
}
