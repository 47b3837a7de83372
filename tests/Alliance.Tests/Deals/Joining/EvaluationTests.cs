using Alliance.Deals.Jobs;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Joining;

/// <summary>Reminders of evaluations.</summary>
public sealed class EvaluationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2028-06-30", null, "2028-05-30", null)]
    [InlineData("2028-06-30", null, "2028-05-31", "soon")]
    [InlineData("2028-06-30", null, "2028-06-29", "soon")]
    [InlineData("2028-06-30", null, "2028-06-30", "today")]
    [InlineData("2028-06-30", null, "2028-07-10", "today")]
    [InlineData("2028-06-30", null, "2028-08-10", null)]
    [InlineData("2028-06", "2029", "2028-06-30", "today")]
    [InlineData("2028-06", "2029", "2030-01-01", "over-0")]
    [InlineData(null, "2029", "2029-12-01", "soon")]
    [InlineData(null, "2029", "2029-12-31", "today")]
    [InlineData(null, "2029", "2030-01-01", "today")]
    [InlineData(null, "2029", "2030-01-30", "over-1")]
    [InlineData(null, "2029", "2030-03-05", "over-2")]
    [InlineData(null, null, "2030-03-05", null)]
    public void What_a_day_brings(string? evaluation, string? end, string today, string? occasion) =>
        Assert.Equal(
            occasion,
            RemindOfEvaluation
                .OccasionOf(
                    evaluation is null ? null : PartialDate.Parse(evaluation),
                    end is null ? null : PartialDate.Parse(end),
                    DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)
                )
                ?.Key
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
}
