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

    /// <summary>
    /// The same for sorting as Finnish and Swedish do: Å, Ä and Ö are letters of their own, behind Z, and stand here as the
    /// three characters that follow z. Æ and Ø sort as Ä and Ö there, and Ü as Y.
    /// </summary>
    public static string FoldNordic(string text) =>
        Fold(
            string.Concat(
                Sound(text)
                    .Normalize(NormalizationForm.FormC)
                    .Select(c =>
                        c switch
                        {
                            'å' or 'Å' => '{',
                            'ä' or 'Ä' or 'æ' or 'Æ' => '|',
                            'ö' or 'Ö' or 'ø' or 'Ø' => '}',
                            'ü' or 'Ü' => 'y',
                            _ => c,
                        }
                    )
            )
        );

    /// <summary>The letter that a character of <see cref="FoldNordic"/> stands for.</summary>
    public static char NordicLetter(char folded) =>
        folded switch
        {
            '{' => 'å',
            '|' => 'ä',
            '}' => 'ö',
            _ => folded,
        };

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
