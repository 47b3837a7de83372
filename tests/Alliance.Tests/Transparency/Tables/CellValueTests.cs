using Alliance.Transparency.Tables;

namespace Alliance.Tests.Transparency.Tables;

/// <summary>Dates and numbers as people in four countries write them.</summary>
public sealed class CellValueTests
{
    [Theory]
    [InlineData("1500", "1500")]
    [InlineData("-12", "-12")]
    [InlineData("−12", "-12")]
    [InlineData("1,5", "1.5")]
    [InlineData("1.5", "1.5")]
    [InlineData("1500,25", "1500.25")]
    [InlineData("0,125", "0.125")]
    [InlineData("0.125", "0.125")]
    [InlineData("1 500", "1500")]
    [InlineData("1\u00a0500,5", "1500.5")]
    [InlineData("1\u202f500\u202f000", "1500000")]
    [InlineData("1’500", "1500")]
    [InlineData("1.500,5", "1500.5")]
    [InlineData("1,500.5", "1500.5")]
    [InlineData("1.500.000", "1500000")]
    [InlineData("1,500,000", "1500000")]
    [InlineData("1.500.000,75", "1500000.75")]
    public void A_number_is_read_with_comma_or_point(string text, string number) =>
        Assert.Equal(
            number,
            CellValue.Number(text, out _)?.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );

    [Theory]
    [InlineData("1,500")]
    [InlineData("1.500")]
    [InlineData("-250.000")]
    public void What_could_mean_two_numbers_is_not_guessed(string text)
    {
        Assert.Null(CellValue.Number(text, out var ambiguous));
        Assert.True(ambiguous);
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("5.5 million")]
    [InlineData("1.50.00")]
    [InlineData("1,50,000")]
    [InlineData("1.500,5,5")]
    [InlineData("1.500.5")]
    [InlineData("1,5 €")]
    [InlineData("12-")]
    [InlineData("1e6")]
    [InlineData("٣")]
    public void What_is_no_number_is_none(string text)
    {
        Assert.Null(CellValue.Number(text, out var ambiguous));
        Assert.False(ambiguous);
    }

    [Theory]
    [InlineData("2024", "2024")]
    [InlineData("2024-04", "2024-04")]
    [InlineData("2024-04-30", "2024-04-30")]
    [InlineData("30.4.2024", "2024-04-30")]
    [InlineData("30.04.2024", "2024-04-30")]
    [InlineData("30. 4. 2024", "2024-04-30")]
    [InlineData("04.2024", "2024-04")]
    [InlineData("4/30/2024", "4/30/2024")]
    [InlineData("04/05/2024", "04/05/2024")]
    [InlineData("spring 2024", "spring 2024")]
    public void A_date_with_points_is_written_as_the_format_does(string text, string date) =>
        Assert.Equal(date, CellValue.Date(text));
}
