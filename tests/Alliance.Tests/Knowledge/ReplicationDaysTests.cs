using System.Globalization;
using Alliance.Deals;
using Alliance.Knowledge.Jobs;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Alliance.Tests.Knowledge.BesideScene;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>When a city is asked where it stands with what it takes over, and what a result says that was told early.</summary>
public sealed class ReplicationDaysTests
{
    private const string Own = "/en/workspace/replications";

    private static readonly DateOnly Began = new(2026, 3, 10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_city_is_asked_after_3_12_and_18_months_and_sees_the_days_before(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        var page = await StartAsync(story.ManagerBrowser, "practice=" + Practice);
        Assert.Equal(
            [
                "after 3 months: 10 June 2026 next",
                "after 12 months: 10 March 2027",
                "after 18 months: 10 September 2027",
            ],
            await DaysAsync(story.ManagerBrowser, page)
        );
        Assert.Contains(
            "asked next on 10 June 2026, after 3 months",
            await story.ManagerBrowser.TextAsync(Own),
            StringComparison.Ordinal
        );
        foreach (var months in (int[])[3, 12, 18])
        {
            var day = Began.AddMonths(months);
            await story.WaitAsync(Until(app, day.AddDays(-1)));
            Assert.DoesNotContain(months, await AskedAsync(app));
            await story.WaitAsync(Until(app, day));
            // Twice, as on two nodes.
            await AskedAsync(app);
            Assert.Single(await AskedAsync(app), m => m == months);
            Assert.Contains(
                $"{months} months ago your city became interested in “Warm halls (example)”",
                (await app.MailAsync(Story.Manager, "replication-due:")).TextBody!,
                StringComparison.Ordinal
            );
        }
        await story.WaitAsync(TimeSpan.FromDays(1));
        Assert.All(
            await DaysAsync(story.ManagerBrowser, page),
            d => Assert.EndsWith(" past", d, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("asked next", await story.ManagerBrowser.TextAsync(Own), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task In_force_it_is_counted_from_the_agreement_and_ends_with_the_result_or_with_giving_up(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        await PublishAsync(app);
        var page = await StartAsync(story.ManagerBrowser, "practice=" + Practice);
        var deal = await story.IdAsync();
        var earlier = app.Time.GetUtcNow().UtcDateTime.AddDays(-60);
        await app.WithDbAsync(db =>
            db.Replications.ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Deal, deal).SetProperty(r => r.StartedAt, earlier),
                Cancel
            )
        );
        // Another city gives it up before anybody asks.
        using (var mannheim = await app.SignedInAsync("mannheim@example.org", MembershipRole.DealManager, "mannheim"))
        {
            var given = await StartAsync(mannheim, "practice=" + Practice);
            Assert.NotEmpty(await DaysAsync(mannheim, given));
            await StepAsync(mannheim, given, "end", ("reason", "no-money"));
            Assert.Empty(await DaysAsync(mannheim, given));
        }
        // Three months after the first interest nobody asks any more: the deal is a month old.
        await story.WaitAsync(Until(app, Began.AddMonths(1)));
        Assert.Empty(await AskedAsync(app));
        Assert.Contains(
            "10 March 2026, the day on which the deal was agreed",
            await story.ManagerBrowser.TextAsync(page),
            StringComparison.Ordinal
        );
        foreach (var months in (int[])[3, 12])
        {
            await story.WaitAsync(Until(app, Began.AddMonths(months)));
            Assert.Single(await AskedAsync(app), m => m == months);
            Assert.Contains(
                $"has been in force with you for {months} months",
                (await app.MailAsync(Story.Manager, "replication-due:")).TextBody!,
                StringComparison.Ordinal
            );
        }
        await StepAsync(story.ManagerBrowser, page, "result", ("outcome", "partly"), ("result", "Half (example)."));
        // After a whole year nothing has to be said of the time.
        await app.ChangedAsync();
        foreach (var shown in (string[])[page, "/en/replications/espoo/r1"])
            Assert.DoesNotContain(
                "what a whole year shows",
                await story.ManagerBrowser.TextAsync(shown),
                StringComparison.Ordinal
            );
        await story.WaitAsync(Until(app, Began.AddMonths(18)));
        Assert.DoesNotContain(18, await AskedAsync(app));
        Assert.Empty(await DaysAsync(story.ManagerBrowser, page));
        // Nobody asked Mannheim.
        Assert.False(
            await app.WithDbAsync(db =>
                db.Mails.AnyAsync(m => m.To == "mannheim@example.org" && m.Key.StartsWith("replication-due:"), Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task A_result_that_is_told_before_the_year_is_over_says_so(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        await PublishAsync(app);
        var page = await StartAsync(story.ManagerBrowser, "practice=" + Practice);
        var deal = await story.IdAsync();
        await app.WithDbAsync(db => db.Replications.ExecuteUpdateAsync(s => s.SetProperty(r => r.Deal, deal), Cancel));
        await story.WaitAsync(Until(app, Began.AddMonths(5)));
        await StepAsync(
            story.ManagerBrowser,
            page,
            "result",
            ("outcome", "as-hoped"),
            ("result", "It works (example).")
        );
        await app.ChangedAsync();
        foreach (var shown in (string[])[page, "/en/replications/espoo/r1"])
            Assert.Contains(
                "Told 5 months after the deal was agreed: what a whole year shows was not known yet.",
                await story.ManagerBrowser.TextAsync(shown),
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData("2026-01-30", 0)]
    [InlineData("2026-02-27", 0)]
    // A month after the last of January is the last of February.
    [InlineData("2026-02-28", 1)]
    [InlineData("2027-01-30", 11)]
    [InlineData("2027-01-31", null)]
    [InlineData("2028-01-01", null)]
    public void Whole_months_are_counted(string told, int? expected) =>
        Assert.Equal(
            expected,
            ReplicationDays.MonthsWhenToldEarly(
                View(new DateOnly(2026, 1, 31), DateOnly.Parse(told, CultureInfo.InvariantCulture))
            )
        );

    [Fact]
    public void Without_a_day_of_the_agreement_nothing_is_said_of_the_time()
    {
        Assert.Null(ReplicationDays.MonthsWhenToldEarly(View(null, Began)));
        Assert.Null(ReplicationDays.MonthsWhenToldEarly(View(Began, null)));
        Assert.Equal(Began.AddMonths(3), ReplicationDays.Next(View(Began, null), Began.AddMonths(3))!.On);
        Assert.Equal(Began.AddMonths(12), ReplicationDays.Next(View(Began, null), Began.AddMonths(3).AddDays(1))!.On);
        Assert.Null(ReplicationDays.Next(View(Began, Began), Began));
    }

    private static ReplicationView View(DateOnly? agreed, DateOnly? told) =>
        new(
            new Replication
            {
                CityId = 1,
                Number = 1,
                Kind = OriginKind.Practice,
                Origin = Practice,
                Title = new LocalText("en", "Example"),
                StartedAt = Began.ToDateTime(TimeOnly.MinValue),
                ResultAt = told?.ToDateTime(TimeOnly.MinValue),
            },
            null,
            new ReplicatedDeal(1, "example", "example", DealState.InForce, agreed)
        );

    // Noon of that day.
    private static TimeSpan Until(TestApp app, DateOnly day) =>
        new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) - app.Time.GetUtcNow();

    // As the page says them.
    private static async Task<IEnumerable<string>> DaysAsync(HttpClient browser, string page) =>
        (await browser.DocumentAsync(page)).QuerySelectorAll(".due-days li").Select(d => Said(d));

    // After how many months mails were sent so far: the job itself may have come first.
    private static async Task<List<int>> AskedAsync(TestApp app)
    {
        using (var scope = app.Services.CreateScope())
            await RemindOfReplications.RunAsync(scope.ServiceProvider, Cancel);
        var keys = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith("replication-due:")).Select(m => m.Key).ToListAsync(Cancel)
        );
        return keys.ConvertAll(k => int.Parse(k.Split(':')[3], CultureInfo.InvariantCulture));
    }
}
