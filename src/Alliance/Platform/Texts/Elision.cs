using System.Text.RegularExpressions;

namespace Alliance.Platform.Texts;

/// <summary>
/// Italian articles before a day: 8 and 11 begin with a vowel (<c>l’8 marzo</c>, <c>dall’11 marzo</c>). The texts say
/// <c>il {0}</c> and <c>dal {0}</c>, as it is right for all other days.
/// </summary>
internal static partial class Elision
{
    public static string InItalian(string text) =>
        Article()
            .Replace(
                text,
                m =>
                    m.Value switch
                    {
                        "il " => "l’",
                        "Il " => "L’",
                        var word => word[..^1] + "l’",
                    }
            );

    [GeneratedRegex(
        @"\b([Ii]l|[Aa]l|[Dd]al|[Dd]el|[Nn]el|[Ss]ul) (?=(8|11) \p{Ll})",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Article();
}
