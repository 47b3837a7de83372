using System.Globalization;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Health;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>A day on which a report is due ends at midnight of the city, in summer as in winter, wherever the server stands.</summary>
public sealed class CityDayTests
{
    private const string Overdue = "Report overdue";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Helsinki is three hours ahead in summer and two in winter; the second of these days has 25 hours there. The Azores are one
    // hour behind in winter.
    [Theory]
    [EachDatabase("Europe/Helsinki", "2026-03-31", "2026-03-31T20:55Z", "2026-03-31T21:02Z")]
    [EachDatabase("Europe/Helsinki", "2026-10-25", "2026-10-25T21:55Z", "2026-10-25T22:02Z")]
    [EachDatabase("Atlantic/Azores", "2027-01-31", "2027-02-01T00:55Z", "2027-02-01T01:02Z")]
    public async Task A_report_is_overdue_when_the_day_is_over_in_the_city(
        DatabaseKind on,
        string zone,
        string due,
        string before,
        string after
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var day = DateOnly.Parse(due, CultureInfo.InvariantCulture);
        await story.DbAsync(db =>
            db.ReportQuestions.ExecuteUpdateAsync(s => s.SetProperty(q => q.Due, (DateOnly?)day), Cancel)
        );
        await story.DbAsync(db =>
            db.ReportRequests.ExecuteUpdateAsync(s => s.SetProperty(r => r.Due, (DateOnly?)day), Cancel)
        );
        await story.DbAsync(db =>
            db.ReportCalendars.ExecuteUpdateAsync(s => s.SetProperty(c => c.TimeZone, zone), Cancel)
        );
        var slug = await story.SlugAsync();
        string[] pages =
        [
            $"/en/deals/{slug}",
            $"/en/deals/{slug}/progress",
            "/en/deals?city=espoo",
            "/en/cities/espoo/totals",
        ];
        await AtAsync(before);
        foreach (var page in pages)
            Assert.DoesNotContain(Overdue, await story.Stranger.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains(
            "Nobody is overdue.",
            await story.ManagerBrowser.TextAsync("/en/workspace/reports"),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await SilentAsync());

        await AtAsync(after);
        foreach (var page in pages)
            Assert.Contains(Overdue, await story.Stranger.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains(
            "1 day overdue",
            await story.ManagerBrowser.TextAsync("/en/workspace/reports"),
            StringComparison.Ordinal
        );
        Assert.True(await SilentAsync() > 0);

        // Signing in takes a moment, and what is cached is as old as a minute at most.
        async Task AtAsync(string at)
        {
            var moment = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
            await story.WaitAsync(moment - app.Time.GetUtcNow());
            await app.ChangedAsync();
        }

        // By the same day the board is kept, and the council's report is told.
        async Task<int> SilentAsync()
        {
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync(cancel: Cancel);
            var board = await story.DbAsync(db =>
                db.CityBoards.AsNoTracking().SingleAsync(b => b.City!.Identifier == "espoo", Cancel)
            );
            var silent = board.Standing.Standings.Where(s => s.State == HealthState.ReportOverdue).Sum(s => s.Promises);
            var report = await story.Stranger.TextAsync($"/en/cities/espoo/report/{board.Standing.On.Year}");
            Assert.Equal(silent > 0, report.Contains("The report was due on", StringComparison.Ordinal));
            return silent;
        }
    }

    // By the clock of UTC the year would be over two hours late, and one hour early.
    [Theory]
    [EachDatabase("Europe/Helsinki", "2026-12-31T21:55Z", "2026-12-31T22:02Z")]
    [EachDatabase("Atlantic/Azores", "2027-01-01T00:55Z", "2027-01-01T01:02Z")]
    public async Task A_year_can_be_measured_when_it_is_over_in_the_city(
        DatabaseKind on,
        string zone,
        string before,
        string after
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await app.RunClockAsync();
        await story.DbAsync(db =>
            db.ReportCalendars.ExecuteUpdateAsync(s => s.SetProperty(c => c.TimeZone, zone), Cancel)
        );
        var page = $"/en/deals/{await story.SlugAsync()}/promises/c3/measure";
        using var early = await SendAtAsync(before);
        Assert.Contains(
            "is not over yet",
            Forms.Complaints(await early.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal("2025", await ProposedAsync());
        using var sent = await SendAtAsync(after);
        Assert.NotNull(sent.LeadsTo());
        Assert.Equal("2026", await ProposedAsync());
        await RoundTrip.AssertSameBytesAsync(app, on);

        async Task<HttpResponseMessage> SendAtAsync(string at)
        {
            await story.WaitAsync(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) - app.Time.GetUtcNow());
            return await story.ManagerBrowser.SendAsync(
                page,
                "measure",
                ("year", "2026"),
                ("value", "400"),
                ("span", "during"),
                ("method", "measured"),
                ("source", "Counted.")
            );
        }

        async Task<string> ProposedAsync() =>
            Forms
                .Filled(await story.ManagerBrowser.GetStringAsync(page, Cancel), "measure")
                .Single(f => f.Key == "year")
                .Value;
    }
}
