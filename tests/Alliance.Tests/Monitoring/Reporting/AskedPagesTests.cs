using Alliance.Monitoring.Boards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring.Reporting;

/// <summary>Who is asked, and who is asked no more, stands in another way: on every page that was cached before.</summary>
public sealed class AskedPagesTests
{
    private const string Totals = "/en/cities/espoo/totals";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_request_that_is_sent_or_withdrawn_changes_cached_pages_and_the_citys_board(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        var deal = $"/en/deals/{await story.SlugAsync()}";
        Assert.Contains("Nobody has been asked yet.", await CachedAsync(deal), StringComparison.Ordinal);
        await story.ReleaseRequestsAsync();
        await app.SettleAsync();
        Assert.Contains("The first answer is due on 31 March 2026.", await CachedAsync(deal), StringComparison.Ordinal);

        await story.WaitAsync(TimeSpan.FromDays(30));
        await app.ChangedAsync();
        await MakeAsync();
        await app.SettleAsync();
        Assert.Contains("Report overdue: 2 ", await CachedAsync(Totals), StringComparison.Ordinal);
        Assert.Contains("!Report overdue", await CachedAsync(deal), StringComparison.Ordinal);
        Assert.Equal(0, await MakeAsync());
        using var changed = await story.ManagerBrowser.SendAsync(
            deal + "/reporting",
            "contact",
            ("party", "p2"),
            ("contact-name", "New Person"),
            ("contact-email", "new@example.org")
        );
        Assert.NotNull(changed.LeadsTo());
        // Until the new person is asked, nobody is; and no page is asked for anew by this test.
        await app.SettleAsync();
        Assert.DoesNotContain("Report overdue: 2 ", await CachedAsync(Totals), StringComparison.Ordinal);
        Assert.Contains("Nobody has been asked yet.", await CachedAsync(deal), StringComparison.Ordinal);
        Assert.Equal(1, await MakeAsync());

        await app.RunClockAsync();
        await app.SettleAsync();
        Assert.Contains("The first answer is due on 30 April 2026.", await CachedAsync(deal), StringComparison.Ordinal);
        Assert.Equal(1, await MakeAsync());
        Assert.Equal(0, await MakeAsync());

        // Twice: what is said after a change comes from the database, and what is said before the next one from the cache.
        async Task<string> CachedAsync(string page)
        {
            await app.Client.GetStringAsync(page, Cancel);
            app.Queries.Clear();
            var text = await app.Client.TextAsync(page);
            Assert.Equal(0, app.Queries.Count);
            return text;
        }

        async Task<int> MakeAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync(cancel: Cancel);
        }
    }

    [Theory, EachDatabase]
    public async Task Another_time_zone_is_another_day_on_every_page(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        // Half past midnight in Helsinki, half past ten the evening before in the Azores.
        await story.WaitAsync(new DateTimeOffset(2026, 3, 31, 21, 30, 0, TimeSpan.Zero) - app.Time.GetUtcNow());
        await app.ChangedAsync();
        string[] lists = ["/en/deals?city=espoo", Totals];
        foreach (var list in lists)
            Assert.Contains("Report overdue", await app.Client.TextAsync(list), StringComparison.Ordinal);
        using var moved = await story.ManagerBrowser.SendAsync(
            "/en/workspace/reports",
            "calendar",
            ("time-zone", "Atlantic/Azores"),
            ("do", "keep")
        );
        Assert.NotNull(moved.LeadsTo());
        await app.SettleAsync();
        foreach (var list in lists)
            Assert.DoesNotContain("Report overdue", await app.Client.TextAsync(list), StringComparison.Ordinal);
    }
}
