using System.Collections.Frozen;
using System.Text;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>
/// What the things of the field are called in each language (<c>concepts.tsv</c>), so that who types one word finds what
/// says another. A line that is no concept is a bug and stops the start.
/// </summary>
public sealed class Glossary
{
    /// <summary>The languages of the file, in the order of its columns.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de", "fi", "sv", "it"];

    private const int Columns = 8;

    public static readonly Glossary Shipped = new(Read("concepts.tsv"));

    private readonly FrozenDictionary<string, Concept> byId;
    private readonly ILookup<string, Concept> narrower;

    // Stemming all of them takes a second or two; what a start does first needs none.
    private readonly FrozenDictionary<string, Lazy<GlossaryTerms>> terms;

    // Folded once: who types asks for all of them with every letter.
    private readonly Lazy<(Concept Concept, (string Folded, string Language, bool First)[] Names)[]> folded;

    internal Glossary(string lines)
    {
        All = [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        byId = All.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        narrower = All.Where(c => c.Wider is not null).ToLookup(c => c.Wider!, StringComparer.Ordinal);
        terms = Languages.ToFrozenDictionary(
            l => l,
            l => new Lazy<GlossaryTerms>(() => new GlossaryTerms(l, All)),
            StringComparer.Ordinal
        );
        folded = new(() =>
            [
                .. All.Select(c =>
                    (c, c.Terms.SelectMany(t => t.Value.Select((n, i) => (Folding.Fold(n), t.Key, i == 0))).ToArray())
                ),
            ]
        );
        // Terms of the index come of the files: where they say something else, every database is indexed anew.
        Fingerprint = (lines + Lookalikes.Text).Aggregate(17, (hash, c) => unchecked(hash * 31 + c)) & 0xFFFFFF;
    }

    /// <summary>In the order of their identifiers.</summary>
    public IReadOnlyList<Concept> All { get; }

    internal int Fingerprint { get; }

    public Concept? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>The kinds and parts of a concept, and theirs.</summary>
    public IEnumerable<Concept> Narrower(Concept concept) =>
        narrower[concept.Id].SelectMany(n => Narrower(n).Prepend(n));

    /// <summary>How many wider concepts stand above it: what has more is the more exact.</summary>
    public int Depth(Concept concept) => Find(concept.Wider) is { } wider ? 1 + Depth(wider) : 0;

    /// <summary>How a language calls them; null for a language the glossary lacks.</summary>
    internal GlossaryTerms? In(string? language) => language is null ? null : terms.GetValueOrDefault(language)?.Value;

    /// <summary>Works out what searches need, so that the first of them does not wait for it.</summary>
    internal void Prepare()
    {
        foreach (var language in Languages)
            _ = terms[language].Value;
        _ = folded.Value;
    }

    /// <summary>Every concept a text names, in the order in which it does.</summary>
    public IEnumerable<Concept> NamedIn(string text, string? language) =>
        In(language)?.In(text, [.. Token.In(text)]).Select(s => s.Concept) ?? [];

    /// <summary>Concepts a word of which begins so, in whatever language; those that the reader's language calls so first.</summary>
    public IEnumerable<Concept> Beginning(string text, Language reader)
    {
        var begin = Folding.Fold(text.Trim());
        return begin.Length == 0
            ? []
            : folded
                .Value.Select(c => (c.Concept, Place: PlaceOf(c.Names)))
                .Where(c => c.Place < int.MaxValue)
                .OrderBy(c => c.Place)
                .ThenBy(c => c.Concept.In(reader).Length)
                .ThenBy(c => c.Concept.Id, StringComparer.Ordinal)
                .Select(c => c.Concept);

        // The shown name, another of the reader's language, one of another language; at its beginning or at a later word's.
        int PlaceOf((string Folded, string Language, bool First)[] names) =>
            names.Min(n =>
            {
                var place = n.Language == reader.Code ? (n.First ? 0 : 1) : 2;
                return n.Folded.StartsWith(begin, StringComparison.Ordinal) ? place
                    : HasWord(n.Folded, begin) ? place + 3
                    : int.MaxValue;
            });
    }

    /// <summary>Whether a name, or a word of it, begins so.</summary>
    public static bool Begins(string name, string text)
    {
        var (whole, begin) = (Folding.Fold(name), Folding.Fold(text.Trim()));
        return whole.StartsWith(begin, StringComparison.Ordinal) || HasWord(whole, begin);
    }

    private static bool HasWord(string folded, string begin) => folded.Contains(' ' + begin, StringComparison.Ordinal);

    private static Concept Parse(string line)
    {
        var cells = line.Split('\t');
        if (cells.Length != Columns)
            throw new InvalidDataException($"A concept has {Columns} columns: {line}");
        return new Concept(
            cells[0],
            cells[1],
            cells[2].Length == 0 ? null : cells[2],
            Languages
                .Zip(cells.Skip(3))
                .Where(c => c.Second.Length > 0)
                .ToFrozenDictionary(
                    c => c.First,
                    c => (IReadOnlyList<string>)c.Second.Split('|'),
                    StringComparer.Ordinal
                )
        );
    }

    internal static string Read(string file)
    {
        using var stream = typeof(Glossary).Assembly.GetManifestResourceStream("alliance.Platform.Search." + file)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
