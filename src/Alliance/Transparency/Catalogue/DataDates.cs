using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Engagement.Offers;
using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Alliance.Sprints;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Catalogue;

/// <summary>Since when there is something in a set of data, and when the last of it changed (UTC); null where nobody knows.</summary>
internal sealed record DataSpan(DateTime? First, DateTime? Last);

/// <summary>How old the sets of data are, as far as their records say it. Organisations, cities and indicators do not say it.</summary>
internal static class DataDates
{
    // The newest number is among the last that came; a package may bring older ones after it. To look at all of them takes seconds.
    private const int LastOnes = 1_000;

    /// <remarks>13 queries, and those of the index of deals where nobody has asked it yet.</remarks>
    public static async Task<IReadOnlyDictionary<string, DataSpan>> LoadAsync(
        AppDb db,
        DealIndex index,
        PageTags tags,
        CancellationToken cancel
    )
    {
        tags.Add(
            "deals",
            "measurements",
            "practices",
            "replications",
            "publications",
            "sprints",
            "roadmaps",
            "offers",
            AppendToLog.Tag
        );
        var deals = await DealsAsync(db, index, cancel);
        var sprints = await SprintsAsync(db, tags, cancel);
        return new Dictionary<string, DataSpan>(StringComparer.Ordinal)
        {
            ["deals"] = deals,
            ["commitments"] = deals,
            ["totals"] = deals,
            ["measurements"] = new(
                await FirstAsync(db.Measurements.OrderBy(m => m.Id).Select(m => (DateTime?)m.RecordedAt)),
                await db
                    .Measurements.OrderByDescending(m => m.Id)
                    .Take(LastOnes)
                    .MaxAsync(m => (DateTime?)m.RecordedAt, cancel)
            ),
            ["reports"] = new(
                await FirstAsync(db.Reports.OrderBy(r => r.Id).Select(r => (DateTime?)r.RecordedAt)),
                await db
                    .Reports.OrderByDescending(r => r.Id)
                    .Take(LastOnes)
                    .MaxAsync(r => (DateTime?)r.RecordedAt, cancel)
            ),
            ["obstacles"] = new(null, await db.NamedObstacles.MaxAsync(o => (DateTime?)o.NamedAt, cancel)),
            ["practices"] =
                await db
                    .Practices.Where(p => p.Standing == PracticeStanding.Published)
                    .GroupBy(_ => 1)
                    .Select(g => new DataSpan(g.Min(p => p.PublishedAt), g.Max(p => p.ChangedAt)))
                    .FirstOrDefaultAsync(cancel)
                ?? new(null, null),
            ["replications"] = new(null, await ReplicationView.LastSteps(db).MaxAsync(s => (DateTime?)s.At, cancel)),
            ["publications"] = await PublicationsAsync(db, cancel),
            ["sprints"] = sprints,
            ["roadmaps"] =
                await db
                    .RoadmapVersions.GroupBy(_ => 1)
                    .Select(g => new DataSpan(g.Min(v => v.RecordedAt), g.Max(v => v.RecordedAt)))
                    .FirstOrDefaultAsync(cancel)
                ?? new(null, null),
            ["offers"] =
                await db
                    .Offers.Where(o => o.State == OfferState.Open && o.SeenBy == OfferAudience.Everybody)
                    .GroupBy(_ => 1)
                    .Select(g => new DataSpan(g.Min(o => o.PublishedAt), g.Max(o => o.ChangedAt)))
                    .FirstOrDefaultAsync(cancel)
                ?? new(null, null),
            ["log"] = new(
                await FirstAsync(db.LogEntries.OrderBy(e => e.Index).Select(e => (DateTime?)e.RecordedAt)),
                await FirstAsync(db.LogEntries.OrderByDescending(e => e.Index).Select(e => (DateTime?)e.RecordedAt))
            ),
        };

        Task<DateTime?> FirstAsync(IQueryable<DateTime?> moments) => moments.FirstOrDefaultAsync(cancel);
    }

    private static async Task<DataSpan> DealsAsync(AppDb db, DealIndex index, CancellationToken cancel)
    {
        var snapshot = await index.CurrentAsync(cancel);
        var first = await db
            .DealVersions.OrderBy(v => v.Id)
            .Select(v => (DateTime?)v.RecordedAt)
            .FirstOrDefaultAsync(cancel);
        return new(
            first,
            snapshot.Count == 0
                ? null
                : new DateTime(snapshot[snapshot.Ordered(DealSort.Changed, null).First()].ChangedAt, DateTimeKind.Utc)
        );
    }

    private static async Task<DataSpan> PublicationsAsync(AppDb db, CancellationToken cancel)
    {
        var span = await db
            .Editions.GroupBy(_ => 1)
            .Select(g => new
            {
                First = g.Min(e => (DateTime?)e.FrozenAt),
                Last = g.Max(e => (DateTime?)e.FrozenAt),
                Withdrawn = g.Max(e => e.WithdrawnAt),
            })
            .FirstOrDefaultAsync(cancel);
        return new(span?.First, ((DateTime?[])[span?.Last, span?.Withdrawn]).Max());
    }

    private static async Task<DataSpan> SprintsAsync(AppDb db, PageTags tags, CancellationToken cancel)
    {
        // Some a year, in the whole network.
        var shown = await SprintRights
            .Shown(db.Sprints)
            .Select(s => new
            {
                s.Identifier,
                s.ChangedAt,
                Approved = db.Minutes.Where(m => m.SprintId == s.Id).Max(m => m.ApprovedAt),
            })
            .ToListAsync(cancel);
        // Minutes evict the pages of their own sprint alone.
        tags.Add([.. shown.Select(s => "sprint:" + s.Identifier)]);
        return new(null, shown.SelectMany(s => (DateTime?[])[s.ChangedAt, s.Approved]).Max());
    }
}
