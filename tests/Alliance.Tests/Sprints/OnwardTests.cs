using System.Net;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Sprints.Onward;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints;

/// <summary>What becomes of an idea: from the note to the signed article, and back.</summary>
public sealed class OnwardTests
{
    private const string Roadmap = "/en/workspace/roadmap";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_idea_becomes_a_challenge_which_everybody_sees_when_the_roadmap_is_published(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(story);
        var on2 = On(board, "k2");
        Assert.Contains(
            "has not begun its roadmap",
            await story.ManagerBrowser.TextAsync(on2),
            StringComparison.Ordinal
        );
        using (await story.ManagerBrowser.SendAsync(Roadmap, "start", ("title", "Roadmap of an example (example)"))) { }
        // What nobody has judged goes nowhere.
        Assert.Contains(
            "no verdict yet",
            await story.RefusedAsync(
                story.ManagerBrowser,
                On(board, "k4"),
                "to-roadmap",
                ("place", "challenge"),
                ("title", "Too early")
            ),
            StringComparison.Ordinal
        );
        var wrong = await story.RefusedAsync(
            story.ManagerBrowser,
            on2,
            "to-roadmap",
            ("place", "challenge.f9"),
            ("title", "")
        );
        Assert.Contains("Choose one", wrong, StringComparison.Ordinal);
        Assert.Empty(await IdeasAsync(story));

        await GoAsync(story, on2, "to-roadmap", ("place", "challenge"), ("text", "Said in the hall (example)"));
        Assert.Contains(
            "went there already",
            await story.RefusedAsync(
                story.ManagerBrowser,
                on2,
                "to-roadmap",
                ("place", "challenge"),
                ("title", "Twice")
            ),
            StringComparison.Ordinal
        );
        await GoAsync(story, On(board, "k3"), "to-roadmap", ("place", "milestone.c1"));
        var content = await story.DbAsync(db => db.Roadmaps.Select(r => r.Content).SingleAsync(Cancel));
        Assert.Equal("Report by phone (example)", Assert.Single(content.Challenges).Title!.ToString());
        var milestone = Assert.Single(content.Milestones);
        Assert.Equal(
            ("c1", "Example Chamber (example)", "2026-09-01"),
            (milestone.Challenge, milestone.Owner, milestone.Due?.ToString())
        );

        var ideas = await IdeasAsync(story);
        var way = "/en/ideas/" + ideas[0].Key;
        Assert.Contains(
            "the next version of its roadmap will show it",
            await story.Stranger.TextAsync(way),
            StringComparison.Ordinal
        );
        // Whoever may see the board finds the way; nobody learns the board's address from it.
        Assert.Contains(
            way,
            await story.Stranger.GetStringAsync(board + "/cards/k2", Cancel),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            board.Split('/')[^1],
            await story.Stranger.GetStringAsync(way, Cancel),
            StringComparison.Ordinal
        );

        using (await story.ManagerBrowser.SendAsync(Roadmap, "publish")) { }
        await app.ChangedAsync();
        var shown = await story.Stranger.TextAsync(way);
        foreach (
            var said in (string[])
                [
                    "Report by phone (example)",
                    "No time for forms",
                    "Feasible",
                    "Others do it",
                    "A challenge in the roadmap",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"/en/roadmaps/espoo#c1\"",
            await story.Stranger.GetStringAsync(way, Cancel),
            StringComparison.Ordinal
        );
        var roadmap = await story.Stranger.GetStringAsync("/en/roadmaps/espoo", Cancel);
        foreach (var idea in ideas)
            Assert.Contains($"href=\"/en/ideas/{idea.Key}\"", roadmap, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_idea_becomes_an_article_of_a_declaration_that_is_signed_and_the_deal_tells_where_it_comes_from(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(story);
        var on3 = On(board, "k3");
        Assert.Contains(
            "is missing",
            await story.RefusedAsync(
                story.ManagerBrowser,
                on3,
                "to-draft",
                ("into", "declaration-of-intent"),
                ("title", "x"),
                ("body", "")
            ),
            StringComparison.Ordinal
        );
        Assert.Empty(await story.DbAsync(db => db.Drafts.ToListAsync(Cancel)));
        await GoAsync(story, on3, "to-draft", ("into", "declaration-of-intent"), ("title", "We try it (example)"));
        var draft = await story.DbAsync(db => db.Drafts.SingleAsync(Cancel));
        story.Follow("/en/drafts/" + draft.Key);
        var way = "/en/ideas/" + Assert.Single(await IdeasAsync(story)).Key;
        Assert.Contains("It is being drafted", await story.Stranger.TextAsync(way), StringComparison.Ordinal);
        Assert.DoesNotContain("We try it", await story.Stranger.TextAsync(way), StringComparison.Ordinal);

        // Another idea goes into the same draft.
        await GoAsync(story, On(board, "k2"), "to-draft", ("into", draft.Key));
        await SignAsync(story);
        await app.ChangedAsync();
        var slug = (await story.SlugAsync())!;
        var html = await story.Stranger.GetStringAsync(way, Cancel);
        foreach (
            var said in (string[])
                [
                    $"href=\"/en/deals/{slug}#article-1\"",
                    $"href=\"/en/deals/{slug}/versions#v1\"",
                    "No time for forms",
                    "10 March 2026",
                ]
        )
            Assert.Contains(said, html, StringComparison.Ordinal);
        var second = "/en/ideas/" + (await IdeasAsync(story))[^1].Key;
        Assert.Contains(
            $"href=\"/en/deals/{slug}#article-2\"",
            await story.Stranger.GetStringAsync(second, Cancel),
            StringComparison.Ordinal
        );
        // And back: from the deal's page to the note, and in the text that was signed.
        var deal = await story.Stranger.GetStringAsync("/en/deals/" + slug, Cancel);
        Assert.Contains($"href=\"{way}\"", deal, StringComparison.Ordinal);
        Assert.Contains($"href=\"{second}\"", deal, StringComparison.Ordinal);
        Assert.Contains("How do we find time? (example)", deal, StringComparison.Ordinal);

        // A deal that works on what an idea became is followed to what was signed too.
        using (await story.ManagerBrowser.SendAsync(Roadmap, "start", ("title", "Roadmap of an example (example)"))) { }
        await GoAsync(story, On(board, "k2"), "to-roadmap", ("place", "challenge"));
        var identifier = await story.DbAsync(db =>
            db.Deals.Where(d => d.Slug == slug).Select(d => d.Identifier).SingleAsync(Cancel)
        );
        using (
            await story.ManagerBrowser.SendAsync(
                Roadmap + "/espoo/challenge.c1",
                "edit",
                ("challenge.c1.deals", identifier)
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync(Roadmap, "publish")) { }
        await app.ChangedAsync();
        Assert.Equal(
            2,
            (await story.Stranger.DocumentAsync(second))
                .QuerySelectorAll($"a[href='/en/deals/{slug}/versions#v1']")
                .Length
        );

        // Whoever moves takes the way along: it comes back the same, and leads to the article there too.
        await GoAsync(story, on3, "to-practice", ("kind", "lesson"));
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        foreach (
            var said in (string[])
                [
                    "\"kind\":\"draft\"",
                    "\"article\":1",
                    "\"version\":1",
                    "\"kind\":\"practice\"",
                    "\"sprint\":\"espoo-example-sprint\"",
                ]
        )
            Assert.Contains(said, files["ideas.jsonl"], StringComparison.Ordinal);
        Assert.DoesNotContain("board:", files["ideas.jsonl"], StringComparison.Ordinal);
        await AssertElsewhereAsync(files, on, way, slug);
    }

    [Theory, EachDatabase]
    public async Task An_idea_becomes_a_practice_or_is_set_aside_with_a_reason_that_everybody_reads(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(story);
        var (on2, on3) = (On(board, "k2"), On(board, "k3"));
        await GoAsync(story, on2, "to-practice", ("kind", "lesson"));
        var practice = await story.DbAsync(db => db.Practices.SingleAsync(p => p.Origin != null, Cancel));
        // What it answers is known from the board; what was done only its city can say.
        Assert.NotNull(practice.Told.Problem);
        var draft = $"/en/workspace/practices/{practice.Id}";
        using (await story.ManagerBrowser.SendAsync(draft, "practice", ("done", "We tried it."))) { }
        using (await story.ManagerBrowser.SendAsync(draft, "publish")) { }
        await app.ChangedAsync();
        var address = await story.DbAsync(db =>
            db.Practices.Where(p => p.Id == practice.Id).Select(p => p.Identifier).SingleAsync(Cancel)
        );
        var way = "/en/ideas/" + Assert.Single(await IdeasAsync(story)).Key;
        Assert.Contains(
            $"href=\"{way}\"",
            await story.Stranger.GetStringAsync("/en/practices/" + address, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"href=\"/en/practices/{address}\"",
            await story.Stranger.GetStringAsync(way, Cancel),
            StringComparison.Ordinal
        );

        Assert.Contains(
            "is missing",
            await story.RefusedAsync(story.ManagerBrowser, on3, "to-shelf", ("reason", " ")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "went somewhere already",
            await story.RefusedAsync(story.ManagerBrowser, on2, "to-shelf", ("reason", "No")),
            StringComparison.Ordinal
        );
        // Two hosts at the same moment: one step.
        var page = await story.ManagerBrowser.GetStringAsync(on3, Cancel);
        var both = await Task.WhenAll(
            story.ManagerBrowser.SendAsync(on3, page, "to-shelf", ("reason", "The law forbids it (example)")),
            story.ManagerBrowser.SendAsync(on3, page, "to-shelf", ("reason", "The law forbids it (example)"))
        );
        Assert.Single(both, a => a.LeadsTo() is not null);
        foreach (var answer in both)
            answer.Dispose();
        var shelved = (await IdeasAsync(story))[^1];
        Assert.Equal(FateKind.Shelf, Assert.Single(shelved.Fates).Kind);
        Assert.Contains(
            "The law forbids it (example)",
            await story.Stranger.TextAsync("/en/ideas/" + shelved.Key),
            StringComparison.Ordinal
        );
        // Whose law allows it takes it from there.
        using var mannheim = await app.SignedInAsync("other@city.example", MembershipRole.DealManager, "mannheim");
        Assert.Contains("Set aside", await mannheim.TextAsync(on3), StringComparison.Ordinal);
        using (var refused = await mannheim.SendAsync(on3, "to-shelf", ("reason", "Not ours to say")))
            Assert.Contains(
                "roles do not allow",
                Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        using (var taken = await mannheim.SendAsync(on3, "to-practice", ("kind", "good-practice")))
            Assert.Equal(on3, taken.LeadsTo()?.Split('?')[0]);
        Assert.Equal(
            [FateKind.Shelf, FateKind.Practice],
            (await IdeasAsync(story))[^1].Fates.OrderBy(f => f.Number).Select(f => f.Kind)
        );
    }

    [Theory, EachDatabase]
    public async Task Words_that_are_erased_on_the_board_go_from_the_way_too(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(story);
        await GoAsync(story, On(board, "k2"), "to-shelf", ("reason", "For later (example)"));
        var way = "/en/ideas/" + Assert.Single(await IdeasAsync(story)).Key;
        Assert.Contains("Report by phone", await story.Stranger.TextAsync(way), StringComparison.Ordinal);
        using (await story.ManagerBrowser.SendAsync(board + "/cards/k2", "card-lead", ("do", "erase:k2"))) { }
        await app.ChangedAsync();
        var after = await story.Stranger.TextAsync(way);
        Assert.DoesNotContain("Report by phone", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Others do it", after, StringComparison.Ordinal);
        Assert.Contains("For later (example)", after, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Hosts_see_which_ideas_wait_and_the_report_tells_what_became_of_them(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var board = await BoardAsync(story);
        const string after = SprintStory.Desk + "/after";
        var desk = await story.ManagerBrowser.GetStringAsync(after, Cancel);
        Assert.Contains($"href=\"{On(board, "k2")}\"", desk, StringComparison.Ordinal);
        Assert.DoesNotContain(On(board, "k4"), desk, StringComparison.Ordinal);
        await GoAsync(story, On(board, "k2"), "to-shelf", ("reason", "For later (example)"));
        app.Time.SetUtcNow(new DateTimeOffset(2026, 5, 8, 8, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        var key = Assert.Single(await IdeasAsync(story)).Key;
        Assert.Contains(
            $"href=\"/en/ideas/{key}\"",
            await story.Stranger.GetStringAsync(SprintStory.Public + "/report", Cancel),
            StringComparison.Ordinal
        );
        using var nowhere = await story.Stranger.GetAsync("/en/ideas/aaaaaaaaaaaa", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    // At another site: its register, and the ideas of this one.
    private static async Task AssertElsewhereAsync(
        IReadOnlyDictionary<string, string> files,
        DatabaseKind on,
        string way,
        string slug
    )
    {
        await using var other = await TestApp.StartAsync(on);
        other.Time.Advance(TimeSpan.FromHours(1));
        var folder = Directory.CreateDirectory(Path.Combine(other.Database.Folder, "in")).FullName;
        foreach (var (name, content) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), content, Cancel);
        var problems = await other.WithDbAsync(async db =>
            (await new ImportPackage(db, other.Time).RunAsync([folder], dryRun: false)).Problems
        );
        Assert.Empty(problems);
        await other.ChangedAsync();
        var there = await other.Client.GetStringAsync(way, Cancel);
        foreach (var said in (string[])[$"href=\"/en/deals/{slug}#article-1\"", "#v1\"", "The city is writing it up"])
            Assert.Contains(said, there, StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"{way}\"",
            await other.Client.GetStringAsync("/en/deals/" + slug, Cancel),
            StringComparison.Ordinal
        );
    }

    // A challenge, two ideas with a verdict, one of them with a next step, and one that nobody has judged.
    private static async Task<string> BoardAsync(Story story)
    {
        await story.OpenAsync();
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
                (
                    "list",
                    "challenge: No time for forms\nidea: Report by phone (example)\nidea: Ask once a year (example)\nidea: Another idea"
                )
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync(board, "lead", ("do", "phase:verdicts"))) { }
        foreach (var card in (string[])["k2", "k3"])
            using (
                await story.ManagerBrowser.SendAsync(
                    $"{board}/cards/{card}",
                    "card-verdict",
                    ("verdict", "feasible"),
                    ("why", "Others do it\nand like it"),
                    ("do", "judge:" + card)
                )
            ) { }
        using (
            await story.ManagerBrowser.SendAsync(
                board + "/cards/k3",
                "card-step",
                ("step", "Try it with ten firms (example)"),
                ("owner", "Example Chamber (example)"),
                ("due", "2026-09-01"),
                ("do", "step:k3")
            )
        ) { }
        return board;
    }

    private static string On(string board, string card) => $"/en/workspace/ideas/board/{board.Split('/')[^1]}/{card}";

    private static Task GoAsync(Story story, string page, string form, params (string, string)[] fields) =>
        story.DoAsync(page, form, page, fields);

    private static Task<List<Idea>> IdeasAsync(Story story) =>
        story.DbAsync(db => db.Ideas.AsNoTracking().Include(i => i.Fates).OrderBy(i => i.Id).ToListAsync(Cancel));

    private static async Task SignAsync(Story story)
    {
        using var partner = await story.ManagerBrowser.SendAsync(
            story.Draft,
            "partner",
            ("partner", "Example Works Oy (example)"),
            ("partner-kind", "sme"),
            ("partner-role", "signatory"),
            ("contact-name", "Faye Firm"),
            ("contact-email", Story.Firm),
            ("contact-language", "en")
        );
        await Forms.LeadsToAsync(partner, story.Draft);
        var party = await story.DbAsync(async db =>
            (await db.Drafts.Select(d => d.Content).SingleAsync(Cancel)).Parties[^1].Key
        );
        using (await story.ManagerBrowser.SendAsync(story.Draft, "part", ("do", "promise:" + party))) { }
        var promise = await story.DbAsync(async db =>
            (await db.Drafts.Select(d => d.Content).SingleAsync(Cancel)).Promises[^1].Key
        );
        using (
            await story.ManagerBrowser.SendAsync(
                $"{story.Draft}/edit/promise.{promise}",
                "edit",
                ($"promise.{promise}.action", "We will find out how it can be done."),
                ($"promise.{promise}.no-date", "yes")
            )
        ) { }
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        await story.SignByCodeAsync(Story.Firm, party, "Faye Firm");
        await story.SignForCityAsync();
    }
}
