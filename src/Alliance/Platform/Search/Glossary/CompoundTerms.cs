using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Alliance.Platform.Search;

/// <summary>The terms of one language within words that the glossary lacks: what they begin and end with.</summary>
/// <param name="language">One that writes compounds.</param>
/// <param name="alone">Concepts by the keys of terms of one word.</param>
/// <param name="ends">The same by what those words become at the end of longer ones (<see cref="EndsOf"/>).</param>
/// <param name="keys">The keys of a word.</param>
internal sealed class CompoundTerms(
    string language,
    FrozenDictionary<string, List<Concept>> alone,
    FrozenDictionary<string, List<Concept>> ends,
    Func<string, HashSet<string>> keys
)
{
    private const int ShortestRest = 3;

    private const string AnyWord = "grund";

    /// <summary>Of a word of two terms that may both be short: with fewer letters it would be a word by chance.</summary>
    private const int ShortestWhole = 7;

    // What stands between the halves.
    private static readonly FrozenDictionary<string, string[]> Between = new Dictionary<string, string[]>
    {
        ["de"] = ["s", "es", "n", "en", "er"],
        ["fi"] = ["n"],
        ["sv"] = ["s"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, List<Concept>>.AlternateLookup<ReadOnlySpan<char>> aloneBySpan =
        alone.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenDictionary<string, List<Concept>>.AlternateLookup<ReadOnlySpan<char>> endsBySpan =
        ends.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// What the stemmer leaves of a word behind another one: of <em>Heizung</em> nothing can be taken, but of
    /// <em>Holzheizung</em> only <em>holzheiz</em> is left.
    /// </summary>
    public static IEnumerable<string> EndsOf(string word, string language) =>
        Stems
            .Of(AnyWord + word, language)
            .Stems.Where(s => s.StartsWith(AnyWord, StringComparison.Ordinal))
            .Select(s => s[AnyWord.Length..])
            .Where(s => s.Length >= ShortestRest);

    /// <summary>
    /// The longest term that a word begins with, and the longest that it ends with. Where one of them would have to be short,
    /// both, if nothing lies between them (<em>matavfall, Holzheizung, jätevero</em>).
    /// </summary>
    /// <param name="typed">What somebody typed; its halves are looked up in other cases too (<em>lämmönjakelu</em>).</param>
    public List<Mention> In(string word, bool typed)
    {
        var terms = Stems.Of(word, language);
        List<string> forms = [.. terms.Parts.Prepend(terms.Written).Distinct(StringComparer.Ordinal)];
        var (head, tail) = (LongestHead(terms.Written), LongestTail(terms.Written, forms));
        return (head.Count == 0 || tail.Count == 0) && Halves(terms.Written, forms, typed) is { Count: > 0 } halves
            ? halves
            : Mentions(head, tail);
    }

    private List<Concept> LongestHead(string written)
    {
        for (var length = written.Length - ShortestRest; length >= QueryWord.ShortestCompounding; length--)
            if (aloneBySpan.TryGetValue(written.AsSpan(0, length), out var heads))
                return heads;
        return [];
    }

    // As in searches: a tail has five letters as it is written, and four of its stem.
    private List<Concept> LongestTail(string written, List<string> forms)
    {
        for (var start = ShortestRest; start <= written.Length - QueryWord.ShortestCompounding; start++)
            foreach (var form in forms)
                if (start <= form.Length - QueryWord.ShortestTail && EndsWith(form.AsSpan(start), out var tails))
                    return tails;
        return [];
    }

    private List<Mention> Halves(string written, List<string> forms, bool typed)
    {
        if (written.Length < ShortestWhole)
            return [];
        for (var cut = written.Length - ShortestRest; cut >= ShortestRest; cut--)
            if (
                HeadOf(written[..cut], typed) is { Count: > 0 } heads
                && TailOf(written, forms, cut, typed) is { Count: > 0 } tails
            )
                return Mentions(heads, tails);
        return [];
    }

    private List<Concept> HeadOf(string half, bool typed)
    {
        if (aloneBySpan.TryGetValue(half, out var concepts))
            return concepts;
        foreach (var between in Between[language])
            if (
                half.Length >= ShortestRest + between.Length
                && half.EndsWith(between, StringComparison.Ordinal)
                && aloneBySpan.TryGetValue(half.AsSpan(0, half.Length - between.Length), out var whole)
            )
                return whole;
        // Of a text it would cost too much.
        return typed ? InAnyCase(half) : [];
    }

    private List<Concept> TailOf(string written, List<string> forms, int cut, bool typed)
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

    private static List<Mention> Mentions(List<Concept> heads, List<Concept> tails) =>
        [
            .. heads.Select(c => new Mention(0, 1, c, CompoundPart.Head)),
            .. tails.Select(c => new Mention(0, 1, c, CompoundPart.Tail)),
        ];
}
