using Alliance.Monitoring;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>How promises stand, where most people look: on the deal's own page.</summary>
public sealed class DealPageHealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Each_promise_says_how_it_stands_and_leads_to_what_came_of_it(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        var page = $"/en/deals/{await story.SlugAsync()}";
        Assert.Contains("Nobody has been asked yet.", await story.Stranger.TextAsync(page), StringComparison.Ordinal);
        await story.ReleaseRequestsAsync();
        await story.App.ChangedAsync();
        await story.Stranger.GetStringAsync(page, Cancel);
        var before = await CountAsync();

        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            await story.LinkAsync(Story.Firm),
            "report",
            ($"value-{c3}", "1,000"),
            ($"delivery-{c3}", "running")
        );
        Assert.NotNull(sent.LeadsTo());
        Assert.Equal(before, await CountAsync());
        var html = await story.Stranger.GetStringAsync(page, Cancel);
        Assert.Contains("progress#c3\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("no report yet", html, StringComparison.Ordinal);
        var shown = await story.Stranger.TextAsync(page);
        Assert.Contains(
            "under way reported on 10 March 2026, for 2025 No reason was given.",
            shown,
            StringComparison.Ordinal
        );
        Assert.Contains("✓On track since 31 December 2025", shown, StringComparison.Ordinal);
        Assert.Contains("What came of it", shown, StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromDays(60));
        await app.ChangedAsync();
        Assert.Contains("!Report overdue", await story.Stranger.TextAsync(page), StringComparison.Ordinal);

        async Task<int> CountAsync()
        {
            await app.ChangedAsync();
            app.Queries.Clear();
            await story.Stranger.GetStringAsync(page, Cancel);
            // However many promises and reports: the last is whether the deal came from an idea of a sprint.
            Assert.InRange(app.Queries.Count, 1, 17);
            return app.Queries.Count;
        }
    }

    [Fact]
    public async Task A_collected_deal_says_that_nobody_was_asked_and_asks_nothing_for_it()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        const string page = "/en/deals/umea-circular-building-store";
        Assert.Contains(
            "○Not asked The deal was not concluded here, and its parties were never asked.",
            await app.Client.TextAsync(page),
            StringComparison.Ordinal
        );
        await app.ChangedAsync();
        app.Queries.Clear();
        await app.Client.GetStringAsync(page, Cancel);
        Assert.DoesNotContain(app.Queries.Sql, q => q.Contains("report_questions", StringComparison.Ordinal));
        // The deal, its relatives, what it serves, and whether another city took it over.
        Assert.Equal(6, app.Queries.Count);
    }
}
