using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using Alliance.Network;

namespace Alliance.Monitoring;

/// <summary>One promise and what was said of it.</summary>
/// <param name="Since">From when on what happens counts: no promise can take credit for what was there before.</param>
/// <param name="Current">What counts, one for each period, the newest period first.</param>
/// <param name="Corrected">What was superseded, the newest first; but not what somebody else has merely checked.</param>
/// <param name="Choice">By which indicator its city counts it, with that; null where nobody has chosen one.</param>
public sealed record PromiseProgress(
    Commitment Promise,
    Party By,
    DateOnly? Since,
    IReadOnlyList<Measurement> Current,
    IReadOnlyList<Measurement> Corrected,
    PromiseIndicator? Choice = null
)
{
    public static PromiseProgress Of(
        Deal deal,
        Commitment promise,
        IEnumerable<Measurement> measured,
        PromiseIndicator? choice = null
    )
    {
        var all = measured.ToList();
        var current = Newest(all);
        var by = deal.Parties.Single(p => p.Key == promise.By);
        var since = ReportDays.Begins(deal, promise);
        // Nothing was corrected or checked: so it is with most.
        if (current.Count == all.Count)
            return new PromiseProgress(promise, by, since, current, [], choice);
        var said = all.Where(m => m.IsCheck)
            .Select(c => (Check: c, Said: all.Find(m => m.Period == c.Period && m.Version == c.Version - 1)))
            .Where(c => c.Said is not null)
            .ToDictionary(c => c.Check, c => c.Said!);
        return new PromiseProgress(
            promise,
            by,
            since,
            current,
            [
                .. all.Except(current)
                    .Except(said.Values)
                    .OrderByDescending(m => m.Period.First)
                    .ThenByDescending(m => m.Version),
            ],
            choice
        )
        {
            Said = said,
        };
    }

    /// <summary>With one thing more that was said of it.</summary>
    public PromiseProgress And(Deal deal, Measurement said) =>
        Of(deal, Promise, [.. Current, .. Corrected, .. Said.Values, said], Choice);

    /// <summary>For each check what was checked: who reported it, and when.</summary>
    public IReadOnlyDictionary<Measurement, Measurement> Said { get; init; } =
        new Dictionary<Measurement, Measurement>();

    /// <summary>Of each period the last version, the newest period first.</summary>
    public static IReadOnlyList<Measurement> Newest(IEnumerable<Measurement> measured)
    {
        var newest = measured.ToList();
        // Most were never corrected, and then there is one of each period.
        if (newest.Exists(m => m.Version > 1))
            newest = [.. newest.OrderByDescending(m => m.Version).DistinctBy(m => m.Period)];
        newest.Sort(
            (a, b) =>
                b.Period.Last.CompareTo(a.Period.Last) is not 0 and var later
                    ? later
                    : a.Period.First.CompareTo(b.Period.First)
        );
        return newest;
    }

    private Measurement? Counted => Current.FirstOrDefault(m => m.Value is not null);

    /// <summary>
    /// What its numbers are counted in: the promise's unit, else that of what was measured, else that of its indicator; null where nobody
    /// has said.
    /// </summary>
    public string? Unit => Promise.Quantity?.Unit ?? Counted?.Unit ?? Choice?.Indicator?.Unit;

    /// <inheritdoc cref="Quantity.Per"/>
    public string? Per => Promise.Quantity?.Per;

    /// <summary>What its numbers count, which also its indicator says; null where nobody has.</summary>
    public MeasuredSpan? Span => Counted?.Span ?? Choice?.Indicator?.Span;

    /// <summary>
    /// The number in today's unit of the promise, which a change of the deal may have replaced; null where it cannot be
    /// converted, or is a rate of something else.
    /// </summary>
    public decimal? In(Measurement m) =>
        m.Value is { } value && m.Per == Per ? UnitScale.Convert(value, m.Unit!, Unit!) : null;

    /// <summary>
    /// Whether what happened in several periods adds up to the promise. Shares do not, nor what is promised for each year, nor what is to
    /// fall or to rise from where it was: there one period is compared with another.
    /// </summary>
    public bool AddsUp =>
        Span == MeasuredSpan.During
        && Per is null
        && Unit != "percent"
        && Promise.Direction != Direction.Decrease
        && Promise.Baseline?.Value is null;

    // Of what is not added up only the last one counts.
    private IEnumerable<Measurement> Reaching =>
        AddsUp
            ? Current.Where(m => (Since is null || m.Period.Last >= Since) && In(m) is not null)
            : Current
                .Where(m => (m.Span == MeasuredSpan.AtEnd || m.Period.Part.Length == 0) && In(m) is not null)
                .Take(1);

    /// <summary>
    /// What comes up to the target: the sum of what happened since the promise was given, or the last state. Of what is not
    /// added up, but happens over a year, the last whole year. Null where no number says it.
    /// </summary>
    public decimal? Reached
    {
        get
        {
            var reaching = Reaching.ToList();
            return reaching.Count == 0 ? null
                : AddsUp ? reaching.Sum(In)
                : In(reaching[0]);
        }
    }

    /// <summary>How far others have looked at that: of several numbers, at the one that was looked at least.</summary>
    public TrustLevel? ReachedTrust => Reaching.Select(m => (TrustLevel?)m.Trust).Min();

    /// <summary>
    /// How much of the way to the target that is, 1 being all of it. Null where it cannot be said: a fall without the value it begins at.
    /// </summary>
    public double? Share
    {
        get
        {
            if (Reached is not { } reached || Promise.Quantity is not { Value: > 0 } goal)
                return null;
            if (Promise.Baseline?.Value is { } from)
                return from == goal.Value ? null : (double)((reached - from) / (goal.Value - from));
            return Promise.Direction == Direction.Decrease && goal.Unit != "percent"
                ? null
                : (double)(reached / goal.Value);
        }
    }
}
