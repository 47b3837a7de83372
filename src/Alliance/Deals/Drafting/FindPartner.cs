using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Whether who is named as a party stands in the register already.</summary>
public static class FindPartner
{
    /// <summary>
    /// The organisation of that name: the one of this city if several have it, else the only one; null where there is none,
    /// or where guessing would be needed.
    /// </summary>
    public static async Task<Organisation?> ByNameAsync(
        AppDb db,
        string name,
        long city,
        CancellationToken cancel = default
    )
    {
        var found = await ByNamesAsync(db, [name], city, cancel);
        return found.GetValueOrDefault(KeyOf(name));
    }

    /// <summary>The same for many names at once (1 query), by <see cref="KeyOf"/>.</summary>
    public static async Task<IReadOnlyDictionary<string, Organisation>> ByNamesAsync(
        AppDb db,
        IEnumerable<string> names,
        long city,
        CancellationToken cancel = default
    )
    {
        var keys = names.Select(KeyOf).Where(k => k.Length is > 0 and <= Organisation.SortNameLength).ToHashSet();
        if (keys.Count == 0)
            return new Dictionary<string, Organisation>();
        var found = await db
            .Organisations.Where(o => keys.Contains(o.SortName))
            .Include(o => o.MergedInto)
            .OrderBy(o => o.Id)
            .Take(keys.Count * 20)
            .ToListAsync(cancel);
        return found
            .GroupBy(o => o.SortName, StringComparer.Ordinal)
            .Select(g => (g.Key, Only: Only([.. g], city)))
            .Where(g => g.Only is not null)
            .ToDictionary(g => g.Key, g => g.Only!, StringComparer.Ordinal);
    }

    /// <summary>What a name is found by.</summary>
    public static string KeyOf(string name) => Folding.Fold(name).Trim();

    private static Organisation? Only(List<Organisation> found, long city)
    {
        var distinct = found.Select(o => o.MergedInto ?? o).DistinctBy(o => o.Id).ToList();
        var own = distinct.Where(o => o.CityId == city).ToList();
        return own is [var here] ? here
            : distinct is [var only] ? only
            : null;
    }

    /// <summary>The organisation that is the city itself; null where the register has none, or several.</summary>
    public static async Task<Organisation?> MunicipalityAsync(AppDb db, long city, CancellationToken cancel = default)
    {
        var found = await db
            .Organisations.Where(o =>
                o.CityId == city && o.Kind == OrganisationKind.Municipality && o.MergedIntoId == null
            )
            .OrderBy(o => o.Id)
            .Take(2)
            .ToListAsync(cancel);
        return found is [var only] ? only : null;
    }

    public static async Task<long?> IdAsync(AppDb db, string? identifier, CancellationToken cancel = default) =>
        identifier is null
            ? null
            : await db
                .Organisations.Where(o => o.Identifier == identifier)
                .Select(o => (long?)o.Id)
                .SingleOrDefaultAsync(cancel);
}
