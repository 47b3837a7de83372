namespace Alliance.Platform.Search;

/// <summary>What of a search a text shows: the same stems and names that find it, as they are written there.</summary>
/// <param name="Tokens">All words of the text.</param>
/// <param name="Marked">The places of those that were looked for.</param>
/// <param name="Words">Which parts of the search stand there as they were typed.</param>
/// <param name="Names">For other parts, by which other name they stand there.</param>
internal sealed record Sight(
    IReadOnlyList<Token> Tokens,
    IReadOnlySet<int> Marked,
    IReadOnlySet<SearchPart> Words,
    IReadOnlyDictionary<SearchPart, string> Names
)
{
    public IEnumerable<Token> MarkedTokens => Tokens.Where((_, i) => Marked.Contains(i));

    public int Parts => Words.Count + Names.Count;

    /// <param name="query">What was looked for.</param>
    /// <param name="text">Any text.</param>
    /// <param name="language">Of the text; null for a name, in which only the words themselves are seen.</param>
    public static Sight Of(SearchQuery query, string text, string? language)
    {
        List<Token> tokens = [.. Token.In(text)];
        var marked = new HashSet<int>();
        var seen = new HashSet<QueryWord>();
        foreach (var (i, token) in tokens.Index())
        {
            var terms = Stems.Of(token.Word, language);
            foreach (var word in query.Words.Where(w => w.Matches(terms)))
            {
                marked.Add(i);
                seen.Add(word);
            }
        }
        var words = query.Parts.Where(p => p.Words.All(seen.Contains)).ToHashSet();
        var names = new Dictionary<SearchPart, string>();
        var others = query.Parts.Where(p => !words.Contains(p) && (p.Reasons.Any() || p.Kin.Count > 0)).ToList();
        if (others.Count == 0 || Glossary.Shipped.In(language) is not { } glossary)
            return new Sight(tokens, marked, words, names);
        var named = glossary.In(text, tokens).ToList();
        foreach (var part in others)
        foreach (var concept in part.Reasons.TakeWhile(_ => !names.ContainsKey(part)))
        foreach (var span in named.Where(n => n.Concept == concept))
        {
            marked.UnionWith(Enumerable.Range(span.First, span.Count));
            var (first, last) = (tokens[span.First], tokens[span.First + span.Count - 1]);
            names.TryAdd(part, text[first.Start..(last.Start + last.Length)]);
        }
        foreach (var part in others.Where(p => !names.ContainsKey(p) && p.Kin.Count > 0))
        foreach (var (i, token) in tokens.Index())
        {
            var terms = Stems.Of(token.Word, language);
            if (!part.Kin.Any(k => k.Matches(terms)))
                continue;
            marked.Add(i);
            names.TryAdd(part, text.Substring(token.Start, token.Length));
        }
        return new Sight(tokens, marked, words, names);
    }
}
