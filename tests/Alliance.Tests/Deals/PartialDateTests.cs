using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using CsCheck;

namespace Alliance.Tests.Deals;

public sealed class PartialDateTests
{
    private static readonly Gen<string> Dates = Gen.OneOf(
        Gen.Int[1000, 9999].Select(y => $"{y}"),
        Gen.Select(Gen.Int[1000, 9999], Gen.Int[1, 12], (y, m) => $"{y}-{m:00}"),
        Gen.Int[0, 3_000_000]
            .Select(d => new DateOnly(1000, 1, 1).AddDays(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
    );

    [Fact]
    public void A_date_is_written_as_it_was_read() => Dates.Sample(text => PartialDate.Parse(text).ToString() == text);

    [Fact]
    public void Its_first_day_is_never_after_its_last() =>
        Dates.Sample(text =>
        {
            var date = PartialDate.Parse(text);
            return date.First <= date.Last
                && date.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    .StartsWith(text, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("2023-02-30")]
    [InlineData("2023-13")]
    [InlineData("2023-00")]
    [InlineData("2023-1")]
    [InlineData("20230101")]
    [InlineData("2023-01-1")]
    [InlineData("0999")]
    [InlineData(" 2023")]
    [InlineData("2024 (autumn)")]
    [InlineData("٢٠٢٣")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_date_is_refused(string? text) => Assert.False(PartialDate.TryParse(text, out _));

    [Theory]
    [InlineData("2024", "en", "2024")]
    [InlineData("2024-04", "en", "April 2024")]
    [InlineData("2024-04-30", "en", "30 April 2024")]
    [InlineData("2024-04-30", "de", "30. April 2024")]
    [InlineData("2024-04-30", "fi", "30. huhtikuuta 2024")]
    [InlineData("2024-04", "fi", "huhtikuu 2024")]
    public void Each_language_writes_it_its_way(string date, string language, string written) =>
        Assert.Equal(written, PartialDate.Parse(date).In(Language.Find(language)!));

    [Fact]
    public void A_deal_counts_from_the_last_day_its_date_may_mean()
    {
        var deal = DealFixtures.Deal(DealFixtures.City("espoo"), "d1", "2015");
        Assert.Equal(new DateOnly(2015, 12, 31), deal.DatedBy);
        Assert.Equal(2015, deal.Year);
        var undated = DealFixtures.Deal(DealFixtures.City("espoo"), "d2");
        Assert.Null(undated.DatedBy);
        Assert.Equal(DateOnly.MinValue, undated.SortDate);
    }
}
