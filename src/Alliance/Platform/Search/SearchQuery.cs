namespace Alliance.Platform.Search;

/// <summary>What a reader looks for: words that must all be there, each in whatever form.</summary>
public sealed class SearchQuery
{
    private const int MostWords = 10;
    private const int ShortestTyped = 3;

    private SearchQuery(IReadOnlyList<QueryWord> words, IReadOnlyList<SearchPart> parts, bool onlySmall) =>
        (Words, Parts, OnlySmallWords) = (words, parts, onlySmall);

    internal IReadOnlyList<QueryWord> Words { get; }

    /// <summary>The same words, cut by what they mean.</summary>
    internal IReadOnlyList<SearchPart> Parts { get; }

    /// <summary>Every word, in any form.</summary>
    internal Wanted Exact => Wanted.All([.. Words.Select(w => (Wanted)new Wanted.Word(w))]);

    /// <summary>Every part, by whatever name; null where the glossary knows no other.</summary>
    internal Wanted? Meant =>
        Parts.Any(p => p.Same is not null) ? Wanted.All([.. Parts.Select(p => p.ExactOrSame)]) : null;

    /// <summary>Nothing in it can be looked for: no letter and no digit, or words that say nothing by themselves.</summary>
    public bool IsEmpty => Words.Count == 0;

    /// <summary>It has words, and none of them says anything by itself.</summary>
    public bool OnlySmallWords { get; }

    /// <summary>Reads what somebody typed, whatever it is.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="typing">The last word may be unfinished: from three letters on it also finds what begins with it.</param>
    /// <param name="names">Names are looked for: one may be a small word in another language (<em>Ünter</em>).</param>
    public static SearchQuery Read(string text, bool typing = false, bool names = false)
    {
        var tokens = Token.In(text).Take(4 * MostWords).ToList();
        var words = new List<QueryWord>();
        var small = new HashSet<QueryWord>();
        foreach (var (i, token) in tokens.Index())
        {
            var terms = Stems.Of(token.Word, null);
            var last = typing && i == tokens.Count - 1 && token.Start + token.Length == text.TrimEnd().Length;
            if (terms.Written.Length == 0 || words.Exists(w => w.Terms.Written == terms.Written))
                continue;
            var word = new QueryWord(token.Word, terms, last);
            words.Add(word);
            if (SmallWords.Has(text, token))
                small.Add(word);
        }
        // "deals for schools": small words would find everything. One that is being typed stays until it can be anything,
        // and any while there is nothing else yet.
        bool Says(QueryWord w) => w.Unfinished ? w.Terms.Written.Length >= ShortestTyped : !small.Contains(w);
        var saying = words.Where(Says).ToList();
        List<QueryWord> asked = [.. (saying.Count > 0 || !(typing || names) ? saying : words).Take(MostWords)];
        return new SearchQuery(
            asked,
            SearchPart.Of(Glossary.Shipped, text, tokens, asked),
            words.Count > 0 && asked.Count == 0
        );
    }
}

/// <summary>
/// One word of a search. From five letters on it also finds compounds that begin with it (<c>klima</c>:
/// <em>Klimaschutz</em>) or end with it (<c>katto</c>: <em>aurinkokatto</em>); shorter ones would find too much.
/// </summary>
internal sealed class QueryWord
{
    public const int ShortestCompounding = 5;
    public const int ShortestTail = 4;
    public const int ShortestHead = 3;

    private List<QueryWord>? kin;

    public QueryWord(string asTyped, WordTerms terms, bool unfinished)
    {
        AsTyped = asTyped;
        Terms = terms;
        Unfinished = unfinished;
        var written = terms.Written;
        var isNumber = asTyped.Any(char.IsDigit);
        if (!isNumber && written.Length >= ShortestCompounding)
        {
            Beginnings = Shortest([written, .. terms.Parts.Where(p => p.Length >= ShortestCompounding)]);
            Endings = [.. terms.Parts.Where(p => p.Length >= ShortestTail)];
        }
        else if (!isNumber && unfinished && written.Length >= ShortestHead)
            Beginnings = [written];
        Exact = [.. terms.Stems.Prepend(written).Where(t => !BeginsWithOne(t))];
    }

    public string AsTyped { get; }
    public WordTerms Terms { get; }
    public bool Unfinished { get; }
    public IReadOnlyList<string> Exact { get; }
    public IReadOnlyList<string> Beginnings { get; } = [];
    public IReadOnlyList<string> Endings { get; } = [];

    /// <summary>Other words of its root (<see cref="Derivations"/>): near, and not the same.</summary>
    public IReadOnlyList<QueryWord> Kin =>
        kin ??= [
            .. Derivations
                .Of(AsTyped)
                .Select(d => new QueryWord(d.Word, Stems.Of(d.Word, d.Language), unfinished: false)),
        ];

    public bool Matches(WordTerms of) =>
        Matches(of.Written) || of.Stems.Any(Matches) || of.Parts.Any(p => Endings.Any(e => IsTail(p, e)));

    private bool Matches(string term) => Exact.Contains(term) || BeginsWithOne(term);

    private bool BeginsWithOne(string term) => Beginnings.Any(b => term.StartsWith(b, StringComparison.Ordinal));

    private static bool IsTail(string word, string ending) =>
        word.Length >= ending.Length + ShortestHead && word.EndsWith(ending, StringComparison.Ordinal);

    // "warme" begins with "warm": asking for the longer one too would find nothing more.
    private static List<string> Shortest(List<string> beginnings) =>
        [
            .. beginnings
                .Distinct(StringComparer.Ordinal)
                .Where(b => !beginnings.Exists(o => o.Length < b.Length && b.StartsWith(o, StringComparison.Ordinal))),
        ];
}
