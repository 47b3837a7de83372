using System.Globalization;

namespace Alliance.Deals;

/// <summary>A day as a reader asked for it: kept as typed, so that a mistake can be shown and mended.</summary>
/// <param name="Typed">What stood in the address; null when nothing did.</param>
/// <param name="Day">The day to count with: today where none, or none that exists, was asked for.</param>
/// <param name="Problem">The text that names what is wrong, or null.</param>
public sealed record AskedDay(string? Typed, DateOnly Day, string? Problem)
{
    private const string Format = "yyyy-MM-dd";

    public static AskedDay Parse(string? typed, DateOnly today, bool mayBeLater)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return new AskedDay(null, today, null);
        var text = typed.Trim();
        if (text.Length > 40)
            text = text[..40];
        if (!DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new AskedDay(text, today, "counting.no-such-day");
        return !mayBeLater && day > today
            ? new AskedDay(text, today, "counting.not-yet-known")
            : new AskedDay(text, day, null);
    }

    /// <summary>For the form and for addresses.</summary>
    public string Iso => Print(Day);

    public static string Print(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);
}
