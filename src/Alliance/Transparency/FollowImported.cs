using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Platform.Data;
using Alliance.Roadmaps;
using Alliance.Sprints;
using Alliance.Transparency.Parts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency;

/// <summary>What reports and numbers bring about, wherever they come from, once everything of an import is there.</summary>
internal static class FollowImported
{
    private const int Batch = 200;

    public static async Task RunAsync(AppDb db, IReadOnlyCollection<Change> changes)
    {
        List<string> DealsOf(params string[] files) =>
            [.. changes.Where(c => files.Contains(c.File)).Select(c => c.Id.Split('.')[0]).Distinct()];

        await FollowObstacles.RunAsync(db, DealsOf("reports.jsonl", "enquiries.jsonl"));
        foreach (var some in DealsOf("reports.jsonl", "measurements.jsonl", "health-overrides.jsonl").Chunk(Batch))
        {
            var deals = await db.Deals.Where(d => some.Contains(d.Identifier)).Select(d => d.Id).ToListAsync();
            await AnswerAsync(db, deals);
            await EndAsync(db, deals);
        }
        foreach (var city in DealsOf("roadmaps.jsonl"))
            await PlanAsync(db, city);
        foreach (var sprint in DealsOf("sprints.jsonl"))
        {
            await SprintLinks.RenewAsync(db, await db.Sprints.SingleAsync(s => s.Identifier == sprint));
            await db.SaveChangesAsync();
        }
    }

    // Deals say on which challenges they work; and where nobody in the city has changed what came in, work goes on with the newest.
    private static async Task PlanAsync(AppDb db, string city)
    {
        var roadmap = await db.Roadmaps.SingleAsync(r => r.City!.Identifier == city);
        var versions = await db.RoadmapVersions.Where(v => v.RoadmapId == roadmap.Id).ToListAsync();
        var newest = versions.MaxBy(v => v.Number)!;
        var content = newest.Read();
        var worked = RoadmapVersion.Of(roadmap.Content, newest.Kind, newest.Number, newest.RecordedAt).Hash;
        var isNew = !await db.RoadmapRevisions.AnyAsync(r => r.RoadmapId == roadmap.Id);
        if (isNew || (worked != newest.Hash && versions.Exists(v => v.Hash == worked)))
        {
            if (!isNew)
            {
                roadmap.Revision++;
                roadmap.Turn++;
            }
            (roadmap.Content, roadmap.ChangedAt) = (content, newest.RecordedAt);
            db.RoadmapRevisions.Add(
                new RoadmapRevision
                {
                    RoadmapId = roadmap.Id,
                    Number = roadmap.Revision,
                    Content = content,
                    At = newest.RecordedAt,
                }
            );
        }
        await RoadmapLinks.RenewAsync(db, roadmap.Id, content);
        await db.SaveChangesAsync();
    }

    // Whoever was asked for it has answered.
    private static async Task AnswerAsync(AppDb db, List<long> deals)
    {
        var open = db.ReportQuestions.Where(q => deals.Contains(q.DealId) && q.AnsweredAt == null);
        await open.Select(q => new
            {
                Question = q,
                At = db
                    .Reports.Where(r => r.DealId == q.DealId && r.Commitment == q.Commitment && r.Period == q.Period)
                    .Min(r => (DateTime?)r.RecordedAt),
            })
            .Where(q => q.At != null)
            .ExecuteUpdateAsync(s => s.SetProperty(q => q.Question.AnsweredAt, q => q.At));
        await open.Select(q => new
            {
                Question = q,
                At = db
                    .Measurements.Where(m =>
                        m.DealId == q.DealId && m.Commitment == q.Commitment && m.Period == q.Period
                    )
                    .Min(m => (DateTime?)m.RecordedAt),
            })
            .Where(q => q.At != null)
            .ExecuteUpdateAsync(s => s.SetProperty(q => q.Question.AnsweredAt, q => q.At));
    }

    // What people had set before it ends with it, as after a report that is sent here; a check says nothing new.
    private static async Task EndAsync(AppDb db, List<long> deals)
    {
        var holding = db.HealthOverrides.Where(o => deals.Contains(o.DealId) && o.EndedAt == null);
        await holding
            .Select(o => new
            {
                Set = o,
                At = db
                    .Reports.Where(r => r.DealId == o.DealId && r.Commitment == o.Commitment && r.RecordedAt > o.SetAt)
                    .Min(r => (DateTime?)r.RecordedAt),
            })
            .Where(o => o.At != null)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.Set.EndedAt, o => o.At));
        await holding
            .Select(o => new
            {
                Set = o,
                At = db
                    .Measurements.Where(m =>
                        m.DealId == o.DealId
                        && m.Commitment == o.Commitment
                        && m.RecordedAt > o.SetAt
                        && (m.Trust != TrustLevel.Checked || m.Version == 1)
                    )
                    .Min(m => (DateTime?)m.RecordedAt),
            })
            .Where(o => o.At != null)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.Set.EndedAt, o => o.At));
    }
}
