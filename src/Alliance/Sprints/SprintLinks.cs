using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Which deals the sessions of a sprint look at, for the deals' own pages.</summary>
public static class SprintLinks
{
    /// <summary>Brings the links to what the sprint says; the caller saves.</summary>
    /// <returns>The identifiers of the deals whose pages say something else by that.</returns>
    /// <remarks>2 queries.</remarks>
    public static async Task<IReadOnlyList<string>> RenewAsync(
        AppDb db,
        Sprint sprint,
        CancellationToken cancel = default
    )
    {
        var old = await db
            .SprintDeals.Where(l => l.SprintId == sprint.Id)
            .Include(l => l.Deal)
            .ToDictionaryAsync(l => (l.Deal!.Identifier, l.Session), cancel);
        var named =
            sprint.State == SprintState.Planned
                ? []
                : sprint
                    .Sessions.SelectMany(s => (s.Deals ?? []).Distinct().Select(d => (Deal: d, Session: s.Key)))
                    .ToList();
        var names = named.ConvertAll(n => n.Deal);
        var ids = await db
            .Deals.Where(d => names.Contains(d.Identifier))
            .ToDictionaryAsync(d => d.Identifier, d => d.Id, cancel);
        foreach (var (deal, session) in named)
            if (!old.Remove((deal, session)) && ids.TryGetValue(deal, out var id))
                db.SprintDeals.Add(
                    new SprintDeal
                    {
                        SprintId = sprint.Id,
                        DealId = id,
                        Session = session,
                    }
                );
        db.SprintDeals.RemoveRange(old.Values);
        return [.. names.Concat(old.Keys.Select(k => k.Identifier)).Distinct()];
    }
}
