using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Alliance.Platform.Search;

/// <summary>The terms of one language within words that the glossary lacks: what they begin and end with.</summary>
/// <param name="language">One that writes compounds.</param>
/// <param name="alone">Concepts by the keys of terms of one word.</param>
/// <param name="heads">The same by what those words become before another one (<see cref="HeadsOf"/>).</param>
/// <param name="ends">The same by what they become behind another one (<see cref="EndsOf"/>).</param>
/// <param name="keys">The keys of a word.</param>
internal sealed class CompoundTerms(
    string language,
    FrozenDictionary<string, List<Concept>> alone,
    FrozenDictionary<string, List<Concept>> heads,
    FrozenDictionary<string, List<Concept>> ends,
    Func<string, HashSet<string>> keys
)
{
    private const int ShortestRest = 3;

    private const string AnyWord = "grund";

    /// <summary>Of a word of two terms that may both be short: with fewer letters it would be a word by chance.</summary>
    private const int ShortestWhole = 7;

    // What stands between the halves: Arbeit-s-markt, Hund-e-haus, Herz-ens-sache; familj-e-dag.
    private static readonly FrozenDictionary<string, string[]> Between = new Dictionary<string, string[]>
    {
        ["de"] = ["s", "es", "n", "en", "er", "e", "ens"],
        ["fi"] = ["n"],
        ["sv"] = ["s", "e"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, List<Concept>>.AlternateLookup<ReadOnlySpan<char>> aloneBySpan =
        alone.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenDictionary<string, List<Concept>>.AlternateLookup<ReadOnlySpan<char>> headsBySpan =
        heads.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenDictionary<string, List<Concept>>.AlternateLookup<ReadOnlySpan<char>> endsBySpan =
        ends.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// What a word is before another one besides its own keys: with what stands between the two, and Swedish ones with another
    /// vowel at their end (<em>kyrka, kyrkogård; gata, gatuhörn</em>).
    /// </summary>
    /// <param name="word">Folded.</param>
    /// <param name="keys">Its keys.</param>
    public static IEnumerable<string> HeadsOf(string word, IEnumerable<string> keys, string language)
    {
        foreach (var key in keys.Where(k => k.Length >= ShortestRest))
        foreach (var between in Between[language])
            yield return key + between;
        if (language != "sv" || word.Length <= ShortestRest || word[^1] != 'a')
            yield break;
        yield return word[..^1] + "o";
        yield return word[..^1] + "u";
    }

    /// <summary>
    /// What a word is behind another one, by its keys there: of <em>Heizung</em> the stemmer can take nothing, but of
    /// <em>Holzheizung</em> only <em>holzheiz</em> is left.
    /// </summary>
    public static IEnumerable<string> EndsOf(string word, Func<string, HashSet<string>> keys) =>
        keys(AnyWord + word)
            .Where(s => s.StartsWith(AnyWord, StringComparison.Ordinal))
            .Select(s => s[AnyWord.Length..])
            .Where(s => s.Length >= ShortestRest);

    /// <summary>
    /// The longest term that a word begins with, and the longest that it ends with. Where one of them would have to be short,
    /// both, if nothing lies between them (<em>matavfall, Holzheizung, jätevero</em>).
    /// </summary>
    /// <param name="typed">What somebody typed; its halves are looked up in other cases too (<em>lämmönjakelu</em>).</param>
    /// <param name="forms">The word's keys: it bends at its end, as its last part does (<em>fjärrvärmenätet, jätevedet</em>).</param>
    public List<Mention> In(string word, HashSet<string> forms, bool typed)
    {
        var written = Stems.Of(word, language).Written;
        var (head, tail) = (LongestHead(written), LongestTail(written, forms));
        return (head.Count == 0 || tail.Count == 0) && Halves(written, forms, typed) is { Count: > 0 } halves
            ? halves
            : Mentions(head, tail);
    }

    private List<Concept> LongestHead(string written)
    {
        for (var length = written.Length - ShortestRest; length >= QueryWord.ShortestCompounding; length--)
        {
            var half = written.AsSpan(0, length);
            if (aloneBySpan.TryGetValue(half, out var found))
                return found;
            if (MayBeGenitive(half) && InAnyCase(written[..length]) is { Count: > 0 } genitive)
                return genitive;
        }
        return [];
    }

    // Finnish compounds begin with a word as it is or in the genitive, which may weaken it: jäte, jätteenpoltto.
    private bool MayBeGenitive(ReadOnlySpan<char> half) =>
        language == "fi" && half.Length >= QueryWord.ShortestCompounding && half[^1] == 'n';

    // As in searches: a tail has five letters as it is written, and four of its stem.
    private List<Concept> LongestTail(string written, HashSet<string> forms)
    {
        for (var start = ShortestRest; start <= written.Length - QueryWord.ShortestCompounding; start++)
            foreach (var form in forms)
                if (start <= form.Length - QueryWord.ShortestTail && EndsWith(form.AsSpan(start), out var tails))
                    return tails;
        return [];
    }

    private List<Mention> Halves(string written, HashSet<string> forms, bool typed)
    {
        if (written.Length < ShortestWhole)
            return [];
        for (var cut = written.Length - ShortestRest; cut >= ShortestRest; cut--)
            if (
                TailOf(written, forms, cut, typed) is { Count: > 0 } tail
                && HeadOf(written[..cut], typed) is { Count: > 0 } head
            )
                return Mentions(head, tail);
        return [];
    }

    private List<Concept> HeadOf(string half, bool typed)
    {
        if (aloneBySpan.TryGetValue(half, out var concepts) || headsBySpan.TryGetValue(half, out concepts))
            return concepts;
        // Of every word of a text it would cost too much.
        return typed || MayBeGenitive(half) ? InAnyCase(half) : [];
    }

    private List<Concept> TailOf(string written, HashSet<string> forms, int cut, bool typed)
    {
        foreach (var form in forms)
            if (form.Length - cut >= ShortestRest && EndsWith(form.AsSpan(cut), out var tails))
                return tails;
        return typed ? InAnyCase(written[cut..]) : [];
    }

    private bool EndsWith(ReadOnlySpan<char> end, [NotNullWhen(true)] out List<Concept>? concepts) =>
        aloneBySpan.TryGetValue(end, out concepts) || endsBySpan.TryGetValue(end, out concepts);

    private List<Concept> InAnyCase(string half) =>
        [.. keys(half).SelectMany(k => aloneBySpan.TryGetValue(k, out var concepts) ? concepts : []).Distinct()];

    private static List<Mention> Mentions(List<Concept> head, List<Concept> tail) =>
        [
            .. head.Select(c => new Mention(0, 1, c, CompoundPart.Head)),
            .. tail.Select(c => new Mention(0, 1, c, CompoundPart.Tail)),
        ];
}
