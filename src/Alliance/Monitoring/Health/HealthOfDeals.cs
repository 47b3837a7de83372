using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

/// <summary>A promise with everything that was measured and said of it, and how it stands.</summary>
/// <param name="Reports">The last word on each period, the newest period first.</param>
public sealed record PromiseStanding(
    Deal Deal,
    PromiseProgress Progress,
    IReadOnlyList<Report> Reports,
    PromiseHealth Health,
    HealthOverride? Set
);

/// <summary>How the promises of many deals stand.</summary>
public static class HealthOfDeals
{
    /// <summary>How many deals are read at once.</summary>
    public const int Batch = 500;

    /// <summary>Deal by deal, in the order of their numbers; each with its promises in theirs. Eight statements for every <see cref="Batch"/>.</summary>
    public static IAsyncEnumerable<(Deal Deal, IReadOnlyList<PromiseStanding> Promises)> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        DateOnly today,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, null, today, cancel);

    /// <summary>The same without any words, for who counts them (<see cref="BareDeals"/>).</summary>
    public static IAsyncEnumerable<(Deal Deal, IReadOnlyList<PromiseStanding> Promises)> BareAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateOnly today,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, indicators, today, cancel);

    private static async IAsyncEnumerable<(Deal, IReadOnlyList<PromiseStanding>)> EachAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator>? bare,
        DateOnly today,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        var after = 0L;
        while (true)
        {
            var some = chosen.AsNoTracking().Where(d => d.Id > after).OrderBy(d => d.Id).Take(Batch);
            var deals = bare is not null
                ? await BareDeals.LoadAsync(db, some, cancel)
                : await some.Include(d => d.Commitments)
                    .Include(d => d.Parties)
                        .ThenInclude(p => p.Organisation)
                    .AsSplitQuery()
                    .ToListAsync(cancel);
            if (deals.Count == 0)
                yield break;
            after = deals[^1].Id;
            var ids = deals.ConvertAll(d => d.Id);
            var numbers = db.Measurements.AsNoTracking().Where(m => ids.Contains(m.DealId));
            var measured = (await (bare is null ? numbers : numbers.Numbers()).ToListAsync(cancel)).ToLookup(m =>
                (m.DealId, m.Commitment)
            );
            var reports = (await db.Reports.AsNoTracking().Where(r => ids.Contains(r.DealId)).ToListAsync(cancel))
                .OrderByDescending(r => r.Period.Last)
                .ThenByDescending(r => r.Version)
                .ToLookup(r => (r.DealId, r.Commitment));
            var known = await KnownAsync(db, ids, cancel);
            var counted = bare is null
                ? await DealProgress.Chosen(db, ids).ToListAsync(cancel)
                : await BareDeals.ChosenAsync(db, ids, bare, cancel);
            var choices = counted.ToDictionary(c => (c.DealId, c.Commitment));
            foreach (var deal in deals)
                yield return (
                    deal,
                    [
                        .. deal
                            .Commitments.OrderBy(c => c.Order)
                            .Select(c =>
                                known.Of(
                                    deal,
                                    PromiseProgress.Of(
                                        deal,
                                        c,
                                        measured[(deal.Id, c.Key)],
                                        choices.GetValueOrDefault((deal.Id, c.Key))
                                    ),
                                    [.. reports[(deal.Id, c.Key)]],
                                    today
                                )
                            ),
                    ]
                );
        }
    }

    /// <summary>How the promises of one deal stand, by their keys: two statements, beside those of its progress.</summary>
    public static async Task<IReadOnlyDictionary<string, PromiseStanding>> LoadAsync(
        AppDb db,
        DealProgress progress,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var known = await KnownAsync(db, [progress.Deal.Id], cancel);
        return progress.Promises.ToDictionary(
            p => p.Promise.Key,
            p => known.Of(progress.Deal, p, [.. progress.Reports[p.Promise.Key]], today)
        );
    }

    private static async Task<Known> KnownAsync(AppDb db, List<long> deals, CancellationToken cancel)
    {
        var asked = await db
            .ReportQuestions.Where(q => deals.Contains(q.DealId) && q.AskedAt != null)
            .Select(q => new Asked(q.DealId, q.Commitment, q.Period, q.Due!.Value, q.AnsweredAt))
            .ToListAsync(cancel);
        var set = await db
            .HealthOverrides.AsNoTracking()
            .Where(o => deals.Contains(o.DealId) && o.EndedAt == null)
            .ToListAsync(cancel);
        return new Known(asked.ToLookup(q => (q.Deal, q.Commitment)), set.ToDictionary(o => (o.DealId, o.Commitment)));
    }

    private sealed record Asked(long Deal, string Commitment, Period Period, DateOnly Due, DateTime? At);

    private sealed record Known(ILookup<(long, string), Asked> Asked, Dictionary<(long, string), HealthOverride> Set)
    {
        public PromiseStanding Of(Deal deal, PromiseProgress progress, IReadOnlyList<Report> said, DateOnly today)
        {
            // What was corrected counts no more.
            var reports = said.DistinctBy(r => r.Period).ToList();
            var promise = progress.Promise;
            var key = (deal.Id, promise.Key);
            var set = Set.GetValueOrDefault(key);
            var facts = new PromiseFacts
            {
                Today = today,
                ConcludedHere = deal.State is not null,
                Delivery = reports.FirstOrDefault(r => r.Delivery is not null)?.Delivery,
                Begin = TargetText.Span(promise, deal)?.From ?? ReportDays.Begins(deal, promise),
                Target = promise.Target?.Date?.Last,
                EachYear = promise.Quantity?.Per is not null,
                Share = progress.Share,
                MeasuredUntil = progress.Current.FirstOrDefault(m => m.Value is not null)?.Period.Last,
                Obstacles = reports is [var newest, ..] ? newest.Obstacles.Count : 0,
                Asked =
                [
                    .. Asked[key]
                        .Select(q => new AskedReport(
                            q.Period.First,
                            q.Period.Last,
                            q.Due,
                            q.At is { } at ? DateOnly.FromDateTime(at) : null
                        )),
                ],
                Unasked =
                [
                    .. reports
                        .Where(r => !Asked[key].Any(q => q.Period == r.Period))
                        .Select(r => new UnaskedReport(r.Period.Last, DateOnly.FromDateTime(r.RecordedAt))),
                ],
                Set = set is null ? null : new SetHealth(set.State, DateOnly.FromDateTime(set.SetAt)),
            };
            return new PromiseStanding(deal, progress, reports, HealthRules.Of(facts), set);
        }
    }
}
