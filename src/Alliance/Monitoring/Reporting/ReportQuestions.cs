using System.Linq.Expressions;
using Alliance.Deals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>Those of one request, which is loaded with its questions.</summary>
    /// <remarks>1 query.</remarks>
    public static async Task<List<ReportQuestion>> OpenOfAsync(
        AppDb db,
        ReportRequest request,
        CancellationToken cancel
    ) => (await OpenOfAsync(db, [request], cancel))[request.Id];

    /// <summary>Those of each of these requests, which are loaded with their questions.</summary>
    /// <remarks>1 query.</remarks>
    public static async Task<Dictionary<long, List<ReportQuestion>>> OpenOfAsync(
        AppDb db,
        List<ReportRequest> requests,
        CancellationToken cancel
    )
    {
        var ids = requests.ConvertAll(r => r.Id);
        var open = (
            await db
                .ReportQuestions.Where(AreOpen(db))
                .Where(q => ids.Contains(q.RequestId))
                .Select(q => q.Id)
                .ToListAsync(cancel)
        ).ToHashSet();
        return requests.ToDictionary(r => r.Id, r => r.Questions.FindAll(q => open.Contains(q.Id)));
    }
}
