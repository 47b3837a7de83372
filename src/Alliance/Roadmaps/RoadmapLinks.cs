using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>Which deals work on a challenge of a roadmap, by its newest version.</summary>
public static class RoadmapLinks
{
    /// <summary>Brings the links to what this content says; the caller saves.</summary>
    /// <returns>The identifiers of the deals whose pages say something else by that.</returns>
    /// <remarks>2 queries.</remarks>
    public static async Task<IReadOnlyList<string>> RenewAsync(
        AppDb db,
        long roadmap,
        RoadmapContent content,
        CancellationToken cancel = default
    )
    {
        var old = await db.RoadmapDeals.Where(l => l.RoadmapId == roadmap).Include(l => l.Deal).ToListAsync(cancel);
        // What has no title yet is not published, so none is without.
        var named = content
            .Challenges.Where(c => c.Title is not null)
            .SelectMany(c => c.Deals.Distinct().Select(d => (Deal: d, Challenge: c.Key, Title: c.Title!)))
            .ToList();
        var names = named.Select(n => n.Deal).Distinct().ToList();
        var ids = await db
            .Deals.Where(d => names.Contains(d.Identifier))
            .ToDictionaryAsync(d => d.Identifier, d => d.Id, cancel);
        var known = old.ToDictionary(l => (l.Deal!.Identifier, l.Challenge));
        foreach (var (deal, challenge, title) in named)
            if (known.Remove((deal, challenge), out var link))
                link.Title = title;
            else if (ids.TryGetValue(deal, out var id))
                db.RoadmapDeals.Add(
                    new RoadmapDeal
                    {
                        RoadmapId = roadmap,
                        DealId = id,
                        Challenge = challenge,
                        Title = title,
                    }
                );
        db.RoadmapDeals.RemoveRange(known.Values);
        return [.. names.Concat(known.Keys.Select(k => k.Identifier)).Distinct()];
    }
}
