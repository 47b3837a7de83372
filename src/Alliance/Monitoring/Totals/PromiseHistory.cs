using System.Runtime.InteropServices;
using Alliance.Monitoring.Indicators;

namespace Alliance.Monitoring.Totals;

/// <summary>Which total something is added to, when it counts from, and on which day that was recorded.</summary>
public readonly record struct RollupKey(
    long City,
    string Indicator,
    DateOnly Ends,
    string Unit,
    string Per,
    EmissionScope Scope,
    TrustLevel Trust,
    DateOnly RecordedDay
);

/// <summary>A number of a promise, in the unit it was measured in.</summary>
internal readonly record struct NumberOfPeriod(
    Period Period,
    MeasuredSpan Span,
    decimal Value,
    string Unit,
    string? Per,
    TrustLevel Trust
);

/// <param name="Value">In millionths.</param>
public readonly record struct RollupDelta(long Value, int Numbers)
{
    public static RollupDelta operator +(RollupDelta a, RollupDelta b) => new(a.Value + b.Value, a.Numbers + b.Numbers);

    public static RollupDelta operator -(RollupDelta a, RollupDelta b) => new(a.Value - b.Value, a.Numbers - b.Numbers);
}

/// <summary>
/// What one promise adds to the totals, day by day as it became known. It depends on what was recorded alone, not on the order in
/// which it came here.
/// </summary>
internal static class PromiseHistory
{
    /// <param name="spans">What each indicator counts.</param>
    public static Dictionary<RollupKey, RollupDelta> Of(
        long city,
        IReadOnlyCollection<Measurement> measured,
        IReadOnlyCollection<PromiseIndicator> choices,
        IReadOnlyDictionary<string, MeasuredSpan> spans
    )
    {
        var history = new Dictionary<RollupKey, RollupDelta>();
        var before = new Dictionary<RollupKey, RollupDelta>();
        if (measured.Count == 0)
            return history;
        // As long as nothing was measured, no choice counts anything.
        var first = measured.Min(DayOf);
        var days = choices
            .Select(DayOf)
            .Where(d => d > first)
            .Concat(measured.Select(DayOf))
            .Distinct()
            .Order()
            .ToList();
        foreach (var day in days)
        {
            // The highest version that is known counts, whenever it came.
            var choice = choices.Where(c => DayOf(c) <= day).MaxBy(c => c.Version);
            var known = day == days[^1] ? measured : measured.Where(m => DayOf(m) <= day);
            var after = new Dictionary<RollupKey, RollupDelta>();
            Add(after, 1, city, known, choice, spans, default);
            foreach (var (key, now) in after)
                history.Add(key with { RecordedDay = day }, now - before.GetValueOrDefault(key));
            foreach (var (key, then) in before)
                if (!after.ContainsKey(key))
                    history.Add(key with { RecordedDay = day }, default(RollupDelta) - then);
            before = after;
        }
        return history;
    }

    /// <summary>Adds all of <see cref="Of"/> to sums.</summary>
    /// <param name="sums">Which grow.</param>
    /// <param name="sign">−1 takes it away again.</param>
    /// <param name="city">Whose promise it is.</param>
    /// <param name="measured">All that was measured of it.</param>
    /// <param name="choices">By which indicators it was counted.</param>
    /// <param name="spans">What each indicator counts.</param>
    public static void AddTo(
        Dictionary<RollupKey, RollupDelta> sums,
        int sign,
        long city,
        IReadOnlyCollection<Measurement> measured,
        IReadOnlyCollection<PromiseIndicator> choices,
        IReadOnlyDictionary<string, MeasuredSpan> spans
    )
    {
        if (measured.Count == 0)
            return;
        var day = DayOf(measured.First());
        if (measured.All(m => DayOf(m) == day) && choices.All(c => DayOf(c) <= day))
        {
            // All came at once, as from a file: nothing was replaced by what came later.
            Add(sums, sign, city, measured, choices.MaxBy(c => c.Version), spans, day);
            return;
        }
        foreach (var (key, delta) in Of(city, measured, choices, spans))
            CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) +=
                sign > 0 ? delta : default(RollupDelta) - delta;
    }

    private static void Add(
        Dictionary<RollupKey, RollupDelta> sums,
        int sign,
        long city,
        IEnumerable<Measurement> known,
        PromiseIndicator? choice,
        IReadOnlyDictionary<string, MeasuredSpan> spans,
        DateOnly day
    )
    {
        if (choice?.IndicatorId is not { } indicator)
            return;
        foreach (var (m, ends, counts) in Counted(Numbers(known), spans[indicator]))
        {
            var key = new RollupKey(city, indicator, ends, m.Unit, m.Per ?? "", choice.Scope, m.Trust, day);
            CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += new RollupDelta(
                sign * counts * (long)(m.Value * IndicatorRollup.Millionth),
                sign * counts
            );
        }
    }

    /// <summary>Of each period the last version, where that is a number.</summary>
    internal static IEnumerable<NumberOfPeriod> Numbers(IEnumerable<Measurement> known) =>
        PromiseProgress
            .Newest(known)
            .Where(m => m.Value is not null)
            .Select(m => new NumberOfPeriod(m.Period, m.Span, m.Value!.Value, m.Unit!, m.Per, m.Trust));

    /// <summary>
    /// Which numbers count from which day on, and which no longer (−1). What happened adds up. A state, and a rate, stands for
    /// its year until the year's next one replaces it.
    /// </summary>
    /// <param name="newest">Of each period the last one.</param>
    /// <param name="span">What the indicator counts.</param>
    internal static IEnumerable<(NumberOfPeriod Number, DateOnly Ends, int Sign)> Counted(
        IEnumerable<NumberOfPeriod> newest,
        MeasuredSpan span
    )
    {
        var numbers = newest.Where(m => m.Span == span && m.Per is null or "year").ToList();
        if (span == MeasuredSpan.During)
            foreach (var m in numbers.Where(m => m.Per is null))
                yield return (m, m.Period.Last, 1);
        var states = numbers.Where(m => span == MeasuredSpan.AtEnd || m.Per is not null);
        foreach (var year in states.GroupBy(m => m.Period.Year))
        {
            NumberOfPeriod? last = null;
            foreach (var m in year.OrderBy(m => m.Period.Last).ThenByDescending(m => m.Period.First))
            {
                if (last is not null)
                    yield return (last.Value, m.Period.Last, -1);
                yield return (m, m.Period.Last, 1);
                last = m;
            }
        }
    }

    public static DateOnly DayOf(Measurement m) => DateOnly.FromDateTime(m.RecordedAt);

    public static DateOnly DayOf(PromiseIndicator c) => DateOnly.FromDateTime(c.RecordedAt);
}
