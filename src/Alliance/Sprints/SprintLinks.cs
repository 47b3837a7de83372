using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Which deals and practices the sessions of a sprint look at, for the pages of those.</summary>
public static class SprintLinks
{
    /// <summary>Brings the links to what the sprint says; the caller saves.</summary>
    /// <returns>The tags of the deals and practices whose pages say something else by that.</returns>
    /// <remarks>4 queries.</remarks>
    public static async Task<IReadOnlyList<string>> RenewAsync(
        AppDb db,
        Sprint sprint,
        CancellationToken cancel = default
    ) =>
        [
            .. (await RenewDealsAsync(db, sprint, cancel)).Select(d => "deal:" + d),
            .. (await RenewPracticesAsync(db, sprint, cancel)).Select(p => "practice:" + p),
        ];

    private static async Task<IEnumerable<string>> RenewDealsAsync(AppDb db, Sprint sprint, CancellationToken cancel)
    {
        var old = await db
            .SprintDeals.Where(l => l.SprintId == sprint.Id)
            .Include(l => l.Deal)
            .ToDictionaryAsync(l => (l.Deal!.Identifier, l.Session), cancel);
        var named = Named(sprint, s => s.Deals);
        var names = named.ConvertAll(n => n.Name);
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
        return names.Concat(old.Keys.Select(k => k.Identifier)).Distinct();
    }

    private static async Task<IEnumerable<string>> RenewPracticesAsync(
        AppDb db,
        Sprint sprint,
        CancellationToken cancel
    )
    {
        var old = await db
            .SprintPractices.Where(l => l.SprintId == sprint.Id)
            .Include(l => l.Practice)
            .ToDictionaryAsync(l => (l.Practice!.Identifier!, l.Session), cancel);
        var named = Named(sprint, s => s.Practices);
        var names = named.ConvertAll(n => n.Name);
        var ids = await db
            .Practices.Where(p => names.Contains(p.Identifier!))
            .ToDictionaryAsync(p => p.Identifier!, p => p.Id, cancel);
        foreach (var (practice, session) in named)
            if (!old.Remove((practice, session)) && ids.TryGetValue(practice, out var id))
                db.SprintPractices.Add(
                    new SprintPractice
                    {
                        SprintId = sprint.Id,
                        PracticeId = id,
                        Session = session,
                    }
                );
        db.SprintPractices.RemoveRange(old.Values);
        return names.Concat(old.Keys.Select(k => k.Item1)).Distinct();
    }

    // What its hosts still plan is theirs alone.
    private static List<(string Name, string Session)> Named(
        Sprint sprint,
        Func<SprintSession, IReadOnlyList<string>?> names
    ) =>
        sprint.State == SprintState.Planned
            ? []
            : [.. sprint.Sessions.SelectMany(s => (names(s) ?? []).Distinct().Select(n => (n, s.Key)))];
}
