using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Alliance.Platform.Data;

namespace Alliance.Deals.Index;

/// <summary>
/// All deals at one moment, in memory and immutable: what every list chooses from, counts and orders by. Rows stand in the
/// order of their keys; a row's place is its bit in every set.
/// </summary>
public sealed class DealSnapshot
{
    private readonly DealRow[] rows;
    private readonly RegisterNames names;
    private readonly FrozenDictionary<long, Named> citiesById;
    private readonly FrozenDictionary<long, NamedArea> areasById;
    private readonly Dictionary<(DealFacet Facet, string Value), Bits> sets;

    private readonly ConcurrentDictionary<object, object> once = new();

    // Places in the order of each sort; the third sort is the first one backwards.
    private readonly int[] newest;
    private readonly int[] changed;

    private DealSnapshot(
        DealRow[] rows,
        RegisterNames names,
        Dictionary<(DealFacet, string), Bits> sets,
        int[] newest,
        int[] changed
    )
    {
        (this.rows, this.names, this.sets, this.newest, this.changed) = (rows, names, sets, newest, changed);
        citiesById = names.Cities.ToFrozenDictionary(c => c.Id);
        areasById = names.Areas.ToFrozenDictionary(a => a.Id);
    }

    public int Count => rows.Length;
    public IReadOnlyList<Named> Cities => names.Cities;
    public IReadOnlyList<NamedArea> Areas => names.Areas;

    public DealRow this[int place] => rows[place];

    public Named City(long id) => citiesById[id];

    public NamedArea Area(long id) => areasById[id];

    /// <summary>Reads everything (2 commands).</summary>
    public static async Task<DealSnapshot> LoadAsync(AppDb db, CancellationToken cancel = default)
    {
        // Names last: no row may stand for a city that they lack.
        var all = await DealRows.ReadAsync(db, null, cancel);
        return Of(all, await DealRows.NamesAsync(db, cancel));
    }

    /// <summary>The snapshot with some deals as they are now, new ones among them.</summary>
    internal DealSnapshot With(DealRow[] some, RegisterNames now)
    {
        // Keys grow, so that a new row comes last; where they did not, or the sets have no room left, all is built anew.
        var fresh = some.Where(r => PlaceOf(r.Id) < 0).ToArray();
        var room = (rows.Length + 63) / 64 * 64 - rows.Length;
        if (fresh.Length > room || fresh.Any(r => rows.Length > 0 && r.Id < rows[^1].Id))
            return Of(
                [.. rows.Except(rows.Where(r => some.Any(s => s.Id == r.Id))).Concat(some).OrderBy(r => r.Id)],
                now
            );

        var (cities, areas) = (now.Cities.ToDictionary(c => c.Id), now.Areas.ToDictionary(a => a.Id));
        DealRow[] after = [.. rows, .. fresh];
        var copies = new Dictionary<(DealFacet, string), Bits>(sets);
        var own = new HashSet<(DealFacet, string)>();
        var touched = new HashSet<int>();
        foreach (var row in some)
        {
            var place = Array.BinarySearch(after, row, ByKey.Instance);
            touched.Add(place);
            if (place < rows.Length)
                foreach (var value in Values(rows[place], citiesById, areasById))
                    Own(value)[place] = false;
            after[place] = row;
            foreach (var value in Values(row, cities, areas))
                Own(value)[place] = true;
        }
        return new DealSnapshot(
            after,
            now,
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

    /// <summary>What is worked out of a snapshot needs to be so once, because a snapshot never changes.</summary>
    public T Once<T>(object key, Func<T> work)
        where T : notnull => (T)once.GetOrAdd(key, _ => work());

    /// <summary>The deals with this value; a set that nobody may change.</summary>
    internal Bits? Set(DealFacet facet, string value) => sets.GetValueOrDefault((facet, value));

    internal IEnumerable<string> ValuesOf(DealFacet facet) =>
        sets.Keys.Where(k => k.Facet == facet).Select(k => k.Value);

    internal Bits Everything() => Bits.All(rows.Length);

    /// <summary>Where the deal with this key stands; negative when it is not there.</summary>
    internal int PlaceOf(long id)
    {
        var (low, high) = (0, rows.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = rows[middle].Id.CompareTo(id);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    /// <summary>The set of the deals with these keys; keys that are not there are left out.</summary>
    internal Bits Having(IEnumerable<long> ids)
    {
        var set = new Bits(rows.Length);
        foreach (var id in ids)
            if (PlaceOf(id) is >= 0 and var place)
                set[place] = true;
        return set;
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

    private static DealSnapshot Of(DealRow[] all, RegisterNames names)
    {
        var (cities, areas) = (names.Cities.ToDictionary(c => c.Id), names.Areas.ToDictionary(a => a.Id));
        var byValue = new Dictionary<(DealFacet, string), Bits>();
        for (var place = 0; place < all.Length; place++)
            foreach (var value in Values(all[place], cities, areas))
            {
                if (!byValue.TryGetValue(value, out var set))
                    byValue[value] = set = new Bits(all.Length);
                set[place] = true;
            }
        return new DealSnapshot(all, names, byValue, Sorted(Newest), Sorted(Changed));

        int[] Sorted(Comparison<DealRow> compare)
        {
            var order = Enumerable.Range(0, all.Length).ToArray();
            Array.Sort(order, (a, b) => compare(all[a], all[b]));
            return order;
        }
    }

    private static IEnumerable<(DealFacet, string)> Values(
        DealRow row,
        IReadOnlyDictionary<long, Named> cities,
        IReadOnlyDictionary<long, NamedArea> areas
    )
    {
        yield return (DealFacet.City, cities[row.City].Identifier);
        foreach (var area in row.Areas)
            yield return (DealFacet.Area, areas[area].Identifier);
        yield return (DealFacet.Instrument, Code.Of(row.Instrument));
        yield return (DealFacet.Delivery, Code.Of(row.Delivery));
        yield return (DealFacet.Open, Code.Of(row.Open));
        yield return (DealFacet.Standing, Code.Of(row.Standing));
        yield return (DealFacet.Year, row.Year?.ToString(CultureInfo.InvariantCulture) ?? DealFilter.Undated);
        foreach (var party in row.Parties)
            if (party.Kind is { } kind)
                yield return (DealFacet.Kind, Code.Of(kind));
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
