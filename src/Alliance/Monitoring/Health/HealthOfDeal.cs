using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

/// <summary>How the promises of one deal stand on a day, from everything that was asked, said and measured.</summary>
/// <param name="Of">By the promise's key.</param>
/// <param name="Set">What people have set, while it holds.</param>
public sealed record HealthOfDeal(
    IReadOnlyDictionary<string, PromiseHealth> Of,
    IReadOnlyDictionary<string, HealthOverride> Set
)
{
    /// <summary>Two statements, beside those of the progress.</summary>
    public static async Task<HealthOfDeal> LoadAsync(
        AppDb db,
        DealProgress progress,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var deal = progress.Deal;
        var asked = (
            await db
                .ReportQuestions.Where(q => q.DealId == deal.Id && q.Request!.AskedAt != null)
                .Select(q => new
                {
                    q.Commitment,
                    q.Period,
                    q.Request!.Due,
                    q.AnsweredAt,
                    Help = q.WantsHelp && q.HelpedAt == null,
                })
                .ToListAsync(cancel)
        ).ToLookup(q => q.Commitment);
        var set = await db
            .HealthOverrides.AsNoTracking()
            .Where(o => o.DealId == deal.Id && o.EndedAt == null)
            .ToDictionaryAsync(o => o.Commitment, cancel);
        return new HealthOfDeal(
            progress.Promises.ToDictionary(
                p => p.Promise.Key,
                p =>
                    HealthRules.Of(
                        Facts(deal, p, [.. progress.Reports[p.Promise.Key]], today) with
                        {
                            Asked =
                            [
                                .. asked[p.Promise.Key]
                                    .Select(q => new AskedReport(
                                        q.Period.First,
                                        q.Period.Last,
                                        q.Due!.Value,
                                        q.AnsweredAt is { } at ? DateOnly.FromDateTime(at) : null
                                    )),
                            ],
                            HelpWanted = asked[p.Promise.Key].Any(q => q.Help),
                            Set = set.TryGetValue(p.Promise.Key, out var own)
                                ? new SetHealth(own.State, DateOnly.FromDateTime(own.SetAt))
                                : null,
                        }
                    )
            ),
            set
        );
    }

    /// <param name="reports">The newest period first, corrections before what they correct.</param>
    private static PromiseFacts Facts(Deal deal, PromiseProgress progress, List<Report> reports, DateOnly today)
    {
        var promise = progress.Promise;
        var span = TargetText.Span(promise, deal);
        var until = progress.Current.Select(m => m.Period.Last).Concat(reports.Select(r => r.Period.Last)).ToList();
        return new PromiseFacts
        {
            Today = today,
            ConcludedHere = deal.State is not null,
            Delivery = reports.Find(r => r.Delivery is not null)?.Delivery,
            Begin = span?.From ?? ReportDays.Begins(deal, promise),
            Target = promise.Target?.Date?.Last,
            EachYear = promise.Quantity?.Per == "year",
            Share = progress.Share,
            ReportedUntil = until.Count == 0 ? null : until.Max(),
            Obstacles = reports is [var newest, ..] ? newest.Obstacles.Count : 0,
        };
    }
}
