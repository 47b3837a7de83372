using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>What a city's promises want to reach together, and what those of them have reached: like is compared with like.</summary>
internal static class PromisedTotals
{
    /// <param name="db">The register.</param>
    /// <param name="city">Its number.</param>
    /// <param name="counted">Its promises.</param>
    /// <param name="indicators">All there are.</param>
    /// <param name="today">Periods that have ended by then count.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<List<PromisedTotal>> LoadAsync(
        AppDb db,
        long city,
        CountedPromises counted,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var together = PromisedTotal.Together(counted.Promises.Select(p => p.Amount).OfType<PromisedTotal>());
        if (together.Count == 0)
            return together;
        var kinds = together.Select(t => (t.Indicator, t.Scope)).ToHashSet();
        var asked = counted
            .Promises.Where(p => kinds.Contains((p.Indicator, p.Scope)))
            .ToDictionary(p => (p.DealId, p.Name.Commitment));
        var reached = kinds.ToDictionary(k => k, _ => new SortedDictionary<int, ReachedYear>());
        var outside = kinds.ToDictionary(k => k, _ => 0);
        var numbers = NewestNumbers
            .Of(
                db,
                db.Measurements.Where(m => db.Deals.Where(d => d.CityId == city).Select(d => d.Id).Contains(m.DealId))
            )
            .OrderBy(m => m.DealId)
            .ThenBy(m => m.Commitment)
            .Select(m => new
            {
                m.DealId,
                m.Commitment,
                Number = new NumberOfPeriod(m.Period, m.Span, m.Value!.Value, m.Unit!, m.Per, m.Trust),
            });
        // Promise by promise: a large city has a million numbers.
        var (of, own) = ((0L, ""), new List<NumberOfPeriod>());
        await foreach (var m in numbers.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (of != (m.DealId, m.Commitment))
                Add();
            of = (m.DealId, m.Commitment);
            own.Add(m.Number);
        }
        Add();
        return together.ConvertAll(t =>
            t with
            {
                Reached = [.. reached[(t.Indicator, t.Scope)].Values],
                Outside = outside[(t.Indicator, t.Scope)],
            }
        );

        void Add()
        {
            if (asked.TryGetValue(of, out var promise))
                Count(promise);
            own.Clear();
        }

        void Count(CountedPromise promise)
        {
            var (indicator, kind) = (indicators[promise.Indicator], (promise.Indicator, promise.Scope));
            foreach (var (number, ends, sign) in PromiseHistory.Counted(own, indicator.Span))
            {
                if (ends > today || number.Per is not null)
                    continue;
                if (UnitScale.Convert(number.Value, number.Unit, indicator.Unit) is not { } value)
                    continue;
                if (promise.Amount is null)
                {
                    outside[kind] += sign;
                    continue;
                }
                var before = reached[kind].GetValueOrDefault(ends.Year) ?? new ReachedYear(ends.Year, 0, 0);
                reached[kind][ends.Year] = before with
                {
                    Value = before.Value + (sign * value),
                    Numbers = before.Numbers + sign,
                };
            }
        }
    }
}
