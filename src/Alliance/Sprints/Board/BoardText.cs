using System.Globalization;
using System.Text;

namespace Alliance.Sprints.Board;

/// <summary>Words from anybody's phone, as they may stand on a wall before three hundred people: plain, and reading the way they run.</summary>
public static class BoardText
{
    public const int Length = 500;
    public const int OwnerLength = 120;

    /// <summary>Without control signs and those that turn the direction of reading; a line break stays.</summary>
    public static string Clean(string? typed, bool lines = true)
    {
        if (string.IsNullOrEmpty(typed))
            return "";
        var kept = new StringBuilder(typed.Length);
        foreach (var rune in typed.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
            if (rune.Value is '\n' or '\r' or '\t')
                kept.Append(lines && rune.Value != '\t' ? '\n' : ' ');
            else if (Stays(rune))
                kept.Append(rune);
        return kept.ToString().Trim();
    }

    // Joiners make families of emoji, and words in some scripts.
    private static bool Stays(Rune rune) =>
        rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
            )
            // A lone half of a sign is read as this.
            && rune.Value != 0xFFFD;
}
