namespace Alliance.Platform.Search;

/// <summary>What the Swedish stemmer leaves apart though it is one word.</summary>
internal static class SwedishForms
{
    private const string Vowels = "aeiouy";

    /// <summary>Of a word whose language nobody knows: <em>market</em> is no <em>mark</em>, and <em>internet</em> no <em>intern</em>.</summary>
    private const int LeastOfAny = 7;

    private const int LeastOfSwedish = 3;

    // What ends so is no definite form: the ending belongs to the word, or to Finnish ones (waters, the municipality's).
    private static readonly string[] Apart =
    [
        .. "het itet ietet alfabet atlet budget internet intranet komet magnet paket planet poet profet raket staket tapet".Split(
            ' '
        ),
        .. "trumpet foren gran klan kran organ orkan plan svan urban vulkan vedet kunnan".Split(' '),
    ];

    /// <summary>
    /// One stem for <em>avtal, avtalet</em> and <em>avtalets</em>, for <em>skola</em> and <em>skolan</em>, for <em>område</em> and
    /// <em>områdena</em>: of the article at the end the stemmer takes <em>-en</em> alone.
    /// </summary>
    /// <param name="word">Folded.</param>
    /// <param name="stem">As the stemmer made it of this word, folded.</param>
    /// <param name="known">It is a word of a Swedish text; otherwise of what somebody typed, or a name.</param>
    public static string Joined(string word, string stem, bool known)
    {
        var bare = EndsWith(word, "s") ? word[..^1] : word;
        var article =
            Both("et") || Both("an") || (EndsWith(bare, "ena") && EndsWith(stem, "en")) ? stem.Length - 2 : stem.Length;
        if (article == stem.Length || article < (known ? LeastOfSwedish : LeastOfAny))
            return stem;
        // An article follows a consonant, or the i of bageriet. A talesman is no definite one; timman is.
        var last = stem[article - 1];
        if (Vowels.Contains(last, StringComparison.Ordinal) && !(last == 'i' && EndsWith(stem, "et")))
            return stem;
        if (EndsWith(stem, "man") && !EndsWith(stem, "mman"))
            return stem;
        return Apart.Any(a => EndsWith(stem, a)) ? stem : stem[..article];

        bool Both(string ending) => EndsWith(bare, ending) && EndsWith(stem, ending);
    }

    /// <summary>
    /// Words lose an e before an ending: <em>vatten, vattnet; fönster, fönstret; nyckel, nycklar</em>. A folded stem as it is
    /// without the ending; itself where nothing was lost.
    /// </summary>
    public static string Whole(string stem)
    {
        if (stem.Length < 4 || Vowels.Contains(stem[^2], StringComparison.Ordinal))
            return stem;
        return stem[^1] switch
        {
            // Of vatten and fönster the stemmer takes the whole ending.
            'n' or 'r' => stem[..^1],
            'l' => stem[..^1] + "el",
            _ => stem,
        };
    }

    private static bool EndsWith(string text, string ending) => text.EndsWith(ending, StringComparison.Ordinal);
}
