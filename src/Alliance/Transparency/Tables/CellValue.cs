using System.Globalization;
using System.Text.RegularExpressions;

namespace Alliance.Transparency.Tables;

/// <summary>Dates and numbers as people write them. What could mean two things is not guessed.</summary>
internal static partial class CellValue
{
    /// <summary>
    /// As the format writes it: <c>30.4.2024</c> and <c>4.2024</c> have the day first wherever points are used. Everything
    /// else is left for the format's own check.
    /// </summary>
    public static string Date(string text)
    {
        var match = Pointed().Match(text);
        if (!match.Success)
            return text;
        var month = match.Groups["month"].Value.PadLeft(2, '0');
        return match.Groups["day"] is { Success: true, Value: var day }
            ? $"{match.Groups["year"].Value}-{month}-{day.PadLeft(2, '0')}"
            : $"{match.Groups["year"].Value}-{month}";
    }

    /// <summary>
    /// The number; null when it is none, or when <paramref name="ambiguous"/>: <c>1,500</c> is one and a half here and
    /// fifteen hundred there.
    /// </summary>
    public static decimal? Number(string text, out bool ambiguous)
    {
        // Spaces (also narrow and fixed ones) and apostrophes group digits, and nothing else.
        var plain = Grouping().Replace(text.Replace('−', '-'), "");
        ambiguous = Thousands().IsMatch(plain);
        if (ambiguous)
            return null;
        var point = plain.LastIndexOfAny(['.', ',']);
        var whole = point < 0 ? plain : plain[..point];
        if (point >= 0 && plain.IndexOf(plain[point], StringComparison.Ordinal) != point)
            // Several of one kind are all between thousands.
            (whole, point) = (plain, -1);
        if (whole.AsSpan().ContainsAny('.', ','))
        {
            if (!Grouped().IsMatch(whole) || (point >= 0 && whole.Contains(plain[point], StringComparison.Ordinal)))
                return null;
            whole = Marks().Replace(whole, "");
        }
        var number = point < 0 ? whole : $"{whole}.{plain[(point + 1)..]}";
        return decimal.TryParse(
            number,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
    }

    [GeneratedRegex(
        @"^((?<day>[0-9]{1,2})\.\s?)?(?<month>[0-9]{1,2})\.\s?(?<year>[0-9]{4})$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pointed();

    [GeneratedRegex(@"(?<=[0-9])[\s\u00a0\u202f'’](?=[0-9]{3})", RegexOptions.None, 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$", RegexOptions.None, 1000)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^-?[0-9]{1,3}(\.[0-9]{3})+$|^-?[0-9]{1,3}(,[0-9]{3})+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex("[.,]", RegexOptions.None, 1000)]
    private static partial Regex Marks();
}
