using System.Net;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Sprints.Documents;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints;

/// <summary>A city plans a sprint: what it says, what it lacks, what follows for everybody.</summary>
public sealed class PlanSprintTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_is_planned_is_the_hosts_alone_until_they_show_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.PlanAsync();
        foreach (
            var page in (string[])
                [SprintStory.Public, SprintStory.Public + "/sprint.ics", $"/api/v1/sprints/{SprintStory.Slug}"]
        )
            Assert.Equal(HttpStatusCode.NotFound, (await story.Stranger.GetAsync(page, Cancel)).StatusCode);
        foreach (
            var list in (string[])
                ["/en/sprints", "/api/v1/sprints", "/en/deals/espoo-data-centre-waste-heat-for-district-heating"]
        )
            Assert.DoesNotContain(
                "Example sprint",
                await story.Stranger.GetStringAsync(list, Cancel),
                StringComparison.Ordinal
            );

        await story.DoAsync(SprintStory.Desk, "publish", SprintStory.Desk);
        await app.ChangedAsync();
        var shown = await story.Stranger.TextAsync(SprintStory.Public);
        foreach (
            var said in (string[])
                [
                    "How small firms find time",
                    "5 May 2026 to 6 May 2026",
                    "Example Hall, Espoo",
                    "Who helped?",
                    "9:00",
                    "Hall",
                    "City of Espoo, Example Works (example)",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Contains("Example sprint", await story.Stranger.TextAsync("/en/sprints"), StringComparison.Ordinal);
        // Linked both ways.
        Assert.Contains(
            $"href=\"{SprintStory.Public}#s2\"",
            await story.Stranger.GetStringAsync("/en/deals/espoo-data-centre-waste-heat-for-district-heating", Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "/en/deals/espoo-data-centre-waste-heat",
            await story.Stranger.GetStringAsync(SprintStory.Public, Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_missing_or_contradicts_itself_is_said_where_it_stands(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using (await story.ManagerBrowser.SendAsync("/en/workspace/sprints", "start", ("title", "Example sprint"))) { }
        var missing = await story.RefusedAsync(story.ManagerBrowser, SprintStory.Desk, "publish");
        foreach (var field in (string[])["What it is about", "First day", "Place"])
            Assert.Contains(field, missing, StringComparison.Ordinal);
        Assert.Contains(
            "end lies before",
            await story.RefusedAsync(
                story.ManagerBrowser,
                SprintStory.Desk + "/basics",
                "edit",
                ("begins", "2026-03-28"),
                ("ends", "2026-03-27")
            ),
            StringComparison.Ordinal
        );
        await story.DoAsync(
            SprintStory.Desk + "/basics",
            "edit",
            SprintStory.Desk,
            ("begins", "2026-03-28"),
            ("ends", "2026-03-29"),
            ("time-zone", "Europe/Helsinki")
        );
        foreach (
            var (starts, ends, said) in ((string, string, string)[])
                [
                    ("2026-03-30T09:00", "", "none of the sprint's days"),
                    // The clock is set to summer time.
                    ("2026-03-29T03:30", "", "no such time"),
                    ("2026-03-28T09:00", "2026-03-28T08:00", "end lies before"),
                    ("tomorrow", "", "Write day and time"),
                ]
        )
            Assert.Contains(
                said,
                await story.RefusedAsync(
                    story.ManagerBrowser,
                    SprintStory.Desk + "/new",
                    "edit",
                    ("title", "Talk"),
                    ("starts", starts),
                    ("ends", ends)
                ),
                StringComparison.Ordinal
            );
        var registration = await story.RefusedAsync(
            story.ManagerBrowser,
            SprintStory.Desk,
            "registration",
            ("registration", "open"),
            ("register-until", "2026-04-01"),
            ("places", "some")
        );
        Assert.Contains("from 1 to 10000", registration, StringComparison.Ordinal);
        Assert.Contains("over by then", registration, StringComparison.Ordinal);
        Assert.Empty(
            (await story.DbAsync(db => db.Sprints.SingleAsync(s => s.Identifier == SprintStory.Slug, Cancel))).Sessions
        );
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_write_at_once_one_is_told_what_the_other_wrote(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.PlanAsync();
        var read = await story.ManagerBrowser.GetStringAsync(SprintStory.Desk + "/basics", Cancel);
        await story.DoAsync(SprintStory.Desk + "/basics", "edit", SprintStory.Desk, ("place", "Other Hall"));
        using var late = await story.ManagerBrowser.SendAsync(
            SprintStory.Desk + "/basics",
            read,
            "edit",
            ("place", "Third Hall")
        );
        var html = await late.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Other Hall", html, StringComparison.Ordinal);
        Assert.Contains(">Third Hall</textarea>", html, StringComparison.Ordinal);
        // Sent once more it holds.
        using (await story.ManagerBrowser.SendAsync(SprintStory.Desk + "/basics", html, "edit")) { }
        Assert.Equal(
            "Third Hall",
            $"{(await story.DbAsync(db => db.Sprints.SingleAsync(s => s.Identifier == SprintStory.Slug, Cancel))).Place}"
        );
    }

    [Theory, EachDatabase]
    public async Task A_design_is_taken_over_without_guests_and_results_and_moves_to_other_days(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.DoAsync(SprintStory.Desk, "add-guest", SprintStory.Desk, ("role", "observer"), ("city", "umea"));
        using var taken = await story.ManagerBrowser.SendAsync(
            "/en/workspace/sprints?design=" + SprintStory.Slug,
            "start",
            ("title", "Second example sprint"),
            ("begins", "2026-09-01")
        );
        await Forms.LeadsToAsync(taken, "/en/workspace/sprints/espoo-second-example-sprint");
        var copy = await story.DbAsync(db =>
            db.Sprints.SingleAsync(s => s.Identifier == "espoo-second-example-sprint", Cancel)
        );
        Assert.Equal((SprintState.Planned, SprintStory.Slug), (copy.State, copy.DesignOf));
        Assert.Equal(["Opening", "Small table"], copy.Sessions.Select(s => $"{s.Title}"));
        Assert.Equal(new DateTime(2026, 9, 1, 9, 0, 0), copy.Sessions[0].Starts);
        Assert.Equal("2026-09-02", $"{copy.Ends}");
        Assert.Empty(copy.Guests);
        Assert.All(copy.Sessions, s => Assert.Null(s.Deals));
    }

    [Theory, EachDatabase]
    public async Task Materials_are_for_everybody_or_for_those_who_take_part(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        Assert.Contains(
            "Give the address or the file",
            await story.RefusedAsync(story.ManagerBrowser, SprintStory.Desk, "material", ("material-title", "Slides")),
            StringComparison.Ordinal
        );
        await story.DoAsync(
            SprintStory.Desk,
            "material",
            SprintStory.Desk,
            ("material-title", "Slides"),
            ("url", "https://example.org/slides")
        );
        using (
            await story.ManagerBrowser.SendFileAsync(
                SprintStory.Desk,
                "material",
                ("file", "list.pdf", "%PDF-1.4 example"u8.ToArray()),
                ("material-title", "Phone list"),
                ("for-visitors", "yes")
            )
        ) { }
        await app.ChangedAsync();
        var page = await story.Stranger.GetStringAsync(SprintStory.Public, Cancel);
        Assert.Contains("https://example.org/slides", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Phone list", page, StringComparison.Ordinal);
        var file = await story.DbAsync(db =>
            db.SprintMaterials.Where(m => m.Url == null).Select(m => m.Id).SingleAsync(Cancel)
        );
        var address = $"{SprintStory.Public}/materials/{file}";
        Assert.Equal(HttpStatusCode.NotFound, (await story.Stranger.GetAsync(address, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await story.ManagerBrowser.GetAsync(address, Cancel)).StatusCode);
        var own = await story.RegisterAsync("Visitor");
        using var given = await story.Stranger.GetAsync($"{own}/materials/{file}", Cancel);
        Assert.Equal("%PDF-1.4 example", await given.Content.ReadAsStringAsync(Cancel));
        Assert.Contains(
            "sandbox",
            string.Join(' ', given.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_key_from_elsewhere_does_not_use_up_the_numbers()
    {
        var sprint = new SprintDocument("example-sprint", "espoo", new LocalText("en", "Example sprint"))
        {
            Sessions =
            [
                new("s7", new LocalText("en", "One")),
                new("s2147483647", new LocalText("en", "Two")),
                new("s99999999999999", new LocalText("en", "Three")),
            ],
        }.Apply(null);
        Assert.Equal(7, sprint.LastKey);
    }
}
