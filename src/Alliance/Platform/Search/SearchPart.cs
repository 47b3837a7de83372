using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>
/// A piece of what somebody typed that means one thing: a word, or several that the glossary knows together (<em>heat
/// pump</em>).
/// </summary>
/// <param name="Words">As they were typed, without small ones.</param>
/// <param name="Concepts">What the glossary says it means; several where a word has several meanings.</param>
/// <param name="Head">Of a compound that the glossary lacks: what it begins with.</param>
/// <param name="Tail">What it ends with.</param>
/// <param name="Around">Kinds and parts of its concepts, and what they are a kind or a part of: near, and not the same.</param>
/// <param name="Beside">Other kinds and parts of the same thing, and what that is a kind of: still near, and less so.</param>
internal sealed record SearchPart(
    IReadOnlyList<QueryWord> Words,
    IReadOnlyList<Concept> Concepts,
    IReadOnlyList<Concept> Head,
    IReadOnlyList<Concept> Tail,
    IReadOnlyList<Concept> Around,
    IReadOnlyList<Concept> Beside
)
{
    private const int MostTyped = 40;

    /// <summary>Every word as it was typed, in any form.</summary>
    public Wanted Exact { get; } = Wanted.All([.. Words.Select(w => (Wanted)new Wanted.Word(w))]);

    /// <summary>The same by another name, in any language; null where the glossary has none.</summary>
    public Wanted? Same { get; } =
        Concepts.Count > 0 ? Wanted.AnyNamed(Concepts)
        : Head.Count > 0 && Tail.Count > 0 ? Wanted.All([Wanted.AnyNamed(Head)!, Wanted.AnyNamed(Tail)!])
        : null;

    /// <summary>As it was typed, in small letters.</summary>
    public string AsTyped => string.Join(' ', Words.Select(w => w.AsTyped));

    public Wanted ExactOrSame => Same is null ? Exact : new Wanted.AnyOf([Exact, Same]);

    /// <summary>The words of a part that is several, each by itself.</summary>
    public IReadOnlyList<SearchPart> Single { get; init; } = [];

    /// <summary>What a word that nobody knows would mean with one letter put right.</summary>
    public IReadOnlyList<Concept> Slips { get; init; } = [];

    /// <summary>Of a word that the glossary lacks, what other words of its root mean.</summary>
    public IReadOnlyList<Concept> Derived { get; init; } = [];

    /// <summary>Other words of the root of one that stands by itself.</summary>
    public IReadOnlyList<QueryWord> Kin => Words.Count == 1 ? Words[0].Kin : [];

    /// <summary>Every concept whose name in a record is a reason to show it, the same thing first.</summary>
    public IEnumerable<Concept> Reasons =>
        Concepts.Concat(Derived).Concat(Slips).Concat(Head).Concat(Tail).Concat(Around).Concat(Beside);

    /// <summary>Cuts what was typed into parts, the longest that the glossary knows in any language first.</summary>
    /// <param name="saying">The words that are looked for; those that say nothing by themselves are not among them.</param>
    public static List<SearchPart> Of(
        Glossary glossary,
        string text,
        IReadOnlyList<Token> typed,
        IReadOnlyList<QueryWord> saying
    )
    {
        var tokens = typed.Take(MostTyped).ToList();
        var named = Glossary.Languages.SelectMany(l => glossary.In(l)!.In(text, tokens, typed: true)).ToList();
        var taken = new bool[tokens.Count];
        var parts = new List<(int At, SearchPart Part)>();
        foreach (
            var span in named
                .Where(n => n.Part == CompoundPart.Whole)
                .GroupBy(n => (n.First, n.Count))
                .OrderByDescending(g => g.Key.Count)
                .ThenBy(g => g.Key.First)
        )
        {
            var (first, count) = span.Key;
            var words = WordsOf(first, count);
            if (words.Count == 0 || taken.AsSpan(first, count).Contains(true))
                continue;
            taken.AsSpan(first, count).Fill(true);
            var concepts = span.Select(n => n.Concept).Distinct().ToList();
            var wider = concepts.Select(c => glossary.Find(c.Wider)).OfType<Concept>().Except(concepts).ToList();
            var around = concepts.SelectMany(glossary.Narrower).Except(concepts).Concat(wider).ToList();
            var beside = wider
                .SelectMany(glossary.Narrower)
                .Concat(wider.Select(c => glossary.Find(c.Wider)).OfType<Concept>())
                .Except(concepts)
                .Except(around);
            var single =
                words.Count == 1
                    ? []
                    : words.ConvertAll(w => Of(glossary, w.AsTyped, [.. Token.In(w.AsTyped)], [w])[0]);
            parts.Add((first, new SearchPart(words, concepts, [], [], around, [.. beside]) { Single = single }));
        }
        for (var i = 0; i < tokens.Count; i++)
            if (
                !taken[i]
                && WordsOf(i, 1) is { Count: > 0 } words
                && !parts.Exists(p => p.Part.Words.Contains(words[0]))
            )
            {
                var (head, tail) = (Compound(i, CompoundPart.Head), Compound(i, CompoundPart.Tail));
                var derived = Derived(tokens[i].Word);
                var slips = head.Count + tail.Count + derived.Count == 0 ? Slips(tokens[i].Word) : [];
                var part = new SearchPart(words, [], head, tail, [], []) { Derived = derived, Slips = slips };
                parts.Add((i, part));
            }
        return [.. parts.OrderBy(p => p.At).Select(p => p.Part)];

        List<QueryWord> WordsOf(int first, int count) =>
            [.. saying.Where(w => tokens.Skip(first).Take(count).Any(t => Folding.Fold(t.Word) == w.Terms.Written))];

        List<Concept> Derived(string word) =>
            [
                .. Derivations
                    .Of(word)
                    .SelectMany(d => glossary.In(d.Language)!.In(d.Word, [.. Token.In(d.Word)]))
                    .Where(m => m.Part == CompoundPart.Whole)
                    .Select(m => m.Concept)
                    .Distinct(),
            ];

        List<Concept> Slips(string word) =>
            [.. Glossary.Languages.SelectMany(l => glossary.In(l)!.NearlyNamed(word)).Distinct()];

        List<Concept> Compound(int at, CompoundPart part) =>
            [.. named.Where(n => n.First == at && n.Count == 1 && n.Part == part).Select(n => n.Concept).Distinct()];
    }
}
