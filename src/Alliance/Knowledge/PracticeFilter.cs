using Alliance.Deals;
using Alliance.Knowledge.Told;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>What a reader of the practices chose; the address carries all of it.</summary>
/// <param name="Search">The words looked for, or empty.</param>
/// <param name="City">A city's identifier.</param>
/// <param name="Area">A policy area's identifier.</param>
/// <param name="After">The identifier of the last practice on the page before.</param>
public sealed record PracticeFilter(string Search, PracticeKind? Kind, string? City, string? Area, string? After)
{
    /// <summary>Of a city of this size.</summary>
    public CitySize? Size { get; init; }
    public CostClass? Cost { get; init; }
    public StaffClass? Staff { get; init; }

    public const string Path = "practices";

    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static PracticeFilter Parse(IQueryCollection query)
    {
        string? Of(string name) =>
            query[name].LastOrDefault() is { Length: > 0 } text && DealFacet.IsIdentifier(text) ? text : null;
        return new PracticeFilter(
            DealFilter.Clean(query["q"].LastOrDefault()),
            Code.TryParse<PracticeKind>(query["kind"].LastOrDefault(), out var kind) ? kind : null,
            Of("city"),
            Of("area"),
            Of("after")
        )
        {
            Size = Code.TryParse<CitySize>(query["size"].LastOrDefault(), out var size) ? size : null,
            Cost = Code.TryParse<CostClass>(query["cost"].LastOrDefault(), out var cost) ? cost : null,
            Staff = Code.TryParse<StaffClass>(query["staff"].LastOrDefault(), out var staff) ? staff : null,
        };
    }

    public bool Empty =>
        Search.Length == 0
        && Kind is null
        && City is null
        && Area is null
        && Size is null
        && Cost is null
        && Staff is null;

    /// <summary>The choice as it stands behind the question mark; empty when nothing is chosen.</summary>
    public string Print()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Search.Length == 0 ? null : Uri.EscapeDataString(Search)),
            ("kind", Kind is { } kind ? Code.Of(kind) : null),
            ("city", City),
            ("area", Area),
            ("size", Size is { } size ? Code.Of(size) : null),
            ("cost", Cost is { } cost ? Code.Of(cost) : null),
            ("staff", Staff is { } staff ? Code.Of(staff) : null),
            ("after", After),
        };
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));
    }

    public string Address(Reader reader)
    {
        var query = Print();
        return reader.At(query.Length == 0 ? Path : $"{Path}?{query}");
    }

    /// <summary>The published practices that fit, whatever the page.</summary>
    /// <remarks>2 queries where words are looked for, 1 where a city's size is; else none.</remarks>
    public async Task<IQueryable<Practice>> ChooseAsync(AppDb db, CancellationToken cancel = default)
    {
        var chosen = db.Practices.AsNoTracking().Where(p => p.Standing == PracticeStanding.Published);
        if (Kind is { } kind)
            chosen = chosen.Where(p => p.Kind == kind);
        if (City is { } city)
            chosen = chosen.Where(p => p.City!.Identifier == city);
        if (Area is { } area)
            chosen = chosen.Where(p => p.Links.Any(l => l.Kind == LinkKind.Area && l.Value == area));
        if ((Cost is { } cost ? Code.Of(cost) : null) is { } money)
            chosen = chosen.Where(p => p.Links.Any(l => l.Kind == LinkKind.Cost && l.Value == money));
        if ((Staff is { } staff ? Code.Of(staff) : null) is { } work)
            chosen = chosen.Where(p => p.Links.Any(l => l.Kind == LinkKind.Staff && l.Value == work));
        if (Size is { } size)
        {
            // A city's people are counted in a document that no database reads.
            var there = (
                await db.Cities.AsNoTracking().Where(c => db.Practices.Any(p => p.CityId == c.Id)).ToListAsync(cancel)
            )
                .Where(c => SizeClasses.Of(c) == size)
                .Select(c => (long?)c.Id)
                .ToList();
            chosen = chosen.Where(p => there.Contains(p.CityId));
        }
        if (Search.Length > 0)
        {
            var found = await SearchFinder.FindMeantAsync(db, PracticeTerms.Source, SearchQuery.Read(Search), cancel);
            long[] hits = [.. found.All, .. found.Through];
            chosen = chosen.Where(p => hits.Contains(p.Id));
        }
        return chosen;
    }
}
