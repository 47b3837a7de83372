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
public sealed record DealStanding(Deal Deal, CityClock Clock, IReadOnlyList<PromiseStanding> Promises)
{
    /// <summary>When the deal ended; null while it is in force.</summary>
    public PartialDate? Ended { get; init; }
}

/// <summary>How the promises of many deals stand, each on the day that it is in its city.</summary>
public static class HealthOfDeals
{
    /// <summary>How many deals are read at once.</summary>
    public const int Batch = 500;

    /// <summary>Deal by deal, in the order of their numbers. Nine statements for every <see cref="Batch"/>, one more where a deal that ended does not say when.</summary>
    public static IAsyncEnumerable<DealStanding> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, null, now, null, null, cancel);

    /// <summary>The same of the deals of one city, by its clock: eight statements.</summary>
    public static IAsyncEnumerable<DealStanding> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        CityClock clock,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, null, clock.Now, clock, null, cancel);

    /// <summary>
    /// How they stood at the end of a year, by all that is known now of it and of those before (<see cref="KnownOfDeals"/>).
    /// </summary>
    public static IAsyncEnumerable<DealStanding> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        CityClock clock,
        Period year,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, null, clock.Now, clock, year.Last, cancel);

    /// <summary>Without any words, for who counts them (<see cref="BareDeals"/>).</summary>
    public static IAsyncEnumerable<DealStanding> BareAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, indicators, now, null, null, cancel);

    /// <summary>The same of the deals of one city, by its clock.</summary>
    public static IAsyncEnumerable<DealStanding> BareAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator> indicators,
        CityClock clock,
        CancellationToken cancel = default
    ) => EachAsync(db, chosen, indicators, clock.Now, clock, null, cancel);

    private static async IAsyncEnumerable<DealStanding> EachAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<string, Indicator>? bare,
        DateTimeOffset now,
        CityClock? ofAll,
        DateOnly? until,
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
            var measured = (await (bare is null ? numbers : numbers.Numbers()).ToListAsync(cancel))
                .Where(m => until is null || m.Period.Last <= until)
                .ToLookup(m => (m.DealId, m.Commitment));
            var reports = (await db.Reports.AsNoTracking().Where(r => ids.Contains(r.DealId)).ToListAsync(cancel))
                .Where(r => until is null || r.Period.Last <= until)
                .OrderByDescending(r => r.Period.Last)
                .ThenByDescending(r => r.Version)
                .ToLookup(r => (r.DealId, r.Commitment));
            var known = await KnownOfDeals.LoadAsync(db, deals, until, cancel);
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
                )
                {
                    Ended = known.EndOf(deal),
                };
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
        var known = await KnownOfDeals.LoadAsync(db, [progress.Deal], null, cancel);
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
}
