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
)
{
    /// <summary>The newest report that says how far it is; null where none does.</summary>
    public Report? Said { get; init; }

    /// <summary>The city's day on which that was reported.</summary>
    public DateOnly? SaidOn { get; init; }
}

/// <summary>A deal's promises in their order, and the clock of its city by which they were judged.</summary>
public sealed record DealStanding(Deal Deal, CityClock Clock, IReadOnlyList<PromiseStanding> Promises);

/// <summary>How the promises of many deals stand, each on the day that it is in its city.</summary>
public static class HealthOfDeals
{
    /// <summary>How many deals are read at once.</summary>
    public const int Batch = 500;

    /// <summary>Deal by deal, in the order of their numbers. Nine statements for every <see cref="Batch"/>.</summary>
    public static IAsyncEnumerable<DealStanding> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, null, now, null, cancel);

    /// <summary>The same of the deals of one city, by its clock: eight statements.</summary>
    public static IAsyncEnumerable<DealStanding> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        CityClock clock,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, null, clock.Now, clock, cancel);

    /// <summary>Without any words, for who counts them (<see cref="BareDeals"/>).</summary>
    public static IAsyncEnumerable<DealStanding> BareAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, indicators, now, null, cancel);

    /// <summary>The same of the deals of one city, by its clock.</summary>
    public static IAsyncEnumerable<DealStanding> BareAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator> indicators,
        CityClock clock,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, indicators, clock.Now, clock, cancel);

    private static async IAsyncEnumerable<DealStanding> EachAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator>? bare,
        DateTimeOffset now,
        CityClock? ofAll,
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
            var clocks = ofAll is null ? await ClocksAsync(db, deals, now, cancel) : null;
            var counted = bare is null
                ? await DealProgress.Chosen(db, ids).ToListAsync(cancel)
                : await BareDeals.ChosenAsync(db, ids, bare, cancel);
            var choices = counted.ToDictionary(c => (c.DealId, c.Commitment));
            foreach (var deal in deals)
            {
                var clock = ofAll ?? clocks![deal.CityId];
                yield return new DealStanding(
                    deal,
                    clock,
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
                                    clock
                                )
                            ),
                    ]
                );
            }
        }
    }

    /// <summary>How the promises of one deal stand, by their keys: two statements, beside those of its progress.</summary>
    public static async Task<IReadOnlyDictionary<string, PromiseStanding>> LoadAsync(
        AppDb db,
        DealProgress progress,
        CityClock clock,
        CancellationToken cancel = default
    )
    {
        var known = await KnownAsync(db, [progress.Deal.Id], cancel);
        return progress.Promises.ToDictionary(
            p => p.Promise.Key,
            p => known.Of(progress.Deal, p, [.. progress.Reports[p.Promise.Key]], clock)
        );
    }

    private static Task<IReadOnlyDictionary<long, CityClock>> ClocksAsync(
        AppDb db,
        List<Deal> deals,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var cities = deals.Select(d => d.CityId).Distinct().ToList();
        return CityClock.LoadAsync(db, db.Cities.Where(c => cities.Contains(c.Id)), now, cancel);
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
        public PromiseStanding Of(Deal deal, PromiseProgress progress, IReadOnlyList<Report> said, CityClock clock)
        {
            // What was corrected counts no more.
            var reports = said.DistinctBy(r => r.Period).ToList();
            var promise = progress.Promise;
            var key = (deal.Id, promise.Key);
            var set = Set.GetValueOrDefault(key);
            var delivered = reports.FirstOrDefault(r => r.Delivery is not null);
            var facts = new PromiseFacts
            {
                Today = clock.Today,
                ConcludedHere = deal.State is not null,
                Delivery = delivered?.Delivery,
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
                            q.At is { } at ? clock.DayOf(at) : null
                        )),
                ],
                Unasked =
                [
                    .. reports
                        .Where(r => !Asked[key].Any(q => q.Period == r.Period))
                        .Select(r => new UnaskedReport(r.Period.Last, clock.DayOf(r.RecordedAt))),
                ],
                Set = set is null ? null : new SetHealth(set.State, clock.DayOf(set.SetAt)),
            };
            return new PromiseStanding(deal, progress, reports, HealthRules.Of(facts), set)
            {
                Said = delivered,
                SaidOn = delivered is null ? null : clock.DayOf(delivered.RecordedAt),
            };
        }
    }
}
