using System.Globalization;
using System.Text;

namespace Alliance.Platform.Texts;

/// <summary>Makes words comparable for searching and sorting: lower case, without marks, <c>ß</c> as <c>ss</c>.</summary>
public static class Folding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Sound(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            var lower = char.ToLowerInvariant(c);
            _ = lower switch
            {
                'ß' => folded.Append("ss"),
                'ø' => folded.Append('o'),
                'æ' => folded.Append("ae"),
                'œ' => folded.Append("oe"),
                'ł' => folded.Append('l'),
                'đ' or 'ð' => folded.Append('d'),
                'þ' => folded.Append("th"),
                _ when char.IsWhiteSpace(lower) => folded.Append(' '),
                _ => folded.Append(lower),
            };
        }
        return folded.ToString();
    }

    // Normalising refuses half a surrogate pair and U+FFFE, which anyone may write into an address.
    private static string Sound(string text)
    {
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value != 0xFFFE)
                sound.Append(rune.ToString());
        return sound.ToString();
    }
}
