using Alliance.Deals;
using Alliance.Monitoring.Parts;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

/// <summary>
/// How the promises of deals stand, for lists of deals. It is worked out for the deals of the page alone, and kept in memory until the
/// deal changes or the day ends in its city, so that it is always true (docs/decisions/0027-boards.md).
/// </summary>
public sealed class HealthInLists
{
    // Some five megabytes; who reads all of a large register begins anew.
    private const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<long, Known> known = [];
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);
    private long changes;

    private sealed record Known(string Deal, CityClock Clock, IReadOnlyDictionary<HealthState, int> Standings);

    /// <summary>Eleven statements for those that are not in memory, and none for the others.</summary>
    public FindWhatCameInBrief In(AppDb db, PageTags tags, TimeProvider time) =>
        async (deals, cancel) =>
        {
            var now = time.GetUtcNow();
            var (found, begun) = Kept(deals, now);
            var others = deals.Except(found.Keys).ToList();
            if (others.Count > 0)
            {
                var chosen = db.Deals.Where(d => others.Contains(d.Id) && d.State != null);
                var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
                await foreach (
                    var (deal, clock, promises) in HealthOfDeals.BareAsync(db, chosen, indicators, now, cancel)
                )
                    found[deal.Id] = new Known(
                        deal.Identifier,
                        clock,
                        promises.CountBy(p => p.Health.State).ToDictionary()
                    );
                Keep(others, found, begun);
            }
            // The page goes from the cache when one of its deals changes, and not with every number that comes in elsewhere.
            foreach (var deal in found.Values)
                tags.Add("deal:" + deal.Deal);
            if (deals.Count > 0)
                tags.Add("measurement-imports");
            return found.Where(f => f.Value.Standings.Count > 0).ToDictionary(f => f.Key, f => Of(f.Value.Standings));
        };

    /// <summary>See <see cref="Follower"/>.</summary>
    public Task FollowAsync(IReadOnlyCollection<string> tags, CancellationToken cancel)
    {
        lock (gate)
        {
            changes++;
            if (tags.Any(t => t is PageStore.Everything or "deals" or "measurement-imports"))
            {
                known.Clear();
                ids.Clear();
            }
            foreach (var tag in tags.Where(t => t.StartsWith("deal:", StringComparison.Ordinal)))
                if (ids.Remove(tag["deal:".Length..], out var id))
                    known.Remove(id);
        }
        return Task.CompletedTask;
    }

    private (Dictionary<long, Known> Found, long Begun) Kept(IReadOnlyCollection<long> deals, DateTimeOffset now)
    {
        lock (gate)
            return (
                deals
                    .Where(d => known.TryGetValue(d, out var kept) && kept.Clock.IsSameDay(now))
                    .ToDictionary(d => d, d => known[d]),
                changes
            );
    }

    private void Keep(List<long> deals, Dictionary<long, Known> found, long begun)
    {
        lock (gate)
        {
            // What was read before a change may not stay after it.
            if (begun != changes)
                return;
            if (known.Count + deals.Count > Most)
            {
                known.Clear();
                ids.Clear();
            }
            foreach (var id in deals.Where(found.ContainsKey))
            {
                known[id] = found[id];
                ids[found[id].Deal] = id;
            }
        }
    }

    private static RenderFragment Of(IReadOnlyDictionary<HealthState, int> standings) =>
        b =>
        {
            b.OpenComponent<StandingCounts>(0);
            b.AddComponentParameter(1, nameof(StandingCounts.Standings), standings);
            b.CloseComponent();
        };
}
