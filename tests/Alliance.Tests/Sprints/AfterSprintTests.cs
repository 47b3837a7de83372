using System.Net;
using Alliance.Sprints.After;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints;

/// <summary>What comes after a sprint: feedback, what goes on and who is reminded, minutes, closing report.</summary>
public sealed class AfterSprintTests
{
    private const string After = SprintStory.Desk + "/after";
    private const string New = SprintStory.Desk + "/follow-ups/new";
    private const string Report = SprintStory.Public + "/report";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_came_is_asked_once_and_what_is_said_names_nobody(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (anna, bert) = await HeldAsync(story);
        Assert.Contains(
            "not over yet",
            await story.RefusedAsync(story.Stranger, anna, "feedback", ("useful", "4")),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, (await story.Stranger.GetAsync(Report, Cancel)).StatusCode);

        await AtAsync(story, "2026-05-07T07:00:00Z");
        await RunAsync(story);
        var mails = await story.DbAsync(db =>
            db.Mails.Where(m => m.Key.Contains(":over:")).Select(m => m.To).ToListAsync(Cancel)
        );
        // Bert had a place and did not come.
        Assert.Equal(["anna@example.org"], mails);
        await story.Stranger.SendAsync(anna, "feedback", ("useful", "4"), ("takes", "A checklist (example)"));
        Assert.Contains("you have answered", await story.Stranger.TextAsync(anna), StringComparison.Ordinal);
        Assert.Contains(
            "answered already",
            await story.RefusedAsync(story.Stranger, anna, "feedback", ("useful", "1")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Choose one",
            await story.RefusedAsync(story.Stranger, bert, "feedback", ("takes", "Kept")),
            StringComparison.Ordinal
        );
        await app.ChangedAsync();
        var report = await story.Stranger.TextAsync(Report);
        foreach (var said in (string[])["1 person came.", "2 had a place.", "Finland", "1 answer.", "very useful"])
            Assert.Contains(said, report, StringComparison.Ordinal);
        foreach (var own in (string[])["Anna", "checklist"])
            Assert.DoesNotContain(own, report, StringComparison.Ordinal);
        // The hosts read the words, though not whose they are.
        story.Renew(await app.ReturningAsync(Story.Manager));
        Assert.Contains("A checklist (example)", await story.ManagerBrowser.TextAsync(After), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Who_sees_to_something_is_reminded_until_it_is_done_or_dropped_with_a_reason(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var wrong = await story.RefusedAsync(
            story.ManagerBrowser,
            New,
            "follow-up",
            ("due", "soon"),
            ("email", "nobody")
        );
        foreach (var said in (string[])["what is to be done", "who sees to it", "a day such as", "no e-mail address"])
            Assert.Contains(said, wrong, StringComparison.Ordinal);
        await story.DoAsync(
            New,
            "follow-up",
            After,
            ("text", "Write the checklist (example)"),
            ("owner", "Example Works (example)"),
            ("due", "2026-06-01"),
            ("email", "works@example.org")
        );
        await story.DoAsync(
            New,
            "follow-up",
            After,
            ("text", "Ask the ministry (example)"),
            ("owner", "City of Espoo")
        );
        await AtAsync(story, "2026-05-31T09:00:00Z");
        Assert.Equal(0, await RemindersAsync());
        await AtAsync(story, "2026-06-01T09:00:00Z");
        Assert.Equal(1, await RemindersAsync());
        Assert.Equal(1, await RemindersAsync());
        await AtAsync(story, "2026-06-08T09:00:00Z");
        Assert.Equal(2, await RemindersAsync());
        var mail = await app.MailAsync("works@example.org");
        Assert.Contains("Write the checklist (example)", mail.TextBody, StringComparison.Ordinal);

        await app.ChangedAsync();
        var shown = await story.Stranger.TextAsync(SprintStory.Public);
        Assert.Contains("Example Works (example) · by 1 June 2026 overdue", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "works@example.org",
            await story.Stranger.GetStringAsync(SprintStory.Public, Cancel),
            StringComparison.Ordinal
        );

        story.Renew(await app.ReturningAsync(Story.Manager));
        var ids = await story.DbAsync(db => db.FollowUps.OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(Cancel));
        await story.DoAsync(After, "close", After, ("done", $"{ids[0]}"));
        var drop = $"{SprintStory.Desk}/follow-ups/{ids[1]}";
        Assert.Contains(
            "say why",
            await story.RefusedAsync(story.ManagerBrowser, drop, "drop"),
            StringComparison.Ordinal
        );
        await story.DoAsync(drop, "drop", After, ("reason", "The law was changed (example)"));
        await app.ChangedAsync();
        shown = await story.Stranger.TextAsync(SprintStory.Public);
        foreach (var said in (string[])["Not pursued", "The law was changed (example)", "Done"])
            Assert.Contains(said, shown, StringComparison.Ordinal);
        // Nobody is reminded of what is done, and the address is gone.
        await AtAsync(story, "2026-07-10T09:00:00Z");
        Assert.Equal(0, await RemindersAsync(since: new DateTime(2026, 6, 9, 0, 0, 0, DateTimeKind.Utc)));
        Assert.All(await story.DbAsync(db => db.FollowUps.ToListAsync(Cancel)), f => Assert.Null(f.Email));

        async Task<int> RemindersAsync(DateTime since = default)
        {
            await RunAsync(story);
            return await story.DbAsync(db =>
                db.Mails.CountAsync(m => m.Key.StartsWith("follow-up:") && m.CreatedAt >= since, Cancel)
            );
        }
    }

    [Theory, EachDatabase]
    public async Task Minutes_begin_with_what_is_known_and_stay_as_they_were_approved(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await HeldAsync(story);
        await AtAsync(story, "2026-05-07T07:00:00Z");
        story.Renew(await app.ReturningAsync(Story.Manager));
        var begun = Forms
            .Filled(await story.ManagerBrowser.GetStringAsync(After, Cancel), "minutes")
            .Single(f => f.Key == "minutes")
            .Value;
        foreach (var known in (string[])["Example sprint", "1 person came.", "Small table", "Example Hall, Espoo"])
            Assert.Contains(known, begun, StringComparison.Ordinal);
        var early = await story.ManagerBrowser.GetStringAsync(After, Cancel);
        await story.DoAsync(After, "minutes", After, ("minutes", "First words (example)"), ("do", "save"));
        await app.ChangedAsync();
        Assert.DoesNotContain(
            "First words",
            await story.Stranger.GetStringAsync(Report, Cancel),
            StringComparison.Ordinal
        );
        // Who began before that is told what stands there now.
        using (
            var late = await story.ManagerBrowser.SendAsync(
                After,
                early,
                "minutes",
                ("minutes", "Other words"),
                ("do", "save")
            )
        )
        {
            var html = await late.Content.ReadAsStringAsync(Cancel);
            Assert.Contains("First words (example)", html, StringComparison.Ordinal);
            Assert.Contains("Other words", html, StringComparison.Ordinal);
        }
        await story.DoAsync(After, "minutes", After, ("do", "approve"));
        await app.ChangedAsync();
        Assert.Contains("First words (example)", await story.Stranger.TextAsync(Report), StringComparison.Ordinal);
        await story.DoAsync(After, "minutes", After, ("minutes", "Corrected words (example)"), ("do", "save"));
        await app.ChangedAsync();
        Assert.Contains("First words (example)", await story.Stranger.TextAsync(Report), StringComparison.Ordinal);
        await story.DoAsync(After, "minutes", After, ("do", "approve"));
        await app.ChangedAsync();
        Assert.Contains("Version 2.", await story.Stranger.TextAsync(Report), StringComparison.Ordinal);
        Assert.Equal(
            ["First words (example)", "Corrected words (example)"],
            await story.DbAsync(db => db.Minutes.OrderBy(m => m.Number).Select(m => m.Text).ToListAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task What_was_agreed_on_the_board_goes_on_once_and_says_where_it_came_from(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var anna = await story.RegisterAsync("Anna", ("sessions", "s1"));
        using var begun = await story.ManagerBrowser.SendAsync(
            "/en/workspace/boards",
            "begin-board",
            ("title", "How do we find time? (example)"),
            ("sprint", SprintStory.Slug)
        );
        var board = await Forms.LeadsToAsync(begun, "/en/boards/");
        using (
            await story.ManagerBrowser.SendAsync(
                board + "/photo",
                "paper-list",
                ("list", "challenge: No time for forms\nidea: Report by phone\nidea: Another idea")
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync(board, "lead", ("do", "phase:verdicts"))) { }
        using (
            await story.ManagerBrowser.SendAsync(
                board + "/cards/k2",
                "card-verdict",
                ("verdict", "feasible"),
                ("why", "Others do it"),
                ("do", "judge:k2")
            )
        ) { }
        using (
            await story.ManagerBrowser.SendAsync(
                board + "/cards/k2",
                "card-step",
                ("step", "Try it with ten firms (example)"),
                ("owner", "Example Chamber (example)"),
                ("due", "2026-09-01"),
                ("do", "step:k2")
            )
        ) { }
        Assert.Contains(
            $"href=\"{board}\"",
            await story.Stranger.GetStringAsync(anna, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"href=\"{board}\"",
            await story.ManagerBrowser.GetStringAsync(SprintStory.Desk, Cancel),
            StringComparison.Ordinal
        );

        var page = await story.ManagerBrowser.GetStringAsync(After, Cancel);
        Assert.Contains(
            "1 next step was agreed",
            await story.ManagerBrowser.TextAsync(After),
            StringComparison.Ordinal
        );
        var minutes = Forms.Filled(page, "minutes").Single(f => f.Key == "minutes").Value;
        foreach (
            var said in (string[])
                [
                    "No time for forms",
                    "Report by phone (feasible: Others do it; next: Try it with ten firms (example), Example Chamber (example), 1 September 2026)",
                    "Another idea",
                ]
        )
            Assert.Contains(said, minutes, StringComparison.Ordinal);

        // Two hosts at the same moment.
        var both = await Task.WhenAll(
            story.ManagerBrowser.SendAsync(After, page, "take"),
            story.ManagerBrowser.SendAsync(After, page, "take")
        );
        foreach (var answer in both)
            answer.Dispose();
        var taken = Assert.Single(await story.DbAsync(db => db.FollowUps.ToListAsync(Cancel)));
        Assert.Equal($"board:{board.Split('/')[^1]}/k2", taken.Origin);
        Assert.Contains(
            "hidden",
            Form(await story.ManagerBrowser.GetStringAsync(After, Cancel), "take"),
            StringComparison.Ordinal
        );
        await app.ChangedAsync();
        var shown = await story.Stranger.TextAsync(SprintStory.Public);
        foreach (
            var said in (string[])
                [
                    "Try it with ten firms (example)",
                    "Example Chamber (example) · by 1 September 2026",
                    "From the idea board: Report by phone (feasible)",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
    }

    private static string Form(string html, string name) =>
        new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(html)
            .QuerySelectorAll("form")
            .Single(f => f.QuerySelector($"input[name=_handler][value={name}]") is not null)
            .OuterHtml.Split('>')[0];

    // Anna came, Bert had a place.
    private static async Task<(string Anna, string Bert)> HeldAsync(Story story)
    {
        await story.OpenAsync();
        var anna = await story.RegisterAsync("Anna", ("sessions", "s1"), ("country", "FI"));
        var bert = await story.RegisterAsync("Bert", ("sessions", "s1"));
        var id = (await story.VisitsAsync())[0].Id;
        using (await story.ManagerBrowser.SendAsync(SprintStory.People, "people", ("here", $"{id}"))) { }
        return (anna, bert);
    }

    private static Task AtAsync(Story story, string moment)
    {
        story.App.Time.SetUtcNow(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    private static async Task RunAsync(Story story)
    {
        await using var scope = story.App.Services.CreateAsyncScope();
        await AfterSprint.RunAsync(scope.ServiceProvider, Cancel);
    }
}
