using System.Globalization;
using System.Runtime.InteropServices;
using Alliance.Platform.Data;

namespace Alliance.Deals.Index;

/// <summary>By facet and value: the places of the deals that have it.</summary>
internal static class FacetSets
{
    private const int Undated = 0;

    public static Dictionary<(DealFacet, string), Bits> Of(DealRow[] rows, RegisterNames names)
    {
        // By numbers first: there are millions of values, and words take longer to tell apart.
        var byNumber = new Dictionary<(DealFacet, long), Bits>();
        for (var place = 0; place < rows.Length; place++)
            foreach (var value in NumbersOf(rows[place]))
            {
                ref var set = ref CollectionsMarshal.GetValueRefOrAddDefault(byNumber, value, out _);
                set ??= new Bits(rows.Length);
                set[place] = true;
            }
        return byNumber.ToDictionary(s => (s.Key.Item1, Print(s.Key, names)), s => s.Value);
    }

    /// <summary>How many of these deals have each value; quicker than cutting sets where they are few.</summary>
    public static Dictionary<(DealFacet, string), int> Count(IEnumerable<DealRow> rows, RegisterNames names)
    {
        var byNumber = new Dictionary<(DealFacet, long), int>();
        foreach (var row in rows)
        foreach (var value in NumbersOf(row))
            CollectionsMarshal.GetValueRefOrAddDefault(byNumber, value, out _)++;
        return byNumber.ToDictionary(c => (c.Key.Item1, Print(c.Key, names)), c => c.Value);
    }

    /// <summary>The values of one deal.</summary>
    public static IEnumerable<(DealFacet, string)> ValuesOf(DealRow row, RegisterNames names) =>
        NumbersOf(row).Select(n => (n.Item1, Print(n, names)));

    private static IEnumerable<(DealFacet, long)> NumbersOf(DealRow row)
    {
        yield return (DealFacet.City, row.City);
        foreach (var area in row.Areas)
            yield return (DealFacet.Area, area);
        yield return (DealFacet.Instrument, (long)row.Instrument);
        yield return (DealFacet.Delivery, (long)row.Delivery);
        yield return (DealFacet.Open, (long)row.Open);
        yield return (DealFacet.Standing, (long)row.Standing);
        yield return (DealFacet.Year, row.Year ?? Undated);
        // Many parties are of few kinds.
        var told = 0L;
        foreach (var party in row.Parties)
            if (party.Kind is { } kind && (told & (1L << (int)kind)) == 0)
            {
                told |= 1L << (int)kind;
                yield return (DealFacet.Kind, (long)kind);
            }
    }

    private static string Print((DealFacet Facet, long Number) value, RegisterNames names)
    {
        var (facet, number) = value;
        return facet == DealFacet.City ? names.Cities.First(c => c.Id == number).Identifier
            : facet == DealFacet.Area ? names.Areas.First(a => a.Id == number).Identifier
            : facet == DealFacet.Instrument ? Code.Of((Instrument)number)
            : facet == DealFacet.Delivery ? Code.Of((Delivery)number)
            : facet == DealFacet.Open ? Code.Of((OpenToJoin)number)
            : facet == DealFacet.Standing ? Code.Of((Standing)number)
            : facet == DealFacet.Kind ? Code.Of((Network.OrganisationKind)number)
            : number == Undated ? DealFilter.Undated
            : number.ToString(CultureInfo.InvariantCulture);
    }
}
