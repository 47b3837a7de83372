using Alliance.Monitoring;
using CsCheck;

namespace Alliance.Tests.Monitoring;

public sealed class PeriodTests
{
    private static readonly Gen<Period> Periods =
        from year in Gen.Int[Period.Earliest, 2100]
        from part in Gen.Int[0, Period.Parts.Count - 1].Select(i => Period.Parts[i])
        select Period.Parse(part.Length == 0 ? $"{year}" : $"{year}-{part}");

    [Fact]
    public void What_is_written_is_read_again() => Periods.Sample(p => Assert.Equal(p, Period.Parse(p.ToString())));

    [Fact]
    public void Two_overlap_when_they_have_a_day_in_common() =>
        Gen.Select(Periods, Periods)
            .Sample(
                (a, b) =>
                {
                    var common = Enumerable
                        .Range(a.First.DayNumber, a.Last.DayNumber - a.First.DayNumber + 1)
                        .Any(d => d >= b.First.DayNumber && d <= b.Last.DayNumber);
                    Assert.Equal(common, a.Overlaps(b));
                    Assert.Equal(common, b.Overlaps(a));
                }
            );

    [Theory]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("2024-H2", "2024-07-01", "2024-12-31")]
    [InlineData("2024-Q1", "2024-01-01", "2024-03-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    public void A_period_has_its_days(string text, string first, string last)
    {
        var period = Period.Parse(text);
        Assert.Equal((first, last), ($"{period.First:yyyy-MM-dd}", $"{period.Last:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1989")]
    [InlineData("2201")]
    [InlineData("2024-H3")]
    [InlineData("2024-Q0")]
    [InlineData("2024-13")]
    [InlineData("2024-00")]
    [InlineData("2024-h1")]
    [InlineData("2024/01")]
    [InlineData("2024-01-01")]
    [InlineData("٢٠٢٤")]
    public void Everything_else_is_refused(string text) => Assert.False(Period.TryParse(text, out _));
}
