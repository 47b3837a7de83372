using System.Linq.Expressions;
using Alliance.Deals;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Reporting;

/// <summary>Which questions still wait for an answer.</summary>
internal static class ReportQuestions
{
    /// <summary>
    /// Nobody has answered, and there is something to answer: what a change of the deal has dropped, or what ended with the deal, is asked about
    /// no more.
    /// </summary>
    public static Expression<Func<ReportQuestion, bool>> AreOpen(AppDb db) =>
        q =>
            q.AnsweredAt == null
            && q.Deal!.State == DealState.InForce
            && db.Commitments.Any(c => c.DealId == q.DealId && c.Key == q.Commitment && c.By == q.Party);
}
