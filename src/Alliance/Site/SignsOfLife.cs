using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Roadmaps;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>
/// When something last happened in each of these cities, beside its sprints. What was only collected from public sources is no sign of
/// life: others wrote it down.
/// </summary>
internal static class SignsOfLife
{
    /// <remarks>1 statement. The newest number of a city is looked for among all numbers of its deals.</remarks>
    public static async Task<ILookup<long, (SignOfLife What, DateOnly On)>> LoadAsync(
        AppDb db,
        IReadOnlyDictionary<long, CityClock> clocks,
        CancellationToken cancel
    )
    {
        var ids = clocks.Keys.ToList();
        var found = await db
            .Cities.Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                // A version that was collected leaves a revision of the same moment.
                Worked = db
                    .RoadmapRevisions.Where(r =>
                        r.Roadmap!.CityId == c.Id
                        && !r.Roadmap.Versions.Any(v => v.Kind == RoadmapVersionKind.Recorded && v.RecordedAt == r.At)
                    )
                    .Max(r => (DateTime?)r.At),
                Version = db
                    .RoadmapVersions.Where(v => v.Roadmap!.CityId == c.Id && v.Kind != RoadmapVersionKind.Recorded)
                    .Max(v => (DateTime?)v.RecordedAt),
                Deal = db
                    .DealVersions.Where(v => v.Deal!.CityId == c.Id && v.Kind != VersionKind.Recorded)
                    .Max(v => (DateTime?)v.RecordedAt),
                Draft = db.Drafts.Where(d => d.CityId == c.Id).Max(d => (DateTime?)d.ChangedAt),
                Measured = db.Measurements.Where(m => m.Deal!.CityId == c.Id).Max(m => (DateTime?)m.RecordedAt),
                Reported = db.ReportQuestions.Where(q => q.Request!.CityId == c.Id).Max(q => q.AnsweredAt),
                Practice = db
                    .Practices.Where(p => p.CityId == c.Id && p.Collection == null)
                    .Max(p => (DateTime?)p.ChangedAt),
                Stakeholders = db.Stakeholders.Where(s => s.CityId == c.Id).Max(s => (DateTime?)s.ChangedAt),
            })
            .ToListAsync(cancel);
        return found
            .SelectMany(f =>
                new (SignOfLife What, DateTime? At)[]
                {
                    (SignOfLife.Roadmap, f.Worked),
                    (SignOfLife.Roadmap, f.Version),
                    (SignOfLife.Deal, f.Deal),
                    (SignOfLife.Draft, f.Draft),
                    (SignOfLife.Measurement, f.Measured),
                    (SignOfLife.Report, f.Reported),
                    (SignOfLife.Practice, f.Practice),
                    (SignOfLife.OwnPapers, f.Stakeholders),
                }.Select(s => (f.Id, s.What, s.At))
            )
            .Where(s => s.At is not null)
            .ToLookup(s => s.Id, s => (s.What, clocks[s.Id].DayOf(s.At!.Value)));
    }
}
