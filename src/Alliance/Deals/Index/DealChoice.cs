using Alliance.Platform.Data;

namespace Alliance.Deals.Index;

/// <summary>A facet with its values as the form offers them.</summary>
public sealed record FacetChoices(DealFacet Facet, IReadOnlyList<FacetValue> Values);

/// <param name="Deals">
/// How many deals, programmes among them, would be found with this value, the rest of the choice unchanged.
/// </param>
public sealed record FacetValue(string Value, int Deals, bool Chosen);

/// <param name="Facet">Null for the search words.</param>
public sealed record Loosening(DealFacet? Facet, DealFilter Filter, int Deals);

/// <summary>
/// What a filter chooses of a snapshot: how many, in which order, and what each further choice would leave. A facet's own
/// choice does not narrow its counts: one may add a second city.
/// </summary>
public sealed class DealChoice
{
    private readonly DealSnapshot deals;
    private readonly FoundDeals? found;
    private readonly Dictionary<DealFacet, Bits> chosen;
    private readonly Bits all;

    /// <param name="deals">Of which deals.</param>
    /// <param name="filter">The choice; values that the register does not hold are named in <see cref="Filter"/>.</param>
    /// <param name="found">What the search words find; null without words.</param>
    internal DealChoice(DealSnapshot deals, DealFilter filter, FoundDeals? found)
    {
        this.deals = deals;
        Filter = filter
            .KnownIn(DealFacet.City, deals.Cities.Select(c => c.Identifier))
            .KnownIn(DealFacet.Area, deals.Areas.Select(a => a.Identifier));
        this.found = found;
        chosen = DealFacet.All.Where(f => Filter[f].Count > 0).ToDictionary(f => f, f => AnyOf(f, Filter[f]));
        all = Matching();
        var programmes = deals.Set(DealFacet.Instrument, Code.Of(Instrument.Programme));
        Total = all.Count();
        Programmes = programmes?.CountWith(all) ?? 0;
    }

    public DealFilter Filter { get; }
    public int Total { get; }
    public int Programmes { get; }
    public int Deals => Total - Programmes;

    /// <summary>The keys in the filter's order, from its cursor on.</summary>
    public IEnumerable<long> Ids() => Places().Select(p => deals[p].Id);

    /// <summary>Which part of the list a deal of this choice belongs to: hits in titles come first, those by other names last.</summary>
    public HitGroup GroupOf(long id) => GroupAt(deals.PlaceOf(id));

    /// <summary>Those that have the words only by other names; empty without words.</summary>
    public IReadOnlySet<long> Through(IEnumerable<long> ids) =>
        found?.Through is { } through ? ids.Where(id => through[deals.PlaceOf(id)]).ToHashSet() : new HashSet<long>();

    /// <summary>Where the page that ends with this deal's key ends.</summary>
    public string CursorAfter(long id) =>
        DealCursor.Of(deals[deals.PlaceOf(id)], Filter.Sort, GroupOf(id)).Print(Filter.Sort);

    internal IEnumerable<int> Places()
    {
        var after = DealCursor.Parse(Filter.After, Filter.Sort);
        if (!Grouped)
            return deals.Ordered(Filter.Sort, after, all);
        var from = after?.Group ?? HitGroup.InTitle;
        return Enum.GetValues<HitGroup>()
            .Where(g => g >= from)
            .SelectMany(g =>
                deals.Ordered(Filter.Sort, g == from ? after : null, Among(g)).Where(p => GroupAt(p) == g)
            );
    }

    private Bits Among(HitGroup group) =>
        group switch
        {
            HitGroup.InTitle => found!.InTitle is { } titles ? all.And(titles) : new Bits(deals.Count),
            HitGroup.OtherNameInTitle => found!.ThroughInTitle is { } named ? all.And(named) : new Bits(deals.Count),
            HitGroup.OtherName => found!.Through is { } through ? all.And(through) : new Bits(deals.Count),
            _ => all,
        };

    private HitGroup GroupAt(int place) =>
        !Grouped ? HitGroup.InText
        : found!.InTitle?[place] == true ? HitGroup.InTitle
        : found.ThroughInTitle?[place] == true ? HitGroup.OtherNameInTitle
        : found.Through?[place] == true ? HitGroup.OtherName
        : HitGroup.InText;

    /// <summary>How many of the chosen deals have this value.</summary>
    public int CountOf(DealFacet facet, string value) => deals.Set(facet, value)?.CountWith(all) ?? 0;

    /// <summary>How many of the chosen deals have any of these values.</summary>
    public int CountOf(DealFacet facet, IEnumerable<string> values) => AnyOf(facet, values).CountWith(all);

    /// <summary>Every facet's values that would find something, or are chosen, in the order in which readers meet them.</summary>
    public IReadOnlyList<FacetChoices> Facets()
    {
        // Without words, and by one value that some deal has, or none: so few choices that each snapshot keeps their counts.
        var values = chosen.Keys.SelectMany(f => Filter[f].Select(v => (Facet: f, Value: v))).ToList();
        return found is null && values.Count <= 1 && values.TrueForAll(v => deals.Set(v.Facet, v.Value) is not null)
            ? deals.Once(("facets", values.SingleOrDefault()), Count)
            : Count();

        IReadOnlyList<FacetChoices> Count()
        {
            var counts = deals.Counts(all);
            return [.. DealFacet.All.Select(f => new FacetChoices(f, Values(f, counts)))];
        }
    }

    /// <summary>What is found when one part of the choice is dropped.</summary>
    public IReadOnlyList<Loosening> Loosen()
    {
        var steps = new List<Loosening>();
        if (found is not null)
            steps.Add(new Loosening(null, Filter.WithSearch(""), Matching(withWords: false).Count()));
        steps.AddRange(chosen.Keys.Select(f => new Loosening(f, Filter.With(f), Matching(leavingOut: f).Count())));
        return steps;
    }

    // A hit in the title is what readers mean most often; who asks for another order gets that one alone.
    private bool Grouped => (found?.InTitle ?? found?.Through) is not null && Filter.Sort == DealSort.Newest;

    private List<FacetValue> Values(DealFacet facet, Func<DealFacet, string, int> counts)
    {
        if (chosen.ContainsKey(facet))
            counts = deals.Counts(Matching(leavingOut: facet));
        return
        [
            .. Offered(facet)
                .Select(v => new FacetValue(v, counts(facet, v), Filter[facet].Contains(v)))
                .Where(v => v.Deals > 0 || v.Chosen),
        ];
    }

    private IEnumerable<string> Offered(DealFacet facet)
    {
        if (facet == DealFacet.City)
            return deals.Cities.Select(c => c.Identifier);
        if (facet == DealFacet.Area)
            return deals.Areas.Select(a => a.Identifier);
        if (facet == DealFacet.Year)
            return deals
                .ValuesOf(facet)
                .Concat(Filter[facet])
                .Where(y => y != DealFilter.Undated)
                .Distinct()
                .OrderDescending(StringComparer.Ordinal)
                .Append(DealFilter.Undated);
        return facet.Codes;
    }

    private Bits AnyOf(DealFacet facet, IEnumerable<string> values) =>
        values.Select(v => deals.Set(facet, v)).OfType<Bits>().Aggregate((Bits?)null, (any, set) => any?.Or(set) ?? set)
        ?? new Bits(deals.Count);

    // Of one part its own set: nobody changes it.
    private Bits Matching(DealFacet? leavingOut = null, bool withWords = true)
    {
        var parts = chosen.Where(c => c.Key != leavingOut).Select(c => c.Value);
        return (found is not null && withWords ? parts.Append(found.All) : parts).Aggregate(
                (Bits?)null,
                (rest, part) => rest?.And(part) ?? part
            ) ?? deals.Everything;
    }
}
