using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>A promise is compared with the way from where it begins to count.</summary>
public sealed class BeginningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_year_to_compare_with_that_has_no_value_is_no_beginning(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.State != null).Select(d => d.Id).SingleAsync(Cancel);
            var promise = await db.Commitments.SingleAsync(c => c.DealId == deal && c.Key == "c3", Cancel);
            promise.Quantity = new Quantity(100, Qualifier.Exactly, "trees");
            promise.Baseline = new Baseline(PartialDate.Parse("2019"));
            promise.Target = new Target(PartialDate.Parse("2028"));
            db.Measurements.Add(
                new Measurement
                {
                    DealId = deal,
                    Commitment = "c3",
                    Period = Period.Parse("2025"),
                    Span = MeasuredSpan.During,
                    Version = 1,
                    Value = 40,
                    Unit = "trees",
                    Method = MeasuringMethod.Measured,
                    Source = "Counted.",
                    Trust = TrustLevel.Declared,
                    OnBehalf = false,
                    RecordedAt = DateTime.UnixEpoch,
                }
            );
            return await db.SaveChangesAsync(Cancel);
        });
        var shown = await story.ProgressAsync();
        Assert.Contains(
            "✓On track since 31 December 2025 By 31 December 2025, 40 % of the way; an even way would have been at 40 %.",
            shown,
            StringComparison.Ordinal
        );
        // The line is drawn from the day of signing too.
        Assert.DoesNotContain("2019", shown, StringComparison.Ordinal);
    }
}
