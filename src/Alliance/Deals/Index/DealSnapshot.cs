using System.Collections.Concurrent;
using System.Collections.Frozen;
using Alliance.Platform.Data;
using Alliance.Platform.Search;

namespace Alliance.Deals.Index;

/// <summary>
/// All deals at one moment, in memory and immutable: what every list chooses from, counts and orders by. Rows stand in the
/// order of their keys; a row's place is its bit in every set.
/// </summary>
public sealed class DealSnapshot
{
    private readonly DealRow[] rows;

    // The rows' keys beside each other: looking for one must not visit rows all over the memory.
    private readonly long[] keys;
    private readonly RegisterNames names;
    private readonly IReadOnlyDictionary<long, OrganisationFact> organisations;
    private readonly FrozenDictionary<long, Named> citiesById;
    private readonly FrozenDictionary<long, NamedArea> areasById;
    private readonly Dictionary<(DealFacet Facet, string Value), Bits> sets;

    private const int MostSearches = 100;

    private readonly ConcurrentDictionary<object, object> once = new();
    private readonly ConcurrentDictionary<string, FoundDeals> searches = new(StringComparer.Ordinal);

    // Places in the order of each sort; the third sort is the first one backwards.
    private readonly int[] newest;
    private readonly int[] changed;

    private DealSnapshot(
        DealRow[] rows,
        RegisterNames names,
        IReadOnlyDictionary<long, OrganisationFact> organisations,
        Dictionary<(DealFacet, string), Bits> sets,
        int[] newest,
        int[] changed
    )
    {
        (this.rows, this.names, this.organisations) = (rows, names, organisations);
        (this.sets, this.newest, this.changed) = (sets, newest, changed);
        keys = Array.ConvertAll(rows, r => r.Id);
        Everything = Bits.All(rows.Length);
        citiesById = names.Cities.ToFrozenDictionary(c => c.Id);
        areasById = names.Areas.ToFrozenDictionary(a => a.Id);
    }

    public int Count => rows.Length;
    public IReadOnlyList<Named> Cities => names.Cities;
    public IReadOnlyList<NamedArea> Areas => names.Areas;

    public DealRow this[int place] => rows[place];

    public Named City(long id) => citiesById[id];

    public NamedArea Area(long id) => areasById[id];

    /// <summary>Reads everything (3 commands).</summary>
    public static Task<DealSnapshot> LoadAsync(AppDb db, CancellationToken cancel = default) =>
        LoadAsync(db, null, cancel);

    /// <summary>The same in less time, with a second connection <paramref name="beside"/> the first.</summary>
    public static async Task<DealSnapshot> LoadAsync(AppDb db, AppDb? beside, CancellationToken cancel)
    {
        // Names last: no row may stand for a city that they lack.
        var all = await DealRows.ReadAsync(db, beside, null, cancel);
        return Of(all.Rows, await DealRows.NamesAsync(db, cancel), all.Organisations);
    }

    /// <summary>The snapshot with some deals as they are now, new ones among them.</summary>
    /// <param name="read">All deals of these organisations among them.</param>
    /// <param name="now">The names of today.</param>
    /// <param name="others">Organisations that changed; as they were before those deals were read, so that who changed since is met again.</param>
    internal DealSnapshot With(
        DealsRead read,
        RegisterNames now,
        IReadOnlyCollection<KeyValuePair<long, OrganisationFact>> others
    )
    {
        var some = read.Rows;
        var known = organisations;
        // Of those that some rows know in another way than all the rest nothing is known: their event is still to come.
        var unsure = read
            .Organisations.Where(o => organisations.TryGetValue(o.Key, out var f) && f != o.Value)
            .ToList();
        if (others.Count + unsure.Count > 0)
        {
            var all = new Dictionary<long, OrganisationFact>(organisations);
            foreach (var (id, fact) in others)
                all[id] = fact;
            foreach (var (id, fact) in unsure)
                if (all[id] != fact)
                    all.Remove(id);
            known = all;
        }
        // Keys grow, so that a new row comes last; where they did not, or the sets have no room left, all is built anew.
        var fresh = some.Where(r => PlaceOf(r.Id) < 0).ToArray();
        var room = (rows.Length + 63) / 64 * 64 - rows.Length;
        if (fresh.Length > room || fresh.Any(r => rows.Length > 0 && r.Id < rows[^1].Id))
            return Of(
                [.. rows.Except(rows.Where(r => some.Any(s => s.Id == r.Id))).Concat(some).OrderBy(r => r.Id)],
                now,
                known
            );

        DealRow[] after = [.. rows, .. fresh];
        var copies = new Dictionary<(DealFacet, string), Bits>(sets);
        var own = new HashSet<(DealFacet, string)>();
        var touched = new HashSet<int>();
        foreach (var row in some)
        {
            var place = Array.BinarySearch(after, row, ByKey.Instance);
            touched.Add(place);
            if (place < rows.Length)
                foreach (var value in FacetSets.ValuesOf(rows[place], names))
                    Own(value)[place] = false;
            after[place] = row;
            foreach (var value in FacetSets.ValuesOf(row, now))
                Own(value)[place] = true;
        }
        return new DealSnapshot(
            after,
            now,
            known,
            copies,
            Sorted(newest, after, touched, Newest),
            Sorted(changed, after, touched, Changed)
        );

        Bits Own((DealFacet, string) value)
        {
            if (own.Add(value))
                copies[value] = copies.TryGetValue(value, out var shared) ? shared.Copy() : new Bits(after.Length);
            return copies[value];
        }
    }

    /// <summary>Those of these organisations of which it holds something else, or nothing.</summary>
    internal List<KeyValuePair<long, OrganisationFact>> Otherwise(
        IEnumerable<KeyValuePair<long, OrganisationFact>> now
    ) => [.. now.Where(o => !organisations.TryGetValue(o.Key, out var known) || known != o.Value)];

    /// <summary>What is worked out of a snapshot needs to be so once, because a snapshot never changes.</summary>
    public T Once<T>(object key, Func<T> work)
        where T : notnull => (T)once.GetOrAdd(key, _ => work());

    /// <summary>The deals with this value; a set that nobody may change.</summary>
    internal Bits? Set(DealFacet facet, string value) => sets.GetValueOrDefault((facet, value));

    /// <summary>How many of these deals have a value: one by one where they are few, by the values' sets otherwise.</summary>
    internal Func<DealFacet, string, int> Counts(Bits among)
    {
        // Measured: cutting all sets takes as long as looking at every two-hundredth deal.
        if (among.Count() > rows.Length / 200)
            return (facet, value) => Set(facet, value)?.CountWith(among) ?? 0;
        var counted = FacetSets.Count(among.Places().Select(p => rows[p]), names);
        return (facet, value) => counted.GetValueOrDefault((facet, value));
    }

    internal IEnumerable<string> ValuesOf(DealFacet facet) =>
        sets.Keys.Where(k => k.Facet == facet).Select(k => k.Value);

    internal Bits Everything { get; }

    /// <summary>Where the deal with this key stands; negative when it is not there.</summary>
    internal int PlaceOf(long id)
    {
        // Keys are given in a row; as long as none is missing, a key tells its place.
        var guess = keys.Length == 0 ? -1 : id - keys[0];
        return guess >= 0 && guess < keys.Length && keys[guess] == id ? (int)guess : Array.BinarySearch(keys, id);
    }

    /// <summary>
    /// What a search found, as sets of this snapshot. Readers turn pages, add filters and change the order: the words stay the
    /// same, and as long as no deal changes so do the hits.
    /// </summary>
    internal async Task<FoundDeals> FoundAsync(string search, Func<Task<SearchHits>> find)
    {
        if (searches.TryGetValue(search, out var known))
            return known;
        var found = Found(await find());
        // Strangers choose the words: not more than can be afforded, and those who come again are soon here again.
        if (searches.Count >= MostSearches)
            searches.Clear();
        return searches[search] = found;
    }

    internal FoundDeals Found(SearchHits hits) =>
        new(
            Having([.. hits.All, .. hits.Through]),
            hits.InTitle.Length > 0 ? Having(hits.InTitle) : null,
            hits.Through.Length > 0 ? Having(hits.Through) : null,
            hits.ThroughInTitle.Length > 0 ? Having(hits.ThroughInTitle) : null
        );

    // Keys that are not there are left out.
    private Bits Having(long[] ids)
    {
        var set = new Bits(rows.Length);
        foreach (var id in ids)
            if (PlaceOf(id) is >= 0 and var place)
                set[place] = true;
        return set;
    }

    /// <summary>Those of these places that come after <paramref name="after"/>, in the order of a sort.</summary>
    internal IEnumerable<int> Ordered(DealSort sort, DealCursor? after, Bits among)
    {
        if (among.Count() > rows.Length / 100)
            return Ordered(sort, after).Where(p => among[p]);
        // Of few, sorting them takes less than walking past all the others.
        var few = among.Places().Where(p => after?.Precedes(rows[p], sort) != false).ToArray();
        Array.Sort(
            few,
            (a, b) =>
                sort switch
                {
                    DealSort.Changed => Changed(rows[a], rows[b]),
                    DealSort.Oldest when rows[a].Dated != rows[b].Dated => rows[a].Dated ? -1 : 1,
                    DealSort.Oldest => Newest(rows[b], rows[a]),
                    _ => Newest(rows[a], rows[b]),
                }
        );
        return few;
    }

    /// <summary>The places in the order of a sort, beginning after <paramref name="after"/>. Undated deals stand last by day.</summary>
    internal IEnumerable<int> Ordered(DealSort sort, DealCursor? after)
    {
        if (sort == DealSort.Oldest)
        {
            // Backwards: the undated ones, which lie at the end, first in their own order, hence they are taken out and put last.
            var undated = newest.Length;
            while (undated > 0 && !rows[newest[undated - 1]].Dated)
                undated--;
            var all = Backwards(undated, 0).Concat(Backwards(newest.Length, undated));
            return after is null ? all : all.Where(p => after.Precedes(rows[p], sort));
        }
        var order = sort == DealSort.Changed ? changed : newest;
        var start = after is null ? 0 : FirstAfter(order, after, sort);
        return Range(order, start);

        IEnumerable<int> Backwards(int from, int to)
        {
            for (var i = from - 1; i >= to; i--)
                yield return newest[i];
        }

        static IEnumerable<int> Range(int[] order, int start)
        {
            for (var i = start; i < order.Length; i++)
                yield return order[i];
        }
    }

    private int FirstAfter(int[] order, DealCursor after, DealSort sort)
    {
        var (low, high) = (0, order.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = after.Precedes(rows[order[middle]], sort) ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    private static DealSnapshot Of(
        DealRow[] all,
        RegisterNames names,
        IReadOnlyDictionary<long, OrganisationFact> organisations
    ) =>
        new(
            all,
            names,
            organisations,
            FacetSets.Of(all, names),
            Backwards(Array.ConvertAll(all, r => (long)r.SortDate.DayNumber)),
            Backwards(Array.ConvertAll(all, r => r.ChangedAt))
        );

    /// <summary>The places by falling values, equal ones by falling places: which is how <see cref="Newest"/> orders.</summary>
    private static int[] Backwards(long[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(values, order);
        for (var end = values.Length; end > 0; )
        {
            var start = end - 1;
            while (start > 0 && values[start - 1] == values[end - 1])
                start--;
            Array.Sort(order, start, end - start);
            end = start;
        }
        Array.Reverse(order);
        return order;
    }

    private static int Newest(DealRow a, DealRow b)
    {
        var order = b.SortDate.CompareTo(a.SortDate);
        return order != 0 ? order : b.Id.CompareTo(a.Id);
    }

    private static int Changed(DealRow a, DealRow b)
    {
        var order = b.ChangedAt.CompareTo(a.ChangedAt);
        return order != 0 ? order : b.Id.CompareTo(a.Id);
    }

    // The others keep their order; each touched place is put in where it now belongs.
    private static int[] Sorted(int[] order, DealRow[] all, HashSet<int> touched, Comparison<DealRow> compare)
    {
        var kept = order.Where(p => !touched.Contains(p)).ToList();
        foreach (var place in touched)
        {
            var at = kept.BinarySearch(place, Comparer<int>.Create((a, b) => compare(all[a], all[b])));
            kept.Insert(at < 0 ? ~at : at, place);
        }
        return [.. kept];
    }

    private sealed class ByKey : IComparer<DealRow>
    {
        public static readonly ByKey Instance = new();

        public int Compare(DealRow? x, DealRow? y) => x!.Id.CompareTo(y!.Id);
    }
}

/// <param name="InTitle">Those that have every word in the title; null where none has.</param>
/// <param name="Through">Those that have them only by other names; null where none has.</param>
/// <param name="ThroughInTitle">Those of them that have one in the title; null where none has.</param>
internal sealed record FoundDeals(Bits All, Bits? InTitle, Bits? Through, Bits? ThroughInTitle);
