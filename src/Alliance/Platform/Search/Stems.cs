using System.Collections.Frozen;
using Alliance.Platform.Texts;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Alliance.Platform.Search;

/// <summary>What a word is found by.</summary>
/// <param name="Written">The word as it stands, folded.</param>
/// <param name="Stems">Its stems, folded, where they differ from the word and from each other.</param>
/// <param name="Parts">Those stems (and the word, if it is its own stem) by which compounds may begin or end.</param>
internal sealed record WordTerms(string Written, IReadOnlyList<string> Stems, IReadOnlyList<string> Parts);

/// <summary>
/// Stems words by Snowball, in the program and not in the database, so that SQLite and PostgreSQL find the same.
/// </summary>
internal static class Stems
{
    private static readonly string[] Spoken = ["en", "de", "fi", "sv"];

    private static readonly FrozenDictionary<string, Stemming> ByLanguage = new Dictionary<string, Stemming>
    {
        ["en"] = new(() => new EnglishStemmer(), Compounds: false),
        ["de"] = new(() => new German2Stemmer(), Compounds: true),
        ["fi"] = new(() => new FinnishStemmer(), Compounds: true),
        ["sv"] = new(() => new SwedishStemmer(), Compounds: true),
        // What is typed is not stemmed so; the glossary's terms and texts in Italian are.
        ["it"] = new(() => new ItalianStemmer(), Compounds: false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Texts use the same words again and again, and stemming costs a hundred times what looking up does.
    private static readonly Remembered<(string Word, string? Language), WordTerms> Known = new(60_000);

    public static bool WritesCompounds(string language) =>
        ByLanguage.TryGetValue(language, out var stemming) && stemming.Compounds;

    /// <summary>The terms of a word as <see cref="Token"/> cuts it.</summary>
    /// <param name="word">In small letters.</param>
    /// <param name="language">
    /// The language of its text. Null for names and for what readers type, whose language nobody knows: those are
    /// stemmed in all four. In another language than these, only the word itself is a term.
    /// </param>
    public static WordTerms Of(string word, string? language)
    {
        if (Known.Find((word, language)) is { } known)
            return known;
        return Known.Keep((word, language), Make(word, language));
    }

    private static WordTerms Make(string word, string? language)
    {
        var written = Folding.Fold(word);
        var stems = new List<string>();
        var parts = new List<string>();
        var known = language is not null;
        // Numbers and short words are what they are.
        if (written.Length > 2 && !word.Any(char.IsDigit))
            foreach (var code in language is null ? Spoken : [language])
                if (ByLanguage.TryGetValue(code, out var stemming))
                    // Also as readers write it whose keyboard lacks the letter, and as texts do that lost their marks.
                    foreach (var stem in new[] { word, written }.Distinct().Select(w => stemming.Stem(w, known)))
                    {
                        if (stem.Length == 0)
                            continue;
                        if (stem != written && !stems.Contains(stem))
                            stems.Add(stem);
                        if (stemming.Compounds && !parts.Contains(stem))
                            parts.Add(stem);
                    }
        return new WordTerms(written, stems, parts);
    }

    private sealed record Stemming(Func<SnowballProgram> Make, bool Compounds)
    {
        /// <param name="known">Whether it is known that the word is of this language.</param>
        public string Stem(string word, bool known)
        {
            // A stemmer keeps its word within, and serves one thread.
            var program = Make();
            program.SetCurrent(word);
            program.Stem();
            var stem = Folding.Fold(program.Current);
            return program switch
            {
                FinnishStemmer => FinnishForms.Joined(Folding.Fold(word), stem),
                SwedishStemmer => SwedishForms.Joined(Folding.Fold(word), stem, known),
                _ => stem,
            };
        }
    }
}
