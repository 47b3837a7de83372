namespace Alliance.Platform.Search;

/// <summary>What the Finnish stemmer leaves apart though it is one word.</summary>
internal static class FinnishForms
{
    private const string Vowels = "aeiouy";

    private static readonly (string Strong, string Weak)[] Pairs =
    [
        ("kk", "k"),
        ("pp", "p"),
        ("tt", "t"),
        // The stemmer takes one of two: lämmön becomes lämö.
        ("mp", "m"),
        ("nt", "n"),
        ("lt", "l"),
        ("rt", "r"),
        ("nk", "ng"),
        ("ht", "hd"),
        ("lp", "lv"),
        ("rp", "rv"),
        ("p", "v"),
        ("t", "d"),
    ];

    /// <summary>
    /// One stem for <em>rakennus</em> and <em>rakennuksissa</em>, <em>asuminen, asumisen</em> and <em>asumista</em>,
    /// <em>osuus</em> and <em>osuudet</em>.
    /// </summary>
    /// <param name="word">Folded.</param>
    /// <param name="stem">As the stemmer made it of this word, folded.</param>
    public static string Joined(string word, string stem)
    {
        if (EndsWith(stem, "ks"))
            return stem[..^2] + "s";
        if (EndsWith(word, "inen") && EndsWith(stem, "in"))
            return stem[..^1] + "s";
        if (EndsWith(word, "isten") && EndsWith(stem, "ist"))
            return stem[..^1];
        if (EndsWith(word, "mista") && EndsWith(stem, "m"))
            return stem + "is";
        if (EndsWith(stem, "uud") || EndsWith(stem, "yyd"))
            return stem[..^1] + "s";
        // It knows jätteitä, not jätteiden.
        if (
            EndsWith(word, "eiden")
            && EndsWith(stem, "eid")
            && stem.Length > 5
            && stem[^4] is ('k' or 'p' or 't')
            && stem[^5] == stem[^4]
        )
            return stem[..^4];
        return stem;

        static bool EndsWith(string text, string ending) => text.EndsWith(ending, StringComparison.Ordinal);
    }

    /// <summary>
    /// Of <em>laite, laitteen</em> the stemmer takes the ending in all cases but the first. A folded stem without the e behind a
    /// stop that is double in the others; itself where there is none.
    /// </summary>
    public static string Bare(string stem) =>
        stem.Length > 3
        && stem[^1] == 'e'
        && stem[^2] is 'k' or 'p' or 't'
        && Vowels.Contains(stem[^3], StringComparison.Ordinal)
            ? stem[..^1]
            : stem;

    /// <summary>
    /// Consonants weaken where a syllable closes: <em>katto, katon; lämpö, lämmön; katu, kadun; kohde, kohteen</em>. A folded stem with those
    /// before its last vowels in the weak grade; itself where it has none.
    /// </summary>
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
