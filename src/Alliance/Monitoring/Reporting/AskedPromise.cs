using Alliance.Deals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>One question of a request with what is known: the promise, its numbers, and what was reported before.</summary>
/// <param name="Reported">What was reported for this very period; null for nothing yet.</param>
/// <param name="Before">What was reported last for an earlier period, to begin with.</param>
public sealed record AskedPromise(
    ReportQuestion Question,
    Deal Deal,
    PromiseProgress Progress,
    Report? Reported,
    Report? Before
)
{
    public Commitment Promise => Progress.Promise;
    public Party Party => Progress.By;

    /// <summary>
    /// Deal by deal, in the order of the promises; without those a change of the deal has dropped or given to another party, and what nobody answered before its deal was over. Six statements, however many there are.
    /// </summary>
    public static async Task<IReadOnlyList<AskedPromise>> LoadAsync(
        AppDb db,
        ReportRequest request,
        CancellationToken cancel
    )
    {
        var ids = request.Questions.Select(q => q.DealId).Distinct().ToList();
        var keys = request.Questions.Select(q => q.Commitment).Distinct().ToList();
        var deals = await db
            .Deals.AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .Include(d => d.Commitments)
            .Include(d => d.Parties)
                .ThenInclude(p => p.Organisation)
            .AsSplitQuery()
            .ToDictionaryAsync(d => d.Id, cancel);
        var measured = (
            await db
                .Measurements.AsNoTracking()
                .Where(m => ids.Contains(m.DealId) && keys.Contains(m.Commitment))
                .ToListAsync(cancel)
        ).ToLookup(m => (m.DealId, m.Commitment));
        var reports = (
            await db
                .Reports.AsNoTracking()
                .Where(r => ids.Contains(r.DealId) && keys.Contains(r.Commitment))
                .ToListAsync(cancel)
        ).ToLookup(r => (r.DealId, r.Commitment));
        var chosen = (await DealProgress.Chosen(db, ids).ToListAsync(cancel)).ToDictionary(c =>
            (c.DealId, c.Commitment)
        );
        var asked =
            from question in request.Questions
            let deal = deals[question.DealId]
            let promise = deal.Commitments.Find(c => c.Key == question.Commitment)
            where promise is not null && promise.By == question.Party
            where deal.State == DealState.InForce || question.AnsweredAt is not null
            let own = reports[(deal.Id, promise.Key)].OrderByDescending(r => r.Version).ToList()
            orderby deal.Id, promise.Order
            select new AskedPromise(
                question,
                deal,
                PromiseProgress.Of(
                    deal,
                    promise,
                    measured[(deal.Id, promise.Key)],
                    chosen.GetValueOrDefault((deal.Id, promise.Key))
                ),
                own.Find(r => r.Period == question.Period),
                own.Where(r => r.Period.Last < question.Period.First).MaxBy(r => r.Period.Last)
            );
        return [.. asked];
    }
}
