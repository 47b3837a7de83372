using Alliance.Monitoring.Indicators;
using Alliance.Network;

namespace Alliance.Monitoring.Totals;

/// <summary>
/// What a city's promises want to reach together, and what those of them have reached: like is compared with like. Its numbers are told promise by
/// promise, because a large city has a million.
/// </summary>
/// <param name="counted">Its promises.</param>
/// <param name="claims">Which shares they claim of effects, by deal, promise and year (<see cref="PromiseNumbers.Current"/>).</param>
/// <param name="indicators">All there are.</param>
/// <param name="today">Periods that have ended by then count.</param>
internal sealed class PromisedTotals(
    CountedPromises counted,
    IReadOnlyDictionary<(long, string, int), Claim> claims,
    IReadOnlyDictionary<string, Indicator> indicators,
    DateOnly today
)
{
    private readonly List<PromisedTotal> together = PromisedTotal.Together(counted.Promises);

    private readonly Dictionary<(long, string), CountedPromise> asked = counted
        .Promises.Where(p => p.Wanted is not null)
        .ToDictionary(p => (p.DealId, p.Name.Commitment));

    private readonly Dictionary<(string, EmissionScope, WantedKind, string?), Reaching> reached = [];

    /// <param name="deal">The deal's number.</param>
    /// <param name="progress">One of its promises.</param>
    public void Add(long deal, PromiseProgress progress)
    {
        if (!asked.TryGetValue((deal, progress.Promise.Key), out var promise) || promise.Wanted is not { } wanted)
            return;
        var kind = (promise.Indicator, promise.Scope, wanted.Kind, wanted.Per);
        if (!reached.TryGetValue(kind, out var sum))
            reached[kind] = sum = new Reaching();
        sum.Add(
            wanted,
            YearsOf([.. PromiseHistory.Numbers(progress.Current)], indicators[promise.Indicator], wanted, today),
            year => ShareOf(deal, progress.Promise.Key, year)
        );
    }

    // Null where all of it is its own.
    private long? ShareOf(long deal, string commitment, int year) =>
        claims.GetValueOrDefault((deal, commitment, year)) is { EffectId: not null } claim ? claim.Share : null;

    public List<PromisedTotal> Sum() =>
        together.ConvertAll(t =>
        {
            var sum = reached.GetValueOrDefault((t.Indicator, t.Scope, t.Kind, t.Per)) ?? new Reaching();
            return t with { Reached = sum.Years(adds: t.Kind == WantedKind.Amount), Told = sum.Told, Net = sum.Net };
        });

    /// <summary>
    /// Of each year what happened in it, or what the state or the rate was at its end. What is compared with where it began, and happens over a
    /// year, is compared by whole years alone: half a year's consumption is no saving. What was over before a promise was given adds nothing to it,
    /// as with <see cref="PromiseProgress.Reached"/>.
    /// </summary>
    internal static SortedDictionary<int, (decimal Value, int Numbers)> YearsOf(
        IReadOnlyCollection<NumberOfPeriod> own,
        Indicator indicator,
        Wanted wanted,
        DateOnly today
    )
    {
        var years = new SortedDictionary<int, (decimal Value, int Numbers)>();
        var wholeYears = indicator.Span == MeasuredSpan.During && wanted is { Per: null, Kind: not WantedKind.Amount };
        var since = wanted.Kind == WantedKind.Amount ? wanted.First : DateOnly.MinValue;
        var ended = own.Where(n => n.Period.Last <= today && n.Period.Last >= since)
            .Where(n => n.Span == indicator.Span && n.Per == wanted.Per);
        foreach (var year in ended.GroupBy(n => n.Period.Year))
        {
            var (value, numbers) = (0m, 0);
            foreach (var (number, _, sign) in PromiseHistory.Counted(year, indicator.Span))
                if (UnitScale.Convert(number.Value, number.Unit, indicator.Unit) is { } converted)
                    (value, numbers) = (value + (sign * converted), numbers + sign);
            var isWhole = numbers == year.Count() && Period.FillYear([.. year.Select(n => n.Period)]);
            if (numbers > 0 && (isWhole || !wholeYears))
                years[year.Key] = (value, numbers);
        }
        return years;
    }

    /// <summary>What promises of one kind have reached, while one after the other is looked at.</summary>
    private sealed class Reaching
    {
        private readonly SortedDictionary<int, (decimal Value, int Numbers)> years = [];

        public int Told { get; private set; }

        /// <summary>Of each promise's year its share. What is below nothing stays whole (<see cref="PromiseNumber.LeftOf"/>).</summary>
        public decimal Net { get; private set; }

        public void Add(
            Wanted wanted,
            SortedDictionary<int, (decimal Value, int Numbers)> own,
            Func<int, long?> shareIn
        )
        {
            Told += own.Count > 0 ? 1 : 0;
            var (before, net) = (0m, 0m);
            foreach (var (year, (value, numbers)) in own)
            {
                var sum = years.GetValueOrDefault(year);
                var now = wanted.Kind == WantedKind.Amount ? value : wanted.ReachedAt(value);
                years[year] = (sum.Value + now - before, sum.Numbers + numbers);
                var mine = now > 0 && shareIn(year) is { } share ? now * share / Claim.Whole : now;
                net = wanted.Kind == WantedKind.Amount ? net + mine : mine;
                // Of what does not add up each year takes the place of the one before.
                if (wanted.Kind != WantedKind.Amount)
                    before = now;
            }
            Net += net;
        }

        public IReadOnlyList<ReachedYear> Years(bool adds)
        {
            var sum = 0m;
            return
            [
                .. years.Select(y => new ReachedYear(
                    y.Key,
                    adds ? y.Value.Value : (sum += y.Value.Value),
                    y.Value.Numbers
                )),
            ];
        }
    }
}
