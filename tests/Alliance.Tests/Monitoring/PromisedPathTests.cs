using System.Globalization;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;

namespace Alliance.Tests.Monitoring;

/// <summary>The way to what was promised has a point where somebody has reported, and nowhere else.</summary>
public sealed class PromisedPathTests
{
    [Theory]
    // Amounts add up, of all else the newest year says it; a year without a number has no point, the first one too.
    [InlineData(WantedKind.Amount, "2025 30, 2027 20", "2024 –, 2025 30, 2026 –, 2027 50, 2028 –")]
    [InlineData(WantedKind.Level, "2025 30, 2027 20", "2024 –, 2025 30, 2026 –, 2027 20, 2028 –")]
    [InlineData(WantedKind.Fall, "2024 0, 2025 -5, 2026 10", "2024 0, 2025 -5, 2026 10, 2027 –, 2028 –")]
    [InlineData(WantedKind.Rise, "2026 10", "2024 –, 2025 –, 2026 10, 2027 –, 2028 –")]
    [InlineData(WantedKind.Level, "2023 7", "2024 –, 2025 –, 2026 –, 2027 –, 2028 –")]
    [InlineData(WantedKind.Amount, "2030 1", "2024 –, 2025 –, 2026 –, 2027 –, 2028 –, 2029 –, 2030 1")]
    [InlineData(WantedKind.Amount, "", "")]
    public void A_year_that_nobody_reported_has_no_point(WantedKind kind, string reached, string expected)
    {
        var path = PromisedPath.Of(Promised(kind, 2028, reached));
        Assert.Equal(expected, string.Join(", ", path.Select(p => $"{p.Year} {Say(p.Reached)}")));
    }

    [Fact]
    public void The_even_way_stays_at_the_sum_after_the_last_target_and_is_unknown_in_what_was_kept_before()
    {
        var promised = Promised(WantedKind.Amount, 2026, "2028 1");
        Assert.All(PromisedPath.Of(promised), p => Assert.Null(p.Even));
        var with = promised with { Even = [new(2024, 50), new(2025, 98), new(2026, 100)] };
        Assert.Equal([50, 98, 100, 100, 100], PromisedPath.Of(with).Select(p => p.Even));
    }

    [Fact]
    public void What_is_promised_for_each_year_has_no_way() =>
        Assert.Empty(PromisedPath.Of(Promised(WantedKind.Level, null, "2025 3")));

    [Theory]
    // Half of the way on the last day of the year before the middle; nothing before it begins, all of it after its day.
    [InlineData("2024-01-01", "2024-12-31", 2023, 0)]
    [InlineData("2024-01-01", "2024-12-31", 2024, 1000)]
    [InlineData("2023-12-31", "2025-12-31", 2023, 0)]
    [InlineData("2023-12-31", "2027-12-31", 2025, 500.342231)]
    [InlineData("2023-12-31", "2027-12-31", 2031, 1000)]
    [InlineData("2024-05-01", null, 2023, 0)]
    [InlineData("2024-05-01", null, 2024, 1000)]
    public void Each_promise_has_its_own_even_way(string first, string? last, int year, double expected)
    {
        var wanted = new Wanted(WantedKind.Amount, null, 1_000, 0, Day(first), last is null ? null : Day(last));
        Assert.Equal(expected, (double)wanted.EvenBy(year), 5);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PromisedTotal Promised(WantedKind kind, int? by, string reached) =>
        new(
            "trees-planted",
            EmissionScope.NotApplicable,
            100,
            1,
            2024,
            by,
            [
                .. reached
                    .Split(", ", StringSplitOptions.RemoveEmptyEntries)
                    .Select(y => y.Split(' '))
                    .Select(y => new ReachedYear(
                        int.Parse(y[0], CultureInfo.InvariantCulture),
                        decimal.Parse(y[1], CultureInfo.InvariantCulture),
                        1
                    )),
            ],
            kind
        );

    private static string Say(decimal? value) => value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";
}
