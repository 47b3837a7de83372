using System.Globalization;
using System.Net;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints;

/// <summary>What a sprint taught is written down as a practice that begins with what is known of it.</summary>
public sealed class SprintLessonTests
{
    private const string After = SprintStory.Desk + "/after";
    private const string Origin = "sprint:" + SprintStory.Slug;
    private const string Begin = "/en/workspace/practices/new?city=espoo&from=" + Origin;
    private const string Practice = "/en/practices/what-we-learned-example-sprint";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_begins_with_what_minutes_and_visitors_say_and_both_pages_name_each_other(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await HoldAsync(story);
        var after = await story.ManagerBrowser.DocumentAsync(After);
        Assert.Contains(Begin, after.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        var begun = await FilledAsync(story.ManagerBrowser, Begin);
        foreach (
            var (field, said) in ((string, string)[])
                [
                    ("kind", "lesson"),
                    ("title", "What we learned: Example sprint"),
                    ("text", "How small firms find time for deals (example)"),
                    ("problem", "What took you longest?\nWho helped?"),
                    ("done", "First we listened (example)."),
                    ("by", "Espoo"),
                    ("went-wrong", "Longer breaks (example)"),
                    ("advice", "A checklist (example)"),
                ]
        )
            Assert.Equal(said, begun[field].Single().ReplaceLineEndings("\n"));
        Assert.EndsWith(SprintStory.Public + "/report", begun["source-0-url"].Single(), StringComparison.Ordinal);
        Assert.Contains(
            "Visitors wrote for you alone",
            await story.ManagerBrowser.TextAsync(Begin),
            StringComparison.Ordinal
        );
        // Nothing is stored before it is saved.
        Assert.False(await story.DbAsync(db => db.Practices.AnyAsync(p => p.Origin == Origin, Cancel)));

        using var saved = await story.ManagerBrowser.SendAsync(Begin, "practice", ("advice", "Make a checklist."));
        var edit = await Forms.LeadsToAsync(saved, "/en/workspace/practices/");
        Assert.Contains(
            "What we learned: Example sprint draft",
            await story.ManagerBrowser.TextAsync(After),
            StringComparison.Ordinal
        );
        const string report = SprintStory.Public + "/report";
        await app.ChangedAsync();
        Assert.DoesNotContain("What we learned", await story.Stranger.TextAsync(report), StringComparison.Ordinal);

        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, Practice);
        await app.ChangedAsync();
        Assert.Contains(
            "Learned at a sprint Example sprint",
            await story.Stranger.TextAsync(Practice),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"href=\"{SprintStory.Public}\"",
            await story.Stranger.GetStringAsync(Practice, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"href=\"{Practice}\"",
            await story.Stranger.GetStringAsync(report, Cancel),
            StringComparison.Ordinal
        );
        await RoundTrip.AssertSameBytesAsync(app, on);
    }

    [Theory, EachDatabase]
    public async Task Only_who_hosted_it_begins_one_and_only_when_it_is_over(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        Assert.Equal([""], (await FilledAsync(story.ManagerBrowser, Begin))["title"]);
        Assert.DoesNotContain(
            "Write down what was learned",
            await story.ManagerBrowser.TextAsync(After),
            StringComparison.Ordinal
        );
        await OverAsync(story);
        Assert.NotEqual([""], (await FilledAsync(story.ManagerBrowser, Begin))["title"]);

        // Another city neither reads what visitors wrote nor says that its practice comes from there.
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        var theirs = Begin.Replace("city=espoo", "city=umea", StringComparison.Ordinal);
        Assert.Equal([""], (await FilledAsync(umea, theirs))["title"]);
        using var saved = await umea.SendAsync(theirs, "practice", ("title", "Ours (example)"), ("kind", "lesson"));
        await Forms.LeadsToAsync(saved, "/en/workspace/practices/");
        Assert.Null(
            await story.DbAsync(db =>
                db.Practices.OrderByDescending(p => p.Id).Select(p => p.Origin).FirstAsync(Cancel)
            )
        );
        using var none = await umea.GetAsync(After, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Minutes_of_another_language_stand_in_no_field_and_long_ones_as_far_as_it_takes_them(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await HoldAsync(story);
        var finnish = Begin.Replace("/en/", "/fi/", StringComparison.Ordinal);
        Assert.Equal([""], (await FilledAsync(story.ManagerBrowser, finnish))["done"]);
        Assert.Contains("(English)", await story.ManagerBrowser.TextAsync(finnish), StringComparison.Ordinal);

        var line = new string('a', 99);
        await story.DoAsync(
            After,
            "minutes",
            After,
            ("minutes", string.Join('\n', Enumerable.Repeat(line, 60))),
            ("do", "approve")
        );
        using var saved = await story.ManagerBrowser.SendAsync(Begin, "practice");
        await Forms.LeadsToAsync(saved, "/en/workspace/practices/");
        var done = await story.DbAsync(db =>
            db.Practices.Where(p => p.Origin == Origin).Select(p => p.Details).SingleAsync(Cancel)
        );
        Assert.Equal(string.Join('\n', [.. Enumerable.Repeat(line, 39), "…"]), $"{done!.Done}");
    }

    // Anna came, and said what it was worth to her.
    private static async Task HoldAsync(Story story)
    {
        await story.OpenAsync();
        var anna = await story.RegisterAsync("Anna", ("sessions", "s1"));
        var id = (await story.VisitsAsync())[0].Id;
        using (await story.ManagerBrowser.SendAsync(SprintStory.People, "people", ("here", $"{id}"))) { }
        await OverAsync(story);
        using (
            await story.Stranger.SendAsync(
                anna,
                "feedback",
                ("useful", "4"),
                ("takes", "A checklist (example)"),
                ("better", "Longer breaks (example)")
            )
        ) { }
        await story.DoAsync(After, "minutes", After, ("minutes", "First we listened (example)."), ("do", "approve"));
    }

    private static async Task OverAsync(Story story)
    {
        story.App.Time.SetUtcNow(DateTimeOffset.Parse("2026-05-07T07:00:00Z", CultureInfo.InvariantCulture));
        story.Renew(await story.App.ReturningAsync(Story.Manager));
    }

    private static async Task<ILookup<string, string>> FilledAsync(HttpClient browser, string page) =>
        Forms
            .Filled(await browser.GetStringAsync(page, Cancel), "practice")
            .ToLookup(f => f.Key, f => f.Value, StringComparer.Ordinal);
}
