using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>A piece of what a record is found by.</summary>
/// <param name="Wordings">With the language of each; null for a name, which may be of any.</param>
/// <param name="InTitle">Hits in titles come first.</param>
public sealed record Passage(IReadOnlyList<(string? Language, string Text)> Wordings, bool InTitle)
{
    // ISO 639-2 for what is in no language: such words have no other forms.
    private const string NoLanguage = "zxx";

    public static Passage Of(LocalText text, bool inTitle = false) =>
        new([.. text.All.Select(t => ((string?)t.Key, t.Value))], inTitle);

    public static Passage OfName(string name, bool inTitle = false) => new([(null, name)], inTitle);

    /// <summary>An identifier or a number of a register: found as it is written.</summary>
    public static Passage OfCode(string code) => new([(NoLanguage, code)], false);
}

/// <summary>A record and everything it is found by, what says most first.</summary>
public sealed record SearchRecord(long Id, IReadOnlyList<Passage> Passages)
{
    // PostgreSQL takes a megabyte a record, which is far more than this.
    private const int MostTerms = 20_000;

    /// <summary>The terms of its title and of the rest, and the words for suggestions and compounds.</summary>
    internal (HashSet<string> Title, HashSet<string> Body) Terms(Vocabulary vocabulary)
    {
        var title = new HashSet<string>(StringComparer.Ordinal);
        var body = new HashSet<string>(StringComparer.Ordinal);
        foreach (var passage in Passages)
        {
            var terms = passage.InTitle ? title : body;
            foreach (var (language, text) in passage.Wordings)
            {
                List<Token> tokens = [.. Token.In(text)];
                foreach (var token in tokens)
                {
                    if (terms.Count >= MostTerms)
                        break;
                    var word = Stems.Of(token.Word, language);
                    if (word.Written.Length == 0)
                        continue;
                    terms.Add(word.Written);
                    terms.UnionWith(word.Stems);
                    vocabulary.Add(token.Word, word);
                }
                if (terms.Count < MostTerms && Glossary.Shipped.In(language) is { } glossary)
                    terms.UnionWith(glossary.In(text, tokens).Select(n => n.Concept.Tag));
            }
        }
        return (title, body);
    }
}
