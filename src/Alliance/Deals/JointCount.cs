namespace Alliance.Deals;

/// <summary>Deals counted by several facets at once, from which every facet's own counts follow.</summary>
internal sealed class JointCount(
    DealFilter filter,
    IReadOnlyList<DealFacet> facets,
    IEnumerable<(string[] Values, int Deals)> groups
)
{
    private readonly List<(string[] Values, int Deals)> groups = [.. groups];

    public IEnumerable<(DealFacet Facet, int Without)> Facets => facets.Select(f => (f, Of(f).Values.Sum()));

    /// <summary>Deals by value of one facet, as if nothing were chosen in it.</summary>
    public Dictionary<string, int> Of(DealFacet facet) =>
        groups
            .Where(g => Fits(g.Values, facet))
            .GroupBy(g => g.Values[IndexOf(facet)], g => g.Deals)
            .ToDictionary(g => g.Key, g => g.Sum());

    /// <summary>All deals of the whole choice.</summary>
    public int Total() => groups.Where(g => Fits(g.Values)).Sum(g => g.Deals);

    /// <summary>Those of the whole choice that have this value.</summary>
    public int Total(DealFacet facet, string value) =>
        groups.Where(g => Fits(g.Values) && g.Values[IndexOf(facet)] == value).Sum(g => g.Deals);

    private bool Fits(string[] values, DealFacet? leavingOut = null) =>
        Enumerable
            .Range(0, facets.Count)
            .All(i => facets[i] == leavingOut || filter[facets[i]] is not { Count: > 0 } c || c.Contains(values[i]));

    private int IndexOf(DealFacet facet) => facets.ToList().IndexOf(facet);
}
