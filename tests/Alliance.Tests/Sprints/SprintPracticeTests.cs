using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints;

/// <summary>Sessions look at practices as at deals: both pages say so, and registers hand it on.</summary>
public sealed class SprintPracticeTests
{
    private const string New = "/en/workspace/practices/new";
    private const string Practice = "/en/practices/ring-at-the-door-example";
    private const string Session = SprintStory.Desk + "/s1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_session_names_practices_and_they_say_where_they_are_looked_at(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await PublishAsync(story);
        await story.PlanAsync();
        Assert.Contains(
            "no such practice",
            await story.RefusedAsync(story.ManagerBrowser, Session, "edit", ("practices", "never-told")),
            StringComparison.Ordinal
        );
        await story.DoAsync(Session, "edit", SprintStory.Desk, ("practices", "ring-at-the-door-example"));
        await app.ChangedAsync();
        // What is only planned nobody else is told.
        Assert.DoesNotContain("Example sprint", await story.Stranger.TextAsync(Practice), StringComparison.Ordinal);

        await story.DoAsync(SprintStory.Desk, "publish", SprintStory.Desk);
        await app.ChangedAsync();
        Assert.Contains(
            "Looked at in a sprint Example sprint",
            await story.Stranger.TextAsync(Practice),
            StringComparison.Ordinal
        );
        Assert.Contains(
            SprintStory.Public + "#s1",
            await story.Stranger.GetStringAsync(Practice, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Failure: Ring at the door (example)",
            await story.Stranger.TextAsync(SprintStory.Public),
            StringComparison.Ordinal
        );
        Assert.Contains(
            Practice,
            await story.Stranger.GetStringAsync(SprintStory.Public, Cancel),
            StringComparison.Ordinal
        );

        // Withdrawn it is shown nowhere, and nobody can name it anew.
        using (await story.ManagerBrowser.SendAsync(edit, "withdraw")) { }
        await app.ChangedAsync();
        Assert.DoesNotContain(
            "Ring at the door",
            await story.Stranger.TextAsync(SprintStory.Public),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no such practice",
            await story.RefusedAsync(
                story.ManagerBrowser,
                SprintStory.Desk + "/s2",
                "edit",
                ("practices", "ring-at-the-door-example")
            ),
            StringComparison.Ordinal
        );
        // Once more public, it is there again; and gone when the session looks at it no longer.
        using (await story.ManagerBrowser.SendAsync(edit, "publish")) { }
        await app.ChangedAsync();
        Assert.Contains("Looked at", await story.Stranger.TextAsync(Practice), StringComparison.Ordinal);
        await story.DoAsync(Session, "edit", SprintStory.Desk, ("practices", ""));
        await app.ChangedAsync();
        Assert.DoesNotContain("Looked at", await story.Stranger.TextAsync(Practice), StringComparison.Ordinal);
        Assert.Contains(
            "Choose one",
            await story.RefusedAsync(
                story.ManagerBrowser,
                Session,
                "edit",
                ("practices", string.Join(' ', Enumerable.Range(0, 31).Select(n => $"practice-{n}")))
            ),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Another_register_gets_them_and_hands_out_the_same(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(story);
        await story.OpenAsync();
        await story.DoAsync(Session, "edit", SprintStory.Desk, ("practices", "ring-at-the-door-example"));
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Contains(
            "\"practices\":[\"ring-at-the-door-example\"]",
            files["sprints.jsonl"],
            StringComparison.Ordinal
        );
        await using var other = await TestApp.StartAsync(on);
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        await other.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, other.Time).RunAsync(
                [Path.Combine(app.Database.Folder, "first")],
                dryRun: false
            );
            Assert.Empty(result.Problems);
        });
        await other.ChangedAsync();
        Assert.Contains("Looked at in a sprint", await other.Client.TextAsync(Practice), StringComparison.Ordinal);
        // Nobody here has worked on it.
        Assert.Null(
            await other.WithDbAsync(db =>
                db.Sprints.Where(s => s.Identifier == SprintStory.Slug).Select(s => s.ChangedAt).SingleAsync(Cancel)
            )
        );
    }

    // The page on which it is changed.
    private static async Task<string> PublishAsync(Story story)
    {
        using var added = await story.ManagerBrowser.SendAsync(
            New,
            "practice",
            ("title", "Ring at the door (example)"),
            ("text", "Letters brought nobody in. Ringing did."),
            ("kind", "failure"),
            ("areas", "energy"),
            ("problem", "Nobody knew of the deal."),
            ("done", "Letters first, bells then."),
            ("source-0-url", "https://example.org/bell")
        );
        var edit = await Forms.LeadsToAsync(added, "/en/workspace/practices/");
        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, Practice);
        return edit;
    }
}
