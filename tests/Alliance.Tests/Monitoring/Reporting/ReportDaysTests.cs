using System.Globalization;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using CsCheck;

namespace Alliance.Tests.Monitoring.Reporting;

/// <summary>When a period is asked about, by when it is due, and when somebody is reminded.</summary>
public sealed class ReportDaysTests
{
    [Theory]
    [InlineData("2025", "2026-03-31", "2026-02-14")]
    // The leap day is a day.
    [InlineData("2023", "2024-03-30", "2024-02-14")]
    [InlineData("2025-H1", "2025-09-28", "2025-08-14")]
    // A quarter is reported within the next one.
    [InlineData("2025-Q4", "2026-02-15", "2026-01-01")]
    public void Due_and_asked(string period, string due, string asked)
    {
        Assert.Equal(Day(due), ReportDays.Due(Period.Parse(period), 90));
        Assert.Equal(Day(asked), ReportDays.Asked(Period.Parse(period), 90));
    }

    [Theory]
    [InlineData(Rhythm.Year, "2026-01-01", null, "2025")]
    [InlineData(Rhythm.Year, "2025-12-31", null, "2024")]
    [InlineData(Rhythm.HalfYear, "2026-01-01", null, "2025-H2")]
    [InlineData(Rhythm.HalfYear, "2026-07-01", null, "2026-H1")]
    [InlineData(Rhythm.HalfYear, "2026-06-30", null, "2025-H2")]
    [InlineData(Rhythm.Quarter, "2026-01-01", null, "2025-Q4")]
    [InlineData(Rhythm.Quarter, "2026-03-31", null, "2025-Q4")]
    [InlineData(Rhythm.Quarter, "2026-04-01", null, "2026-Q1")]
    [InlineData(Rhythm.Quarter, "2026-09-30", null, "2026-Q2")]
    [InlineData(Rhythm.Once, "2026-04-01", "2025-06-30", "2025")]
    [InlineData(Rhythm.Once, "2026-04-01", "2027-06-30", null)]
    // Who never said when it ends is asked each year.
    [InlineData(Rhythm.Once, "2026-04-01", null, "2025")]
    public void The_last_period_that_is_over(Rhythm every, string today, string? ends, string? period) =>
        Assert.Equal(period, ReportDays.LastOver(every, Day(today), ends is null ? null : Day(ends))?.ToString());

    [Theory]
    [InlineData(null, null, Rhythm.Year)]
    [InlineData(null, PeriodType.Year, Rhythm.Year)]
    [InlineData(null, PeriodType.HalfYear, Rhythm.HalfYear)]
    [InlineData(null, PeriodType.Quarter, Rhythm.Quarter)]
    // Nobody is asked every month.
    [InlineData(null, PeriodType.Month, Rhythm.Quarter)]
    // What the parties have agreed on comes first.
    [InlineData("year", PeriodType.Quarter, Rhythm.Year)]
    [InlineData("half-year", PeriodType.Year, Rhythm.HalfYear)]
    [InlineData("project", PeriodType.Quarter, Rhythm.Once)]
    public void How_often_is_asked(string? agreed, PeriodType? usual, Rhythm every) =>
        Assert.Equal(every, ReportDays.Of(agreed, usual));

    [Theory]
    [InlineData(PeriodType.Year, "2026-03-10", "2025")]
    [InlineData(PeriodType.HalfYear, "2026-03-10", "2025-H2")]
    [InlineData(PeriodType.HalfYear, "2026-07-01", "2026-H1")]
    [InlineData(PeriodType.Quarter, "2026-03-31", "2025-Q4")]
    [InlineData(PeriodType.Quarter, "2026-04-01", "2026-Q1")]
    [InlineData(PeriodType.Month, "2026-03-31", "2026-02")]
    [InlineData(PeriodType.Month, "2026-01-01", "2025-12")]
    public void The_last_usual_period_that_is_over(PeriodType type, string today, string period) =>
        Assert.Equal(period, type.LastOver(Day(today)).ToString());

    [Fact]
    public void It_is_over_and_the_next_one_is_not() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 2])
            .Sample(
                (day, rhythm) =>
                {
                    var today = new DateOnly(1992, 1, 1).AddDays(day);
                    var period = ReportDays.LastOver((Rhythm)rhythm, today, null)!.Value;
                    Assert.True(period.Last < today);
                    // The day after the period begins one of the same length that is still running.
                    var length = (12, 6, 3) switch
                    {
                        var (a, b, c) => rhythm == 0 ? a
                        : rhythm == 1 ? b
                        : c,
                    };
                    Assert.True(period.Last.AddDays(1).AddMonths(length) > today);
                }
            );

    [Theory]
    [InlineData("2025", "2025-06-15", null, true)]
    // It had run for less than half of the year.
    [InlineData("2025", "2025-09-01", null, false)]
    [InlineData("2025", null, null, false)]
    [InlineData("2025", "2020-01-01", "2024-12-31", false)]
    [InlineData("2025", "2020-01-01", "2025-01-01", true)]
    public void Whom_a_period_concerns(string period, string? begins, string? ends, bool concerns) =>
        Assert.Equal(
            concerns,
            ReportDays.Concerns(
                Period.Parse(period),
                begins is null ? null : Day(begins),
                ends is null ? null : Day(ends)
            )
        );

    [Theory]
    [InlineData("2026-03-16", -1)]
    [InlineData("2026-03-17", 0)]
    [InlineData("2026-03-30", 0)]
    [InlineData("2026-03-31", 1)]
    [InlineData("2026-04-14", 2)]
    [InlineData("2026-05-12", 3)]
    [InlineData("2027-05-12", 3)]
    public void Four_reminders(string today, int reminder) =>
        Assert.Equal(reminder, ReportDays.ReminderOn(Day("2026-03-31"), Day("2026-02-14"), Day(today)));

    [Fact]
    public void Who_was_asked_this_week_is_not_reminded()
    {
        var (due, asked) = (Day("2026-03-31"), Day("2026-03-14"));
        Assert.Equal(-1, ReportDays.ReminderOn(due, asked, Day("2026-03-17")));
        Assert.Equal(1, ReportDays.ReminderOn(due, asked, due));
    }

    [Theory]
    // The same moment is another day in Helsinki; in summer the clocks are an hour on.
    [InlineData("Europe/Helsinki", "2025-12-31T22:30:00Z", "2026-01-01T00:30:00")]
    [InlineData("Europe/Helsinki", "2026-03-29T00:59:00Z", "2026-03-29T02:59:00")]
    [InlineData("Europe/Helsinki", "2026-03-29T01:00:00Z", "2026-03-29T04:00:00")]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00")]
    [InlineData("Europe/Nowhere", "2026-10-25T01:30:00Z", "2026-10-25T01:30:00")]
    public void The_citys_own_day(string zone, string moment, string local) =>
        Assert.Equal(
            DateTime.Parse(local, CultureInfo.InvariantCulture),
            new ReportCalendar { CityId = 1, TimeZone = zone }.LocalTime(
                DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)
            )
        );

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
