using System.Net;
using Alliance.Deals;
using Alliance.Deals.Jobs;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals.Joining;

/// <summary>Reminders of evaluations.</summary>
public sealed class EvaluationTests
{
    // A day that not every year has.
    private static readonly DateOnly Agreed = new(2024, 2, 29);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2028-06-30", null, "2028-05-30", null)]
    [InlineData("2028-06-30", null, "2028-05-31", "soon")]
    [InlineData("2028-06-30", null, "2028-06-29", "soon")]
    [InlineData("2028-06-30", null, "2028-06-30", "today")]
    [InlineData("2028-06-30", null, "2028-07-10", "today")]
    [InlineData("2028-06-30", null, "2028-08-10", null)]
    [InlineData("2028-06-30", null, "2029-06-30", "yearly")]
    [InlineData("2028-06-30", null, "2029-08-10", null)]
    [InlineData("2028-06-30", "2035", "2029-06-30", null)]
    [InlineData("2028-06", "2029", "2028-06-30", "today")]
    [InlineData("2028-06", "2029", "2030-01-01", "over-0")]
    [InlineData(null, "2029", "2029-12-01", "soon")]
    [InlineData(null, "2029", "2029-12-31", "today")]
    [InlineData(null, "2029", "2030-01-01", "today")]
    [InlineData(null, "2029", "2030-01-30", "over-1")]
    [InlineData(null, "2029", "2030-03-05", "over-2")]
    [InlineData(null, null, "2024-02-29", null)]
    [InlineData(null, null, "2025-02-27", null)]
    [InlineData(null, null, "2025-02-28", "yearly")]
    [InlineData(null, null, "2025-03-29", "yearly")]
    [InlineData(null, null, "2025-03-30", null)]
    [InlineData(null, null, "2030-03-05", "yearly")]
    public void What_a_day_brings(string? evaluation, string? end, string today, string? occasion) =>
        Assert.Equal(
            occasion,
            RemindOfEvaluation
                .OccasionOf(
                    evaluation is null ? null : PartialDate.Parse(evaluation),
                    end is null ? null : PartialDate.Parse(end),
                    Agreed,
                    DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)
                )
                ?.Key
        );

    [Theory]
    [InlineData("2028-06-30", null, "2030-01-01", "2028-06-30")]
    [InlineData(null, "2029", "2030-01-01", "2029")]
    [InlineData(null, null, "2024-03-10", "2025-02-28")]
    [InlineData(null, null, "2025-03-29", "2025-02-28")]
    [InlineData(null, null, "2025-03-30", "2026-02-28")]
    [InlineData(null, null, "2028-02-01", "2028-02-29")]
    public void The_next_day_to_look_at_a_deal(string? evaluation, string? end, string today, string next) =>
        Assert.Equal(
            next,
            EvaluationDay
                .Next(
                    evaluation is null ? null : PartialDate.Parse(evaluation),
                    end is null ? null : PartialDate.Parse(end),
                    Agreed,
                    DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)
                )
                .ToString()
        );

    [Theory, EachDatabase]
    public async Task The_citys_managers_get_one_mail_for_each_occasion(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.Slug == slug, Cancel);
            deal.Evaluation = PartialDate.Parse("2026-04-01");
            await db.SaveChangesAsync(Cancel);
            return 0;
        });

        for (var i = 0; i < 5; i++)
            app.Time.Advance(TimeSpan.FromDays(1));
        await app.UntilAsync(
            db => db.Mails.AnyAsync(m => m.Key.StartsWith("evaluation:"), Cancel),
            TimeSpan.FromMinutes(1)
        );

        var mail = await app.MailAsync(Story.Manager);
        Assert.Contains("Time to evaluate", mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"/deals/{slug}/manage", mail.TextBody!, StringComparison.Ordinal);
        Assert.Equal(1, await story.DbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith("evaluation:"), Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_deal_with_neither_is_told_once_every_year(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        await making.ConcludeAsync("Example without a day", "Example Partner (example)");
        await story.DbAsync(db =>
            db.Deals.Where(d => d.State == DealState.InForce)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Evaluation, (PartialDate?)null), Cancel)
        );
        // Nobody else looks meanwhile.
        await app.StopWorkAsync();

        var told = new List<int>();
        foreach (var days in (int[])[364, 1, 10, 356])
        {
            app.Time.Advance(TimeSpan.FromDays(days));
            // Twice, as on two nodes.
            await RemindAsync(app);
            await RemindAsync(app);
            told.Add(await story.DbAsync(db => db.Mails.CountAsync(m => m.Key.Contains(":yearly:"), Cancel)));
        }

        Assert.Equal([0, 1, 1, 2], told);
    }

    [Theory, EachDatabase]
    public async Task A_deal_needs_a_day_or_an_end_and_begins_with_one(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        var inAYear = DateOnly.FromDateTime(TestApp.Start.UtcDateTime).AddYears(1);
        Assert.Equal(PartialDate.Of(inAYear), await EvaluationAsync(story));
        async Task<string> WithAsync(params (string, string)[] fields)
        {
            using var edited = await story.ManagerBrowser.SendAsync(story.Draft + "/edit/basics", "edit", fields);
            await Forms.LeadsToAsync(edited, story.Draft);
            return WebUtility.HtmlDecode(await story.ManagerBrowser.GetStringAsync(story.Draft, Cancel));
        }

        const string asked = "Give a day of evaluation, or an end.";
        Assert.Contains(asked, await WithAsync(("evaluation", "")), StringComparison.Ordinal);
        Assert.DoesNotContain(asked, await WithAsync(("end", "2030")), StringComparison.Ordinal);
        Assert.Contains(
            asked,
            await WithAsync(("end", ""), ("instrument", "climate-contract")),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            asked,
            await WithAsync(("instrument", "declaration-of-intent")),
            StringComparison.Ordinal
        );
    }

    private static Task<PartialDate?> EvaluationAsync(Story story) =>
        story.DbAsync(async db => (await db.Drafts.SingleAsync(d => d.Key == story.Key, Cancel)).Content.Evaluation);

    private static async Task RemindAsync(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<RemindOfEvaluation>(scope.ServiceProvider).RunAsync(Cancel);
    }
}
