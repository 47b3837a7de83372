using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

/// <summary>
/// What was asked about promises, and what people have set: with what was measured and reported all of which health is worked out. As of now, or
/// of the end of a year: then what is about later periods is not there, while a late answer about earlier ones is. It is judged on the
/// day after the year's reports were due, for before nobody could have been silent about it.
/// </summary>
internal sealed class KnownOfDeals
{
    private readonly ILookup<(long, string), Asked> asked;
    private readonly ILookup<(long, string), HealthOverride> overrides;
    private readonly IReadOnlyDictionary<long, PartialDate> ended;
    private readonly DateOnly? until;

    private KnownOfDeals(
        ILookup<(long, string), Asked> asked,
        ILookup<(long, string), HealthOverride> overrides,
        IReadOnlyDictionary<long, PartialDate> ended,
        DateOnly? until
    ) => (this.asked, this.overrides, this.ended, this.until) = (asked, overrides, ended, until);

    private sealed record Asked(long Deal, string Commitment, Period Period, DateOnly Due, DateTime? At);

    /// <param name="db">The register.</param>
    /// <param name="of">Of these deals.</param>
    /// <param name="until">The last day of a year; null for now.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>2 statements, and those of <see cref="DealEnd"/>.</remarks>
    public static async Task<KnownOfDeals> LoadAsync(
        AppDb db,
        IReadOnlyCollection<Deal> of,
        DateOnly? until,
        CancellationToken cancel
    )
    {
        var deals = of.Select(d => d.Id).ToList();
        var questions = await db
            .ReportQuestions.Where(q => deals.Contains(q.DealId) && q.AskedAt != null)
            .Select(q => new Asked(q.DealId, q.Commitment, q.Period, q.Due!.Value, q.AnsweredAt))
            .ToListAsync(cancel);
        var set = db.HealthOverrides.AsNoTracking().Where(o => deals.Contains(o.DealId));
        if (until is null)
            set = set.Where(o => o.EndedAt == null);
        return new KnownOfDeals(
            questions.Where(q => until is null || q.Period.Last <= until).ToLookup(q => (q.Deal, q.Commitment)),
            (await set.ToListAsync(cancel)).ToLookup(o => (o.DealId, o.Commitment)),
            await DealEnd.LoadAsync(db, of, cancel),
            until
        );
    }

    /// <summary>When a deal ended; null while it is in force.</summary>
    public PartialDate? EndOf(Deal deal) => ended.TryGetValue(deal.Id, out var on) ? on : null;

    /// <param name="deal">The deal.</param>
    /// <param name="progress">One of its promises.</param>
    /// <param name="said">What was reported of it, the newest period and version first.</param>
    /// <param name="clock">The city's.</param>
    public PromiseStanding Of(Deal deal, PromiseProgress progress, IReadOnlyList<Report> said, CityClock clock)
    {
        // What was corrected counts no more.
        var reports = said.DistinctBy(r => r.Period).ToList();
        var promise = progress.Promise;
        var questions = asked[(deal.Id, promise.Key)];
        var today = until is { } end ? JudgedOn(end, questions, clock.Today) : clock.Today;
        var set = overrides[(deal.Id, promise.Key)]
            .Where(o => until is null || Held(o, today, clock))
            .MaxBy(o => o.SetAt);
        var delivered = reports.FirstOrDefault(r => r.Delivery is not null);
        var facts = new PromiseFacts
        {
            Today = today,
            ConcludedHere = deal.State is not null,
            Ended = EndedBy(today, deal),
            Delivery = delivered?.Delivery,
            Begin = WayBegins.On(promise, deal)?.First,
            Target = TargetText.LastDay(promise.Target),
            EachYear = promise.Quantity?.Per is not null,
            Share = progress.Share,
            MeasuredUntil = progress.Current.FirstOrDefault(m => m.Value is not null)?.Period.Last,
            Obstacles = reports is [var newest, ..] ? newest.Obstacles.Count : 0,
            Asked =
            [
                .. questions.Select(q => new AskedReport(
                    q.Period.First,
                    q.Period.Last,
                    q.Due,
                    q.At is { } at ? clock.DayOf(at) : null
                )),
            ],
            Unasked =
            [
                .. reports
                    .Where(r => !questions.Any(q => q.Period == r.Period))
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

    // Of an earlier year a deal is judged that was still in force then, whatever came of it since.
    private DateOnly? EndedBy(DateOnly today, Deal deal) =>
        EndOf(deal)?.Last is not { } end ? null
        : end <= today ? end
        : until is null ? today
        : null;

    // Where nobody was asked about the year, its report would have been due as that of a year usually is.
    private static DateOnly JudgedOn(DateOnly end, IEnumerable<Asked> questions, DateOnly today)
    {
        var due = questions.Select(q => q.Due).Append(end.AddDays(ReportCalendar.UsualDays)).Max().AddDays(1);
        return due < today ? due : today;
    }

    private static bool Held(HealthOverride set, DateOnly on, CityClock clock) =>
        clock.DayOf(set.SetAt) <= on && !(set.EndedAt is { } ended && clock.DayOf(ended) <= on);
}
