using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>What can be followed, as addresses name it: <c>deal=ma-11</c>, <c>city=umea</c>, <c>area=energy</c>, <c>practice=…</c>.</summary>
public sealed record Followed(FollowedKind Kind, string Key)
{
    public string Query => $"{Code.Of(Kind)}={Key}";

    /// <summary>The one thing that an address names; null where it names none, several, or what can be nothing's identifier.</summary>
    public static Followed? Parse(IQueryCollection query)
    {
        var named = Enum.GetValues<FollowedKind>()
            .SelectMany(kind => query[Code.Of(kind)].OfType<string>().Select(key => new Followed(kind, key)))
            .ToList();
        return named is [var one] && DealFacet.IsIdentifier(one.Key) ? one : null;
    }

    /// <summary>Whether an address names anything at all.</summary>
    public static bool IsNamed(IQueryCollection query) => Code.All<FollowedKind>().Any(query.ContainsKey);

    /// <summary>The keys of those of one kind.</summary>
    internal static List<string> Keys(IEnumerable<Followed> wanted, FollowedKind kind) =>
        [.. wanted.Where(w => w.Kind == kind).Select(w => w.Key).Distinct(StringComparer.Ordinal)];
}

/// <summary>The same with its name and its page's address below the language.</summary>
public sealed record FollowedThing(Followed What, LocalText Name, string Page)
{
    /// <summary>What this register has of it; null where that is nothing. One query.</summary>
    public static async Task<FollowedThing?> FindAsync(AppDb db, Followed what, CancellationToken cancel = default) =>
        (await LoadAsync(db, [what], cancel)).GetValueOrDefault(what);

    /// <summary>The same of many; what is gone is left out. Three queries at most.</summary>
    public static async Task<IReadOnlyDictionary<Followed, FollowedThing>> LoadAsync(
        AppDb db,
        IReadOnlyCollection<Followed> wanted,
        CancellationToken cancel = default
    )
    {
        var found = new List<FollowedThing>();
        var (deals, cities) = (Followed.Keys(wanted, FollowedKind.Deal), Followed.Keys(wanted, FollowedKind.City));
        var practices = Followed.Keys(wanted, FollowedKind.Practice);
        if (deals.Count > 0)
            found.AddRange(
                (
                    await db
                        .Deals.Where(d => deals.Contains(d.Identifier))
                        .Select(d => new
                        {
                            d.Identifier,
                            d.Title,
                            d.Slug,
                        })
                        .ToListAsync(cancel)
                ).Select(d => new FollowedThing(new(FollowedKind.Deal, d.Identifier), d.Title, "deals/" + d.Slug))
            );
        if (cities.Count > 0)
            found.AddRange(
                (
                    await db
                        .Cities.Where(c => cities.Contains(c.Identifier))
                        .Select(c => new { c.Identifier, c.Name })
                        .ToListAsync(cancel)
                ).Select(c => new FollowedThing(new(FollowedKind.City, c.Identifier), c.Name, "cities/" + c.Identifier))
            );
        if (practices.Count > 0)
            found.AddRange(
                (
                    await db
                        .Practices.Where(p =>
                            practices.Contains(p.Identifier!) && p.Standing == PracticeStanding.Published
                        )
                        .Select(p => new { p.Identifier, p.Title })
                        .ToListAsync(cancel)
                ).Select(p => new FollowedThing(
                    new(FollowedKind.Practice, p.Identifier!),
                    p.Title,
                    "practices/" + p.Identifier
                ))
            );
        found.AddRange(
            Followed
                .Keys(wanted, FollowedKind.Area)
                .Select(SharedAreas.Find)
                .OfType<Network.Documents.PolicyAreaDocument>()
                .Select(a => new FollowedThing(new(FollowedKind.Area, a.Id), a.Name, "deals?area=" + a.Id))
        );
        return found.ToDictionary(f => f.What);
    }
}
