using Alliance.Platform.Texts;

namespace Alliance.Transparency.Tables;

/// <summary>Finds records by identifier or exact name, and the nearest names for one that is not known.</summary>
internal sealed class NameIndex
{
    private const int MostProposals = 3;
    private const double LeastLikeness = 0.35;

    // Looking through all names takes a while: after so many unknown ones somebody has another list in hand than ours.
    private const int MostSearched = 50;
    private readonly Dictionary<string, string> searched = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> byName = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="id">The identifier.</param>
    /// <param name="names">What it is called; the first is shown where it is proposed.</param>
    public void Add(string id, params IEnumerable<string> names)
    {
        shown[id] = names.FirstOrDefault() ?? id;
        foreach (var name in names)
            if (byName.TryGetValue(name, out var ids))
                ids.Add(id);
            else
                byName[name] = [id];
    }

    public bool Has(string id) => shown.ContainsKey(id);

    /// <summary>The identifiers of everything that is called so; an identifier means itself alone.</summary>
    public IReadOnlyCollection<string> Find(string text) =>
        shown.ContainsKey(text) ? [text] : byName.GetValueOrDefault(text, []);

    /// <summary>Names like this one, the likest first, with their identifiers.</summary>
    public string Nearest(string text)
    {
        if (searched.TryGetValue(text, out var known))
            return known;
        return searched.Count < MostSearched ? searched[text] = Look(text) : "–";
    }

    private string Look(string text)
    {
        var wanted = Pairs(text);
        var nearest = shown
            .Select(s => (s.Key, s.Value, Likeness: Math.Max(Likeness(wanted, s.Value), Likeness(wanted, s.Key))))
            .Where(n => n.Likeness >= LeastLikeness)
            .OrderByDescending(n => n.Likeness)
            .ThenBy(n => n.Key, StringComparer.Ordinal)
            .Take(MostProposals)
            .Select(n => n.Key == n.Value ? n.Key : $"{n.Value} ({n.Key})")
            .ToList();
        return nearest.Count == 0 ? "–" : string.Join(", ", nearest);
    }

    // Dice's coefficient over pairs of letters: it forgives slips and words in another order.
    private static double Likeness(HashSet<string> wanted, string name)
    {
        var pairs = Pairs(name);
        return 2.0 * pairs.Count(wanted.Contains) / Math.Max(1, wanted.Count + pairs.Count);
    }

    private static HashSet<string> Pairs(string text)
    {
        var folded = Folding.Fold(text).Replace('-', ' ');
        return [.. Enumerable.Range(0, Math.Max(0, folded.Length - 1)).Select(i => folded.Substring(i, 2))];
    }
}
