using System.Globalization;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring;

/// <summary>A period in the reader's language: <c>2025</c>, <c>first half of 2025</c>, <c>3rd quarter of 2025</c>, <c>April 2025</c>.</summary>
public static class PeriodText
{
    public static string Of(Period period, Reader reader)
    {
        var year = period.Year.ToString(CultureInfo.InvariantCulture);
        return period.Part switch
        {
            "" => year,
            ['H' or 'Q', ..] => reader[$"period.{period.Part.ToLowerInvariant()}", year],
            _ => $"{reader.Culture.DateTimeFormat.GetMonthName(period.First.Month)} {year}",
        };
    }

    /// <summary>A part of a year in a list to choose from.</summary>
    public static string OfPart(string part, Reader reader) =>
        part switch
        {
            "" => reader["period.year"],
            ['H' or 'Q', ..] => reader[$"period.{part.ToLowerInvariant()}", ""].Trim(),
            _ => reader.Culture.DateTimeFormat.GetMonthName(int.Parse(part, CultureInfo.InvariantCulture)),
        };
}
