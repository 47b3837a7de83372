using System.Globalization;

namespace Alliance.Deals.Drafting;

/// <summary>A number as people type it: grouped as their language groups, or plainly with a point.</summary>
public static class TypedNumber
{
    // More than any promise needs, and exact in JSON, whose numbers are doubles (RFC 8785, 3.2.2.3).
    private const decimal Most = 999_999_999_999m;

    /// <summary>As it stands in a field to be typed over: without groups, six digits behind the point at most.</summary>
    public static string Print(decimal? number, CultureInfo culture) => number?.ToString("0.######", culture) ?? "";

    public static bool TryParse(string text, CultureInfo culture, out decimal number)
    {
        // Blanks group in Finnish and Swedish, and are typed as any kind of blank.
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\u2019')).Replace('\u2212', '-');
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var format = culture.NumberFormat;
        var (point, group) = (format.NumberDecimalSeparator, format.NumberGroupSeparator);
        // "1.500" is fifteen hundred in German, "1.5" one and a half there too: groups have three digits.
        if (group is "." or "," && plain.Contains(group, StringComparison.Ordinal))
        {
            var parts = plain.Split(point)[0].Split(group);
            if (parts.Skip(1).All(p => p.Length == 3) && parts[0].TrimStart('-').Length is >= 1 and <= 3)
                plain = plain.Replace(group, "", StringComparison.Ordinal);
        }
        plain = plain.Replace(point, ".", StringComparison.Ordinal);
        return decimal.TryParse(plain, styles, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) <= Most
            && decimal.Round(number, 6) == number;
    }
}
