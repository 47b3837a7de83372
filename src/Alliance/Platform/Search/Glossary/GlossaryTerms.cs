using System.Collections.Frozen;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>A concept that a text names.</summary>
/// <param name="First">The first of its words.</param>
/// <param name="Count">How many words it takes.</param>
/// <param name="Part">Which part of a compound it is.</param>
internal readonly record struct Mention(int First, int Count, Concept Concept, CompoundPart Part = CompoundPart.Whole);

internal enum CompoundPart
{
    Whole,
    Head,
    Tail,
}

/// <summary>
/// The terms of one language, to be found in texts in whatever form: the longest first, so that <em>heat pump</em> does not
/// also say <em>pump</em>; in languages that write compounds also as the beginning and as the end of a word.
/// </summary>
internal sealed class GlossaryTerms
{
    // Letters with marks that a language writes; a word with others is none of its words.
    private static readonly FrozenDictionary<string, string> Marked = new Dictionary<string, string>
    {
        ["en"] = "éçá",
        ["de"] = "äöüßé",
        ["fi"] = "äöå",
        ["sv"] = "åäöé",
        ["it"] = "àèéìíòóùú",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string language;
    private readonly CompoundTerms? compounds;
    private readonly FrozenDictionary<string, List<Entry>> byFirst;
    private readonly FrozenDictionary<string, List<Concept>> alone;

    public GlossaryTerms(string language, IEnumerable<Concept> concepts)
    {
        this.language = language;
        var first = new Dictionary<string, List<Entry>>(StringComparer.Ordinal);
        var single = new Dictionary<string, List<Concept>>(StringComparer.Ordinal);
        var heads = new Dictionary<string, List<Concept>>(StringComparer.Ordinal);
        var ends = new Dictionary<string, List<Concept>>(StringComparer.Ordinal);
        var writesCompounds = Stems.WritesCompounds(language);
        foreach (var concept in concepts)
        foreach (var term in concept.Terms.GetValueOrDefault(language) ?? [])
        {
            var words = Token.In(term).Select(t => t.Word).ToList();
            // "is" is Swedish for ice, and in every English text.
            if (words.TrueForAll(w => SmallWords.Has(Folding.Fold(w))))
                continue;
            Add(first, words.ConvertAll(Keys), concept);
            // "car sharing", "car-sharing" and "carsharing" are one word.
            if (words.Count is 2 or 3)
                Add(first, [Keys(string.Concat(words))], concept);
            if (!writesCompounds || words.Count > 1)
                continue;
            foreach (var head in CompoundTerms.HeadsOf(Folding.Fold(words[0]), Keys(words[0]), language))
                AddOnce(heads, head, concept);
            foreach (var end in CompoundTerms.EndsOf(words[0], Keys))
                AddOnce(ends, end, concept);
        }
        byFirst = first.ToFrozenDictionary(StringComparer.Ordinal);
        alone = single.ToFrozenDictionary(StringComparer.Ordinal);
        compounds = writesCompounds
            ? new CompoundTerms(
                language,
                alone,
                heads.ToFrozenDictionary(StringComparer.Ordinal),
                ends.ToFrozenDictionary(StringComparer.Ordinal),
                Keys
            )
            : null;

        void Add(Dictionary<string, List<Entry>> to, List<HashSet<string>> words, Concept concept)
        {
            var entry = new Entry(concept, words);
            foreach (var key in words[0])
            {
                ListOf(to, key).Add(entry);
                if (words.Count == 1)
                    AddOnce(single, key, concept);
            }
        }

        static void AddOnce(Dictionary<string, List<Concept>> to, string key, Concept concept)
        {
            if (!ListOf(to, key).Contains(concept))
                to[key].Add(concept);
        }

        static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key) =>
            lists.TryGetValue(key, out var list) ? list : lists[key] = [];
    }

    /// <summary>The concepts that a text of this language names.</summary>
    /// <param name="typed">
    /// What somebody typed: words beside each other are also looked up as one, as who writes "car sharing" means "carsharing".
    /// In a text only those with a hyphen between them are.
    /// </param>
    public IEnumerable<Mention> In(string text, IReadOnlyList<Token> tokens, bool typed = false)
    {
        // Nobody knows the language of what is typed: låna is Swedish, and not Italian for wool.
        var keys = tokens.Select(t => !typed || MayBe(t.Word) ? Keys(t.Word) : []).ToList();
        for (var i = 0; i < tokens.Count; )
        {
            var (length, concepts) = Longest(keys, i);
            if (length == 1 && (concepts = Meant(concepts, tokens[i].Word)).Count == 0)
                length = 0;
            if (
                length <= 1
                && i + 1 < tokens.Count
                && Joined(text, tokens[i], tokens[i + 1], typed) is { Count: > 0 } joined
            )
                (length, concepts) = (2, joined);
            foreach (var concept in concepts)
                yield return new Mention(i, length, concept);
            if (length == 0 && compounds is not null && keys[i].Count > 0)
                foreach (var part in compounds.In(tokens[i].Word, keys[i], typed))
                    if (!Lookalikes.Has(language, part.Concept, tokens[i].Word))
                        yield return part with
                        {
                            First = i,
                        };
            i += Math.Max(1, length);
        }
    }

    private List<Concept> Meant(List<Concept> concepts, string word) =>
        concepts.FindAll(c => !Lookalikes.Has(language, c, word));

    private (int Length, List<Concept> Concepts) Longest(List<HashSet<string>> keys, int at)
    {
        var (length, concepts) = (0, new List<Concept>());
        foreach (var key in keys[at])
        foreach (var entry in byFirst.GetValueOrDefault(key) ?? [])
        {
            var count = entry.Words.Count;
            if (count < length || at + count > keys.Count || !Follows(entry, keys, at))
                continue;
            if (count > length)
                (length, concepts) = (count, []);
            if (!concepts.Contains(entry.Concept))
                concepts.Add(entry.Concept);
        }
        return (length, concepts);
    }

    private static bool Follows(Entry entry, List<HashSet<string>> keys, int at)
    {
        for (var i = 1; i < entry.Words.Count; i++)
            if (!entry.Words[i].Overlaps(keys[at + i]))
                return false;
        return true;
    }

    private List<Concept> Joined(string text, Token one, Token other, bool typed)
    {
        var between = text.AsSpan(one.Start + one.Length, other.Start - one.Start - one.Length);
        if (between is not "-" && !(typed && Says(one.Word) && Says(other.Word)))
            return [];
        return [.. Keys(one.Word + other.Word).SelectMany(k => alone.GetValueOrDefault(k) ?? []).Distinct()];

        bool Says(string word) => MayBe(word) && !SmallWords.Has(Folding.Fold(word));
    }

    /// <summary>
    /// Concepts that a word names with one slip of the keyboard. Who slips seldom does so at both ends; the others are not even
    /// compared.
    /// </summary>
    public IEnumerable<Concept> NearlyNamed(string word)
    {
        if (!MayBe(word) || word.Any(char.IsDigit))
            return [];
        var terms = Stems.Of(word, language);
        return
        [
            .. terms
                .Stems.Prepend(terms.Written)
                .Where(w => w.Length >= QueryWord.ShortestCompounding)
                .SelectMany(w =>
                    alone.Where(k =>
                        k.Key.Length >= QueryWord.ShortestCompounding
                        && (k.Key[0] == w[0] || k.Key[^1] == w[^1])
                        && Mistakes.Between(w, k.Key, 1) == 1
                    )
                )
                .SelectMany(k => k.Value)
                .Distinct(),
        ];
    }

    private bool MayBe(string word) => word.All(c => c < 128 || Marked[language].Contains(c, StringComparison.Ordinal));

    /// <summary>Two words are the same where they share one of these.</summary>
    private HashSet<string> Keys(string word)
    {
        var terms = Stems.Of(word, language);
        HashSet<string> keys = [terms.Written, .. terms.Stems];
        if (language == "fi")
        {
            keys.UnionWith(keys.Select(FinnishForms.Bare).ToList());
            keys.UnionWith(keys.Select(FinnishForms.Weak).ToList());
        }
        else if (language == "sv")
            keys.UnionWith(keys.Select(SwedishForms.Whole).ToList());
        return keys;
    }

    private sealed record Entry(Concept Concept, IReadOnlyList<HashSet<string>> Words);
}
