using System.Collections.Frozen;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>
/// Words that only look like a name of a concept (<c>lookalikes.tsv</c>): a stemmer makes one word of <em>Einsamkeit</em> and the end of
/// <em>gemeinsam</em>, of <em>jäte</em> and <em>jättää</em>. No rule of letters tells them, so each is told by hand.
/// </summary>
internal static class Lookalikes
{
    internal static readonly string Text = Glossary.Read("lookalikes.tsv");

    // By language and concept; a word that ends with a star stands for all that begin so.
    private static readonly FrozenDictionary<(string, string), string[]> Words = Text.Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        )
        .Select(line => line.Split('\t'))
        .ToFrozenDictionary(c => (c[0], c[1]), c => c[2].Split(' ').Select(Fold).ToArray());

    /// <summary>All concepts of whose names something is told apart, with the language.</summary>
    internal static IEnumerable<(string Language, string Concept)> All => Words.Keys;

    /// <summary>Whether a word of a language does not say the concept that it looks like.</summary>
    public static bool Has(string language, Concept concept, string word)
    {
        if (!Words.TryGetValue((language, concept.Id), out var others))
            return false;
        var folded = Folding.Fold(word);
        return Array.Exists(
            others,
            o => o[^1] == '*' ? folded.StartsWith(o.AsSpan(0, o.Length - 1), StringComparison.Ordinal) : folded == o
        );
    }

    private static string Fold(string word) => word[^1] == '*' ? Folding.Fold(word[..^1]) + "*" : Folding.Fold(word);
}
