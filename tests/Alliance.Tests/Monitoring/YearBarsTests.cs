using System.Globalization;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Texts;
using CsCheck;

namespace Alliance.Tests.Monitoring;

/// <summary>What is added up, what stands for itself, and what is a gap.</summary>
public sealed class YearBarsTests
{
    private static readonly Reader Reader = new(Language.English);

    [Fact]
    public void What_happened_adds_up_and_a_year_that_is_not_whole_is_a_gap()
    {
        var bars = YearBars.Of(
            Progress(
                MeasuredSpan.During,
                null,
                ("2021", 5),
                ("2022-H1", 3),
                ("2022-H2", 4),
                ("2023-Q1", 9),
                ("2025", 8)
            ),
            Reader
        );
        Assert.Equal(
            [("2021", 5m), ("2022", 7m), ("2023", null), ("2024", null), ("2025", 8m)],
            bars.Select(b => (b.Label, b.Value))
        );
    }

    [Fact]
    public void Of_states_the_last_one_of_the_year_stands_for_it()
    {
        var progress = Progress(MeasuredSpan.AtEnd, null, ("2024-Q1", 10), ("2024-Q3", 30), ("2025", 20));
        Assert.Equal([("2024", 30m), ("2025", 20m)], YearBars.Of(progress, Reader).Select(b => (b.Label, b.Value)));
        Assert.Equal(20, progress.Reached);
    }

    [Fact]
    public void What_is_promised_for_each_year_is_never_added_up()
    {
        var progress = Progress(MeasuredSpan.During, "year", ("2024", 10), ("2025-H1", 4), ("2025-H2", 5), ("2023", 7));
        Assert.Equal([("2023", 7m), ("2024", 10m)], YearBars.Of(progress, Reader).Select(b => (b.Label, b.Value)));
        // The last whole year; half a year says nothing of it.
        Assert.Equal(10, progress.Reached);
    }

    [Fact]
    public void One_year_is_no_chart() =>
        Assert.Empty(YearBars.Of(Progress(MeasuredSpan.During, null, ("2025", 8)), Reader));

    [Fact]
    public void In_whichever_order_numbers_arrive_the_sum_is_that_of_the_raw_ones() =>
        Gen.Int[1, 1_000_000]
            .Array[1, 12]
            .Sample(values =>
            {
                var months = values.Select(
                    (v, i) => (string.Create(CultureInfo.InvariantCulture, $"2025-{i + 1:00}"), v)
                );
                Assert.Equal(values.Sum(v => (decimal)v), Progress(MeasuredSpan.During, null, [.. months]).Reached);
            });

    // The newest period first, as the query gives them.
    private static PromiseProgress Progress(
        MeasuredSpan span,
        string? per,
        params (string Period, int Value)[] measured
    ) =>
        new(
            new Commitment
            {
                Key = "c1",
                By = "p1",
                Action = new LocalText("en", "We do."),
                Quantity = new Quantity(100, Qualifier.Exactly, "trees", per),
            },
            new Party { Key = "p1", Role = PartyRole.Signatory },
            null,
            [
                .. measured
                    .Select(m => new Measurement
                    {
                        DealId = 1,
                        Commitment = "c1",
                        Period = Period.Parse(m.Period),
                        Span = span,
                        Version = 1,
                        Value = m.Value,
                        Unit = "trees",
                        Per = per,
                        Method = MeasuringMethod.Measured,
                        Source = "Counted.",
                        Trust = TrustLevel.Declared,
                        OnBehalf = false,
                        RecordedAt = DateTime.UnixEpoch,
                    })
                    .OrderByDescending(m => m.Period.Last),
            ],
            []
        );
}
