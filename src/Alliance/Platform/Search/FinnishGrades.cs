namespace Alliance.Platform.Search;

/// <summary>
/// Finnish consonants weaken where a syllable closes: <em>katto, katon; lämpö, lämmön; katu, kadun</em>. The stemmer leaves
/// both.
/// </summary>
internal static class FinnishGrades
{
    private const string Vowels = "aeiouy";

    private static readonly (string Strong, string Weak)[] Pairs =
    [
        ("kk", "k"),
        ("pp", "p"),
        ("tt", "t"),
        ("mp", "mm"),
        ("nt", "nn"),
        ("nk", "ng"),
        ("lt", "ll"),
        ("rt", "rr"),
        ("p", "v"),
        ("t", "d"),
    ];

    /// <summary>A folded stem with the consonants before its last vowels in the weak grade; itself where it has none.</summary>
    public static string Weak(string stem)
    {
        var end = stem.Length;
        while (end > 0 && Vowels.Contains(stem[end - 1], StringComparison.Ordinal))
            end--;
        foreach (var (strong, weak) in Pairs)
            if (
                end > strong.Length
                && stem.AsSpan(0, end).EndsWith(strong, StringComparison.Ordinal)
                // A single consonant weakens between vowels.
                && (strong.Length > 1 || Vowels.Contains(stem[end - 2], StringComparison.Ordinal))
            )
                return string.Concat(stem.AsSpan(0, end - strong.Length), weak, stem.AsSpan(end));
        return stem;
    }
}
