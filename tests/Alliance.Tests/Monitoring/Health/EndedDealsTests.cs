using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>After a deal has ended nobody is asked about it: nobody is overdue either, and its promises stand by what is known.</summary>
public sealed class EndedDealsTests
{
    private const string Overdue = "Report overdue";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [EachDatabase("")]
    [EachDatabase("money")]
    public async Task Nobody_is_overdue_any_more_and_what_was_said_stays(DatabaseKind on, string how)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            await story.LinkAsync(Story.Firm),
            "report",
            ($"value-{c3}", "1,000"),
            ($"delivery-{c3}", "running")
        );
        Assert.NotNull(sent.LeadsTo());
        await story.WaitAsync(TimeSpan.FromDays(30));
        var slug = await story.SlugAsync();
        string[] pages = [$"/en/deals/{slug}", $"/en/deals/{slug}/progress", "/en/deals?city=espoo"];
        await app.ChangedAsync();
        foreach (var page in pages.Append("/en/cities/espoo/totals"))
            Assert.Contains(Overdue, await story.Stranger.TextAsync(page), StringComparison.Ordinal);

        await EndAsync(story, how);

        // Two years of silence make nobody inactive, the day of the target nobody late.
        foreach (var days in (int[])[0, 900, 400])
        {
            app.Time.Advance(TimeSpan.FromDays(days));
            await app.ChangedAsync();
            foreach (var page in pages)
            {
                var shown = await story.Stranger.TextAsync(page);
                Assert.DoesNotContain(Overdue, shown, StringComparison.Ordinal);
                Assert.DoesNotContain("Inactive", shown, StringComparison.Ordinal);
            }
            var came = await story.Stranger.TextAsync(pages[0]);
            Assert.Contains(
                "○Not asked The deal ended on 9 April 2026, before anything was reported.",
                came,
                StringComparison.Ordinal
            );
            Assert.Contains("✓On track since 31 December 2025 By 31 December 2025", came, StringComparison.Ordinal);
            // The city's promises that stand are those in force.
            Assert.DoesNotContain(
                "How promises stand",
                await story.Stranger.TextAsync("/en/cities/espoo/totals"),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, EachDatabase]
    public async Task The_councils_year_calls_silent_who_was_overdue_while_the_deal_was_in_force(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        const string page = "/en/cities/espoo/report/2025";
        // Ten days before the report of 2025 was due.
        await story.WaitAsync(TimeSpan.FromDays(10));
        await EndAsync(story, "money");
        app.Time.Advance(TimeSpan.FromDays(60));
        await app.ChangedAsync();
        var shown = await story.Stranger.TextAsync(page);
        Assert.Contains("Silent 0 0 0", shown, StringComparison.Ordinal);
        Assert.Contains("Not asked yet 1 2 3", shown, StringComparison.Ordinal);
        // Had it ended later, they had let the day pass.
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.State != null, Cancel);
            deal.Ended = deal.Ended! with { On = PartialDate.Parse("2026-04-09") };
            return await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        Assert.Contains("Silent 1 2 3", await story.Stranger.TextAsync(page), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_renewed_deal_of_an_older_record_ended_when_its_successor_was_agreed(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.State != null, Cancel);
            deal.State = DealState.Renewed;
            var successor = await db.Deals.FirstAsync(d => d.State == null && d.City!.Identifier == "umea", Cancel);
            (successor.Renews, successor.Agreed) = (deal.Identifier, PartialDate.Parse("2026-03-20"));
            return await db.SaveChangesAsync(Cancel);
        });
        app.Time.Advance(TimeSpan.FromDays(600));
        await app.ChangedAsync();
        var came = await story.ProgressAsync();
        Assert.DoesNotContain(Overdue, came, StringComparison.Ordinal);
        Assert.Contains(
            "The deal ended on 20 March 2026, before anything was reported.",
            came,
            StringComparison.Ordinal
        );
        // Judged in its last year, and in no later one.
        var last = await story.Stranger.TextAsync("/en/cities/espoo/report/2026");
        Assert.Contains("3 promises in 1 deals", last, StringComparison.Ordinal);
        Assert.Contains(": renewed, 20 March 2026", last, StringComparison.Ordinal);
        Assert.Contains(
            "No deal that was concluded here ran in this year",
            await story.Stranger.TextAsync("/en/cities/espoo/report/2027"),
            StringComparison.Ordinal
        );

        // Its successor is not here: then it ended when its record last changed.
        await story.DbAsync(db =>
            db.Deals.Where(d => d.Renews != null)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Renews, (string?)null), Cancel)
        );
        Assert.Contains("The deal ended on 10 March 2026", await story.ProgressAsync(), StringComparison.Ordinal);
    }

    private static async Task EndAsync(Story story, string how)
    {
        var slug = await story.SlugAsync();
        using var ended = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/manage",
            "end-deal",
            ("how", how),
            ("note", "So it was agreed (example).")
        );
        await Forms.LeadsToAsync(ended, "/en/deals/" + slug);
    }
}
