using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;

namespace Alliance.Site;

/// <summary>What a reader of the glossary chose.</summary>
/// <param name="Search">How a word begins, in any language; or empty.</param>
/// <param name="Area">A policy area's identifier.</param>
public sealed record GlossaryFilter(string Search, string? Area)
{
    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static GlossaryFilter Parse(IQueryCollection query) =>
        new(DealFilter.Clean(query["q"].LastOrDefault()), SharedAreas.Find(query["area"].LastOrDefault())?.Id);

    /// <summary>As it stands behind the question mark.</summary>
    public string Print() =>
        string.Join(
            '&',
            (((string Name, string? Value)[])[("q", Search), ("area", Area)])
                .Where(p => !string.IsNullOrEmpty(p.Value))
                .Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")
        );

    public bool Empty => Search.Length == 0 && Area is null;

    private const int MostNames = 8;

    /// <summary>The names of a concept to be shown: the usual ones, and those by which it was found.</summary>
    public List<string> Shown(IEnumerable<string> names) =>
        [.. names.Where((n, i) => i < MostNames || (Search.Length > 0 && Glossary.Begins(n, Search)))];

    /// <summary>What fits, in the order of its names in the reader's language.</summary>
    public IReadOnlyList<Concept> Choose(Language reader) =>
        [
            .. (Search.Length > 0 ? Glossary.Shipped.Beginning(Search, reader) : Glossary.Shipped.All)
                .Where(c => Area is null || c.Area == Area)
                .OrderBy(c => c.In(reader), StringComparer.Create(reader.Culture, ignoreCase: true)),
        ];
}
