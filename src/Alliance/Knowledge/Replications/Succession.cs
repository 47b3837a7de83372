using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>A deal with which a city went on after another one of its own.</summary>
/// <param name="Before">The identifier of the one that it follows on.</param>
/// <param name="On">Whether it renews that one or grew out of it.</param>
internal sealed record Successor(
    string Identifier,
    string Before,
    WayOn On,
    string Slug,
    LocalText Title,
    LocalText City
);

/// <summary>
/// Which deals follow on others of the same city. Whoever renews a deal, or lets a declaration grow into one, gets a deal with another name: what was
/// taken over, and what others took over, goes on in it.
/// </summary>
internal sealed class Succession
{
    public static readonly Succession None = new([]);

    private readonly Dictionary<string, Successor> successors;
    private readonly ILookup<string, Successor> following;

    private Succession(List<Successor> all)
    {
        successors = all.ToDictionary(s => s.Identifier, StringComparer.Ordinal);
        following = all.ToLookup(s => s.Before, StringComparer.Ordinal);
    }

    /// <summary>Whether there may be others in its line: most deals need not be looked after.</summary>
    public static bool MayHold(Deal deal) =>
        deal.Renews is not null
        || deal.Origin?.Deal is not null
        || deal.State is DealState.Renewed
        // Of what was signed elsewhere only the successor says that it follows.
        || (deal.State is null && DraftFromDeal.MayFollow(deal));

    /// <summary>In the cities of these deals.</summary>
    /// <remarks>
    /// 1 query, 1 more where there are any. They read what their cities have: no index leads from a deal to the one that follows on it, and a city has
    /// some hundreds.
    /// </remarks>
    public static async Task<Succession> OfAsync(AppDb db, List<string> deals, CancellationToken cancel)
    {
        var cities = db.Deals.Where(d => deals.Contains(d.Identifier)).Select(d => d.CityId);
        var all = (
            await db
                .Deals.Where(d => cities.Contains(d.CityId) && (d.Renews != null || d.Origin != null))
                .OrderBy(d => d.Identifier)
                .Select(d => new
                {
                    d.Identifier,
                    d.Renews,
                    d.Origin,
                    d.Slug,
                    d.Title,
                    d.CityId,
                    City = d.City!.Name,
                })
                .ToListAsync(cancel)
        ).ConvertAll(d => (Deal: d, Before: d.Renews ?? d.Origin?.Deal));
        var named = all.Select(a => a.Before).OfType<string>().Distinct().ToList();
        if (named.Count == 0)
            return None;
        // What names a deal of another city was taken over from there, and follows on nothing.
        var own = (
            await db
                .Deals.Where(d => cities.Contains(d.CityId) && named.Contains(d.Identifier))
                .Select(d => new { d.Identifier, d.CityId })
                .ToListAsync(cancel)
        ).ConvertAll(d => (d.Identifier, d.CityId));
        return new Succession([
            .. all.Where(a => a.Before is { } before && own.Contains((before, a.Deal.CityId)))
                .Select(a => new Successor(
                    a.Deal.Identifier,
                    a.Before!,
                    a.Deal.Origin?.Deal == a.Before ? WayOn.Grown : WayOn.Renewed,
                    a.Deal.Slug,
                    a.Deal.Title,
                    a.Deal.City
                )),
        ]);
    }

    /// <summary>Those that follow on a deal.</summary>
    public IEnumerable<Successor> After(string deal) => following[deal];

    /// <summary>The deal itself and those that it follows on, the nearest first.</summary>
    public List<string> Before(string deal)
    {
        var line = new List<string> { deal };
        // A file may say anything, also that two follow on each other.
        while (successors.GetValueOrDefault(line[^1]) is { } successor && !line.Contains(successor.Before))
            line.Add(successor.Before);
        return line;
    }

    /// <summary>The deal itself, those that it follows on, and all that follow on one of them.</summary>
    public List<string> Whole(string deal)
    {
        var whole = Before(deal);
        for (var i = 0; i < whole.Count; i++)
            whole.AddRange(After(whole[i]).Select(s => s.Identifier).Except(whole).ToList());
        return whole;
    }
}
