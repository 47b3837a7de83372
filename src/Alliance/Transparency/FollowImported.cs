using Alliance.Monitoring.Obstacles;
using Alliance.Platform.Data;
using Alliance.Transparency.Parts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency;

/// <summary>What reports and numbers bring about, wherever they come from, once everything of an import is there.</summary>
internal static class FollowImported
{
    public static async Task RunAsync(AppDb db, IReadOnlyCollection<Change> changes)
    {
        var reported = changes
            .Where(c => c.File is "reports.jsonl" or "enquiries.jsonl")
            .Select(c => c.Id.Split('.')[0])
            .ToList();
        if (reported.Count > 0)
            await FollowObstacles.RunAsync(db, reported);
        if (changes.Any(c => c.File is "reports.jsonl" or "measurements.jsonl"))
            await AnswerAsync(db);
    }

    // Whoever was asked for it has answered.
    private static async Task AnswerAsync(AppDb db)
    {
        await db
            .ReportQuestions.Where(q => q.AnsweredAt == null)
            .Select(q => new
            {
                Question = q,
                At = db
                    .Reports.Where(r => r.DealId == q.DealId && r.Commitment == q.Commitment && r.Period == q.Period)
                    .Min(r => (DateTime?)r.RecordedAt),
            })
            .Where(q => q.At != null)
            .ExecuteUpdateAsync(s => s.SetProperty(q => q.Question.AnsweredAt, q => q.At));
        await db
            .ReportQuestions.Where(q => q.AnsweredAt == null)
            .Select(q => new
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
}
