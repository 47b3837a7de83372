using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;

namespace Alliance.Tests.Monitoring;

/// <summary>How far a promise has come: what adds up, what is compared, and what cannot be said.</summary>
public sealed class PromiseProgressTests
{
    [Fact]
    public void A_fall_is_the_last_year_on_its_way_from_the_baseline()
    {
        var progress = Of(
            new Quantity(50, Qualifier.Exactly, "mwh"),
            Direction.Decrease,
            baseline: 100,
            ("2026", 90, "mwh"),
            ("2027", 80, "mwh"),
            ("2028-H1", 10, "mwh")
        );
        Assert.Equal(80, progress.Reached);
        Assert.Equal(0.4, progress.Share);
    }

    [Fact]
    public void Without_its_baseline_a_fall_has_no_share()
    {
        var progress = Of(new Quantity(50, Qualifier.Exactly, "mwh"), Direction.Decrease, null, ("2026", 90, "mwh"));
        Assert.Equal(90, progress.Reached);
        Assert.Null(progress.Share);
    }

    [Fact]
    public void Shares_are_not_added()
    {
        var progress = Of(
            new Quantity(30, Qualifier.Exactly, "percent"),
            null,
            null,
            ("2026", 15, "percent"),
            ("2027", 18, "percent")
        );
        Assert.Equal(18, progress.Reached);
    }

    [Fact]
    public void What_was_there_before_the_deal_does_not_count()
    {
        var progress = Of(
            new Quantity(100, Qualifier.Exactly, "trees"),
            null,
            null,
            ("2024", 60, "trees"),
            ("2026", 25, "trees")
        );
        Assert.Equal(25, progress.Reached);
        Assert.Equal(0.25, progress.Share);
    }

    [Fact]
    public void A_deal_that_counts_in_another_unit_now_still_counts_what_was_said_before()
    {
        var progress = Of(
            new Quantity(100, Qualifier.Exactly, "mwh"),
            null,
            null,
            ("2026", 20_000, "kwh"),
            ("2027", 30, "mwh")
        );
        Assert.Equal(50, progress.Reached);
        // What cannot be converted is left out, and not added to something else.
        Assert.Equal(
            30,
            Of(
                new Quantity(100, Qualifier.Exactly, "mwh"),
                null,
                null,
                ("2026", 7, "trees"),
                ("2027", 30, "mwh")
            ).Reached
        );
    }

    private static PromiseProgress Of(
        Quantity goal,
        Direction? direction,
        decimal? baseline,
        params (string Period, decimal Value, string Unit)[] measured
    )
    {
        var deal = DealFixtures
            .Deal(DealFixtures.City("town"), "one", "2026-03-10")
            .Party(DealFixtures.Organisation("firm"));
        var promise = new Commitment
        {
            Key = "c1",
            By = deal.Parties[0].Key,
            Action = new LocalText("en", "We do."),
            Quantity = goal,
            Direction = direction,
            Baseline = baseline is null ? null : new Baseline(null, baseline),
        };
        return PromiseProgress.Of(
            deal,
            promise,
            measured.Select(m => new Measurement
            {
                DealId = 1,
                Commitment = "c1",
                Period = Period.Parse(m.Period),
                Span = MeasuredSpan.During,
                Version = 1,
                Value = m.Value,
                Unit = m.Unit,
                Method = MeasuringMethod.Measured,
                Source = "Counted.",
                Trust = TrustLevel.Declared,
                OnBehalf = false,
                RecordedAt = DateTime.UnixEpoch,
            })
        );
    }
}
