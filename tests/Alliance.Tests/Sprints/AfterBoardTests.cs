using Alliance.Network;
using Alliance.Sprints.After;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints;

/// <summary>What of a sprint's board is told afterwards: in its minutes, to its guests, to everybody and in the workspace.</summary>
public sealed class AfterBoardTests
{
    private const string After = SprintStory.Desk + "/after";
    private const string Report = SprintStory.Public + "/report";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Minutes_begin_with_groups_voices_and_questions_of_the_board(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(
            story,
            "challenge: No time for forms\nidea: Report by phone\ndreamer: Everybody calls\nrealist: Who pays?\ncritic: Nobody answers\nidea: Once a year\nquestion: Who counts?\nquestion: What of the law?\nchallenge: Nobody asks"
        );
        await LeadAsync(story, board, "phase:grouping");
        using (await story.ManagerBrowser.SendAsync(board, "write", ("do", "cluster:k1"), ("cluster.k1", "Less paper")))
        { }
        using (
            await story.ManagerBrowser.SendAsync(
                board + "/cards/k2",
                "card-place",
                ("do", "gather:k2"),
                ("cluster", "k11")
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync(board + "/cards/k7", "card-lead", ("do", "answered:k7"))) { }
        var begun = Forms
            .Filled(await story.ManagerBrowser.GetStringAsync(After, Cancel), "minutes")
            .Single(f => f.Key == "minutes")
            .Value.ReplaceLineEndings("\n");
        foreach (
            var said in (string[])
                [
                    "\nNo time for forms\n– Once a year\nLess paper:\n– Report by phone\n  Dreamer: Everybody calls\n  Realist: Who pays?\n  Critic: Nobody answers\n",
                    "\nNobody asks\n",
                    "– Who counts? (answered)\n– What of the law? (open)",
                ]
        )
            Assert.Contains(said, begun, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_was_judged_is_told_to_everybody_before_anybody_takes_it_on(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(
            story,
            "challenge: No time for forms\nidea: Report by phone\nidea: Ask once a year\nidea: Not judged\nidea: By another city"
        );
        var anna = await story.RegisterAsync("Anna", ("sessions", "s1"));
        await LeadAsync(story, board, "phase:verdicts");
        await JudgeAsync(story, board, "k2", "feasible");
        await JudgeAsync(story, board, "k3", "not-now");
        // That answers it: nobody waits for it to go on.
        await JudgeAsync(story, board, "k5", "not-for-us");
        var waits = $"href=\"{After}#ideas\"";
        Assert.Contains(
            "2 ideas with a verdict wait",
            await story.ManagerBrowser.TextAsync(SprintStory.Desk),
            StringComparison.Ordinal
        );
        Assert.Contains(
            waits,
            await story.ManagerBrowser.GetStringAsync(SprintStory.Desk, Cancel),
            StringComparison.Ordinal
        );
        using (
            await story.ManagerBrowser.SendAsync(
                $"/en/workspace/ideas/board/{board.Split('/')[^1]}/k2",
                "to-shelf",
                ("reason", "For later (example)")
            )
        ) { }
        Assert.Contains(
            "1 idea with a verdict waits",
            await story.ManagerBrowser.TextAsync(SprintStory.Desk),
            StringComparison.Ordinal
        );
        var key = await story.DbAsync(db => db.Ideas.Select(i => i.Key).SingleAsync(Cancel));
        var wall = await story.Stranger.GetStringAsync(board, Cancel);
        Assert.Contains($"href=\"/en/ideas/{key}\"", wall, StringComparison.Ordinal);
        Assert.Contains("Set aside", await story.Stranger.TextAsync(board), StringComparison.Ordinal);

        // The guests find it closed, and read on.
        await LeadAsync(story, board, "phase:closed");
        var own = await story.Stranger.GetStringAsync(anna, Cancel);
        Assert.Contains($"href=\"{board}\"", own, StringComparison.Ordinal);
        Assert.Contains("closed", await story.Stranger.TextAsync(anna), StringComparison.Ordinal);

        app.Time.SetUtcNow(new DateTimeOffset(2026, 5, 8, 8, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        var report = await story.Stranger.TextAsync(Report);
        foreach (
            var said in (string[])
                ["Report by phone", "Set aside", "Ask once a year", "Not now", "Nobody has taken it on yet"]
        )
            Assert.Contains(said, report, StringComparison.Ordinal);
        Assert.Contains("By another city", report, StringComparison.Ordinal);
        Assert.Equal(2, report.Split("Nobody has taken it on yet").Length);
        Assert.DoesNotContain("Not judged", report, StringComparison.Ordinal);
        Assert.DoesNotContain(
            board.Split('/')[^1],
            await story.Stranger.GetStringAsync(Report, Cancel),
            StringComparison.Ordinal
        );
        // What is erased afterwards is gone from there too.
        story.Renew(await app.ReturningAsync(Story.Manager));
        using (await story.ManagerBrowser.SendAsync(board + "/cards/k3", "card-lead", ("do", "erase:k3"))) { }
        await app.ChangedAsync();
        Assert.DoesNotContain("Ask once a year", await story.Stranger.TextAsync(Report), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_step_without_an_address_reminds_the_host_citys_managers_and_its_owners_city_sees_it(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(story, "challenge: No time for forms\nidea: Report by phone\nidea: Once a year");
        await LeadAsync(story, board, "phase:verdicts");
        foreach (
            var (card, step, due) in ((string, string, string)[])
                [("k2", "Try it with ten firms (example)", "2026-05-20"), ("k3", "Ask around (example)", "")]
        )
            using (
                await story.ManagerBrowser.SendAsync(
                    $"{board}/cards/{card}",
                    "card-step",
                    ("step", step),
                    ("owner", "Mannheim"),
                    ("due", due),
                    ("do", "step:" + card)
                )
            ) { }
        using (await story.ManagerBrowser.SendAsync(After, "take")) { }
        var page = await story.ManagerBrowser.TextAsync(After);
        Assert.Contains("the host city's deal managers are reminded", page, StringComparison.Ordinal);
        Assert.Contains("Nobody is reminded", page, StringComparison.Ordinal);

        app.Time.SetUtcNow(new DateTimeOffset(2026, 5, 20, 7, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < 2; i++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await AfterSprint.RunAsync(scope.ServiceProvider, Cancel);
        }
        var mail = Assert.Single(
            await story.DbAsync(db => db.Mails.Where(m => m.Key.StartsWith("follow-up:")).ToListAsync(Cancel))
        );
        Assert.Equal(Story.Manager, mail.To);
        var sent = await app.MailAsync(Story.Manager, "follow-up:");
        Assert.Contains("Try it with ten firms (example)", sent.TextBody, StringComparison.Ordinal);
        Assert.Contains(After, sent.TextBody, StringComparison.Ordinal);

        // Where the city that sees to it has people here, they find it too.
        using var mannheim = await app.SignedInAsync("other@city.example", MembershipRole.DealManager, "mannheim");
        var theirs = await mannheim.GetStringAsync("/en/workspace", Cancel);
        Assert.Contains("Try it with ten firms (example)", theirs, StringComparison.Ordinal);
        Assert.Contains($"href=\"{SprintStory.Public}#f", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain(After, theirs, StringComparison.Ordinal);
        using var umea = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        Assert.DoesNotContain(
            "Try it with ten firms (example)",
            await umea.GetStringAsync("/en/workspace", Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Who_came_without_registering_is_counted_by_kind_and_country(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        Assert.Equal(
            2,
            (
                await story.RefusedAsync(
                    story.ManagerBrowser,
                    SprintStory.People,
                    "walk-in",
                    ("walk-name", "Wilma"),
                    ("walk-role", "observer"),
                    ("walk-kind", "firm"),
                    ("walk-country", "Sweden")
                )
            )
                .Split("Choose one")
                .Length - 1
        );
        await story.DoAsync(
            SprintStory.People,
            "walk-in",
            SprintStory.People,
            ("walk-name", "Wilma"),
            ("walk-role", "observer"),
            ("walk-kind", "sme"),
            ("walk-country", "SE")
        );
        await story.DoAsync(
            SprintStory.People,
            "walk-in",
            SprintStory.People,
            ("walk-name", "Olga"),
            ("walk-role", "observer")
        );
        app.Time.SetUtcNow(new DateTimeOffset(2026, 5, 8, 8, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        var report = await story.Stranger.TextAsync(Report);
        foreach (var said in (string[])["2 people came", "Sweden", "Small or medium-sized firm", "not said"])
            Assert.Contains(said, report, StringComparison.OrdinalIgnoreCase);
    }

    // Of the sprint, with what a list brings.
    private static async Task<string> BoardAsync(Story story, string list)
    {
        await story.OpenAsync();
        using var begun = await story.ManagerBrowser.SendAsync(
            "/en/workspace/boards",
            "begin-board",
            ("title", "How do we find time? (example)"),
            ("sprint", SprintStory.Slug)
        );
        var board = await Forms.LeadsToAsync(begun, "/en/boards/");
        using var read = await story.ManagerBrowser.SendAsync(board + "/photo", "paper-list", ("list", list));
        await Forms.LeadsToAsync(read, board);
        return board;
    }

    private static async Task LeadAsync(Story story, string board, string press)
    {
        using var done = await story.ManagerBrowser.SendAsync(board, "lead", ("do", press));
        await Forms.LeadsToAsync(done, board);
    }

    private static async Task JudgeAsync(Story story, string board, string card, string verdict)
    {
        using var done = await story.ManagerBrowser.SendAsync(
            $"{board}/cards/{card}",
            "card-verdict",
            ("verdict", verdict),
            ("why", ""),
            ("do", "judge:" + card)
        );
        await Forms.LeadsToAsync(done, board);
    }
}
