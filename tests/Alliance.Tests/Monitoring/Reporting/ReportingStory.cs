using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Alliance.Tests.Monitoring.Reporting;

/// <summary>
/// A deal of two years ago, about which reports are asked: Faye Firm promised 1,500 trees by 2028 (c3), Sona Social waters
/// them (c6), and the city names one person (c4). The clock stands at 10 March 2026.
/// </summary>
internal static class ReportingStory
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Story> BeginAsync(DatabaseKind on)
    {
        // Tests say themselves when the clock strikes.
        var story = await Story.BeginAsync(
            on,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );
        await story.ConcludeAsync();
        var agreed = PartialDate.Parse("2024-01-10");
        await story.DbAsync(db =>
            db.Deals.Where(d => d.State != null).ExecuteUpdateAsync(s => s.SetProperty(d => d.Agreed, agreed), Cancel)
        );
        return story;
    }

    /// <summary>What the job does when it is due.</summary>
    public static async Task<int> RunClockAsync(this TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await ReportClock.RunAsync(scope.ServiceProvider, Cancel);
    }

    /// <summary>The manager looks at the first requests and lets them go.</summary>
    public static async Task ReleaseRequestsAsync(this Story story)
    {
        await story.App.RunClockAsync();
        using var released = await story.ManagerBrowser.SendAsync(
            "/en/workspace/reports",
            "calendar",
            ("do", "release")
        );
        await Forms.LeadsToAsync(released, "/en/workspace/reports");
    }

    /// <summary>From now on Faye Firm is asked about its trees (c3) twice a year.</summary>
    public static async Task AskTwiceAYearAsync(this Story story)
    {
        using var turned = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{await story.SlugAsync()}/reporting",
            "rhythm",
            ("promise", "c3"),
            ("every-c3", "half-year")
        );
        Assert.NotNull(turned.LeadsTo());
    }

    public static async Task<string> TextAsync(this HttpClient browser, string page)
    {
        var html = await browser.GetStringAsync(page, Cancel);
        return string.Join(
            ' ',
            new HtmlParser()
                .ParseDocument(html)
                .QuerySelector("main")!
                .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
    }

    /// <summary>The number of the question about a promise.</summary>
    public static Task<long> QuestionAsync(this Story story, string promise) =>
        story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Commitment == promise).Select(q => q.Id).SingleAsync(Cancel)
        );

    public static Task<string> LinkAsync(this Story story, string email) => story.App.LinkInMailAsync(email, "report:");

    public static async Task<string> ProgressAsync(this Story story)
    {
        await story.App.ChangedAsync();
        return await story.Stranger.TextAsync($"/en/deals/{await story.SlugAsync()}/progress");
    }
}
