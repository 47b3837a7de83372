using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>How the promises of a deal stand, in short, wherever it stands in a list.</summary>
public sealed class HealthInListsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Every_list_says_how_a_deals_promises_stand_and_nothing_of_those_that_were_collected(
        DatabaseKind on
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        var slug = await story.SlugAsync();
        var firm = await story.DbAsync(db =>
            db.Organisations.Where(o => o.Name == "Example Works Oy (example)")
                .Select(o => o.Identifier)
                .SingleAsync(Cancel)
        );
        var promises = await story.DbAsync(db =>
            db.Deals.Where(d => d.Slug == slug).Select(d => d.Commitments.Count).SingleAsync(Cancel)
        );
        string[] lists =
        [
            "/en/deals?city=espoo",
            "/en/deals?standing=concluded-here",
            "/en/deals?q=trees",
            "/en/cities/espoo",
            $"/en/organisations/{firm}",
            "/en/search?q=trees",
            "/en",
        ];
        var evaluation = PartialDate.Parse("2026-12");
        await story.DbAsync(db =>
            db.Deals.Where(d => d.Slug == slug)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Evaluation, evaluation), Cancel)
        );
        await app.ChangedAsync();
        Assert.Contains(
            $"○Not asked: {promises}",
            await story.ManagerBrowser.TextAsync("/en/workspace"),
            StringComparison.Ordinal
        );
        foreach (var list in lists)
            Assert.Equal([$"○Not asked: {promises}"], await SaidAsync(list));

        await story.ReleaseRequestsAsync();
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            await story.LinkAsync(Story.Firm),
            "report",
            ($"value-{c3}", "1,000"),
            ($"delivery-{c3}", "running")
        );
        // No page is asked for anew: what was cached has to go.
        await app.SettleAsync();
        foreach (var list in lists)
            Assert.Equal(["✓On track: 1", $"○Not asked: {promises - 1}"], await SaidAsync(list));

        app.Time.Advance(TimeSpan.FromDays(60));
        foreach (var list in lists)
            Assert.Contains("!Report overdue: 2", await SaidAsync(list));

        async Task<List<string>> SaidAsync(string list)
        {
            var page = await app.ReadAsync(list);
            Assert.Equal("How promises stand", page.QuerySelector(".standings")?.GetAttribute("aria-label"));
            return page.AllSaid(".standings li");
        }
    }

    [Theory, EachDatabase]
    public async Task A_list_asks_eleven_times_more_for_it_once_and_not_at_all_where_nothing_was_concluded(
        DatabaseKind on
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;

        var none = await CountAsync("/en/deals?city=mannheim");
        Assert.Equal(none + 11, await CountAsync("/en/deals?city=espoo"));
        // Another list of the same deal finds it in memory.
        app.Queries.Clear();
        await app.ReadAsync("/en/deals?standing=concluded-here");
        Assert.Equal(none, app.Queries.Count);

        async Task<int> CountAsync(string list)
        {
            await app.ChangedAsync();
            // The index of deals is read anew, by whoever is first.
            await app.ReadAsync("/en/deals?city=umea");
            app.Queries.Clear();
            await app.ReadAsync(list);
            return app.Queries.Count;
        }
    }
}
