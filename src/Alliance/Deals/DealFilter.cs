using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.Extensions.Primitives;

namespace Alliance.Deals;

public enum DealSort
{
    /// <summary>By the day the deal counts from, newest first; undated deals last.</summary>
    Newest,

    /// <summary>Oldest first; undated deals last here too.</summary>
    Oldest,

    /// <summary>By when the record last changed here.</summary>
    Changed,
}

/// <summary>
/// What a reader of the deals list chose. The address carries all of it and nothing else does. Several values of one
/// facet mean <em>any of them</em>; several facets mean <em>all of them</em>.
/// </summary>
public sealed record DealFilter
{
    /// <summary>The value of <see cref="DealFacet.Year"/> for deals without a date.</summary>
    public const string Undated = "undated";

    internal const int SearchAtMost = 200;

    private readonly Dictionary<DealFacet, IReadOnlyList<string>> values = [];

    /// <summary>The plain search as it was typed.</summary>
    public string Search { get; private init; } = "";
    public DealSort Sort { get; private init; }

    /// <summary>The cursor as it stands in the address; <see cref="DealCursor"/> reads it.</summary>
    public string? After { get; private init; }

    /// <summary>What the address asked for and nobody knows: shown to the reader, never an error.</summary>
    public IReadOnlyList<(string Name, string Value)> Unknown { get; private init; } = [];

    public IReadOnlyList<string> this[DealFacet facet] => values.GetValueOrDefault(facet) ?? [];

    public bool Empty => Search.Length == 0 && values.Count == 0;

    /// <summary>Every chosen value, facet by facet in their order.</summary>
    public IEnumerable<(DealFacet Facet, string Value)> Chosen =>
        DealFacet.All.SelectMany(f => this[f].Select(v => (f, v)));

    /// <summary>The enumeration values chosen for a facet whose values are codes.</summary>
    public List<T> Codes<T>(DealFacet facet)
        where T : struct, Enum => [.. this[facet].Select(Code.Parse<T>)];

    public DealFilter With(DealFacet facet, params IReadOnlyList<string> chosen)
    {
        var filter = Copy();
        if (chosen.Count == 0)
            filter.values.Remove(facet);
        else
            filter.values[facet] = chosen;
        return filter;
    }

    public DealFilter Without(DealFacet facet, string value) => With(facet, [.. this[facet].Where(v => v != value)]);

    public DealFilter WithSearch(string search) => Copy() with { Search = Clean(search) };

    public DealFilter WithSort(DealSort sort) => Copy() with { Sort = sort };

    /// <summary>The page that follows the deal a cursor names; every other change begins at the first page again.</summary>
    public DealFilter From(string? after) => Copy() with { After = after };

    /// <summary>Reads an address. Tolerant: whatever it does not understand is named in <see cref="Unknown"/>.</summary>
    public static DealFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var given = query.ToLookup(q => q.Key, q => q.Value, StringComparer.OrdinalIgnoreCase);
        var unknown = new List<(string, string)>();
        var filter = new DealFilter();
        foreach (var facet in DealFacet.All)
        {
            var known = new List<string>();
            foreach (var raw in given[facet.Name].SelectMany(v => v).Take(ApiParameter.MostValues))
            {
                var value = Clean(raw).ToLowerInvariant();
                if (value.Length == 0 || known.Contains(value))
                    continue;
                if (facet.Accepts(value))
                    known.Add(value);
                else
                    unknown.Add((facet.Name, Clean(raw)));
            }
            if (known.Count > 0)
                filter.values[facet] = known;
        }
        string Last(string name) => Clean(given[name].SelectMany(v => v).LastOrDefault());
        var sort = Last("sort");
        if (!Code.TryParse<DealSort>(sort.ToLowerInvariant(), out var order) && sort.Length > 0)
            unknown.Add(("sort", sort));
        return filter with
        {
            Search = Last("q"),
            Sort = order,
            After = Last("after") is { Length: > 0 } after ? after : null,
            Unknown = unknown,
        };
    }

    /// <summary>Drops values that the register does not hold (<c>city=atlantis</c>) and names them.</summary>
    public DealFilter KnownIn(DealFacet facet, IEnumerable<string> register)
    {
        var strange = this[facet].Except(register).ToList();
        if (strange.Count == 0)
            return this;
        var kept = With(facet, [.. this[facet].Except(strange)]).From(After);
        return kept with { Unknown = [.. Unknown, .. strange.Select(v => (facet.Name, v))] };
    }

    /// <summary>The choice as it stands behind the question mark; empty when nothing is chosen.</summary>
    public string Print()
    {
        var parts = Chosen.Select(c => $"{c.Facet.Name}={Uri.EscapeDataString(c.Value)}").ToList();
        if (Search.Length > 0)
            parts.Insert(0, $"q={Uri.EscapeDataString(Search)}");
        if (Sort != DealSort.Newest)
            parts.Add($"sort={Code.Of(Sort)}");
        if (After is not null)
            parts.Add($"after={Uri.EscapeDataString(After)}");
        return string.Join('&', parts);
    }

    public string Address(Reader reader)
    {
        var query = Print();
        return reader.At(query.Length == 0 ? "deals" : "deals?" + query);
    }

    // Records copy references; each choice needs its own values. The cursor belongs to one choice only.
    private DealFilter Copy()
    {
        var copy = new DealFilter { Search = Search, Sort = Sort };
        foreach (var (facet, chosen) in values)
            copy.values[facet] = chosen;
        return copy;
    }

    // Control characters and halves of surrogate pairs cannot be stored, hence not be found; databases refuse them.
    internal static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var clean = string.Concat(text.EnumerateRunes().Select(r => Rune(r))).Trim();
        if (clean.Length <= SearchAtMost)
            return clean;
        return clean[..(char.IsHighSurrogate(clean[SearchAtMost - 1]) ? SearchAtMost - 1 : SearchAtMost)].TrimEnd();
    }

    private static string Rune(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control ? " " : rune.ToString();
}
