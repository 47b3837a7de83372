namespace Alliance.Platform.Search;

/// <summary>A piece of a text, and whether it is a word that was looked for.</summary>
/// <param name="Text">As it is written there.</param>
/// <param name="Marked">It was looked for.</param>
public readonly record struct Piece(string Text, bool Marked);

/// <summary>Finds in texts what a search looked for, by the same stems that found them: as the word is written there.</summary>
public static class Highlight
{
    private const int ExcerptLength = 160;

    /// <summary>The whole text in pieces.</summary>
    /// <param name="language">Of the text; null for a name.</param>
    public static IReadOnlyList<Piece> Pieces(SearchQuery query, string text, string? language)
    {
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var token in Sight.Of(query, text, language).MarkedTokens)
        {
            if (token.Start > at)
                pieces.Add(new Piece(text[at..token.Start], false));
            pieces.Add(new Piece(text.Substring(token.Start, token.Length), true));
            at = token.Start + token.Length;
        }
        if (at < text.Length)
            pieces.Add(new Piece(text[at..], false));
        return pieces;
    }

    /// <summary>
    /// The surroundings of the first word that was looked for, cut between words; null where the text has none.
    /// </summary>
    public static IReadOnlyList<Piece>? Excerpt(SearchQuery query, string text, string? language)
    {
        var sight = Sight.Of(query, text, language);
        var tokens = sight.Tokens;
        if (sight.Marked.Count == 0)
            return null;
        var first = sight.Marked.Min();
        if (text.Length <= ExcerptLength)
            return Pieces(query, text, language);
        // A third of what is shown stands before the word, unless the text ends too soon.
        var wish = Math.Min(tokens[first].Start - ExcerptLength / 3, text.Length - ExcerptLength);
        var begin = wish <= 0 ? 0 : tokens.First(t => t.Start >= wish).Start;
        begin = Math.Min(begin, tokens[first].Start);
        var stop = begin + ExcerptLength;
        var end =
            stop >= text.Length
                ? text.Length
                : tokens.Where(t => t.Start + t.Length <= stop).Select(t => t.Start + t.Length).LastOrDefault();
        end = Math.Max(end, tokens[first].Start + tokens[first].Length);
        var shown = (begin > 0 ? "… " : "") + text[begin..end] + (end < text.Length ? " …" : "");
        return Pieces(query, shown, language);
    }
}
