using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>
/// Keeps the totals of indicators up to date, in the transaction that stores a measurement or a choice: what a promise adds is worked
/// out with and without what just came, and the difference is written.
/// </summary>
public static class Rollups
{
    private const int Batch = 200;

    /// <param name="db">In a transaction, and its turn taken; what came is stored.</param>
    /// <param name="deals">The identifiers of the deals it is about.</param>
    /// <param name="came">The identifiers of the documents that came: of measurements and of choices.</param>
    /// <param name="commitment">Where it is about one promise alone.</param>
    public static async Task FollowAsync(
        AppDb db,
        IEnumerable<string> deals,
        IReadOnlySet<string> came,
        string? commitment = null,
        CancellationToken cancel = default
    )
    {
        var spans = await db.Indicators.ToDictionaryAsync(i => i.Identifier, i => i.Span, cancel);
        var changes = new Dictionary<RollupKey, RollupDelta>();
        foreach (var some in deals.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            var measured = db.Measurements.AsNoTracking().Where(m => some.Contains(m.Deal!.Identifier));
            var chosen = db.PromiseIndicators.AsNoTracking().Where(c => some.Contains(c.Deal!.Identifier));
            if (commitment is not null)
            {
                measured = measured.Where(m => m.Commitment == commitment);
                chosen = chosen.Where(c => c.Commitment == commitment);
            }
            var choices = await chosen
                .Select(c => new
                {
                    Choice = c,
                    Deal = c.Deal!.Identifier,
                    City = c.Deal.CityId,
                })
                .ToListAsync(cancel);
            // Without a choice nothing counts.
            if (choices.Count == 0)
                continue;
            var numbers = (
                await measured.Select(m => new { Measured = m, Deal = m.Deal!.Identifier }).ToListAsync(cancel)
            ).ToLookup(m => (m.Deal, m.Measured.Commitment), m => m.Measured);
            foreach (var promise in choices.GroupBy(c => (c.Deal, c.Choice.Commitment)))
            {
                var (deal, key) = promise.Key;
                bool IsNew(Measurement m) => came.Contains(MeasurementDocument.IdOf(deal, key, m.Period, m.Version));
                bool IsNewChoice(PromiseIndicator c) =>
                    came.Contains(PromiseIndicatorDocument.IdOf(deal, key, c.Version));
                var all = numbers[promise.Key].ToList();
                var own = promise.Select(p => p.Choice).ToList();
                if (!all.Exists(IsNew) && !own.Exists(IsNewChoice))
                    continue;
                var city = promise.First().City;
                foreach (var (at, delta) in PromiseHistory.Of(city, all, own, spans))
                    changes[at] = changes.GetValueOrDefault(at) + delta;
                var without = PromiseHistory.Of(
                    city,
                    all.FindAll(m => !IsNew(m)),
                    own.FindAll(c => !IsNewChoice(c)),
                    spans
                );
                foreach (var (at, delta) in without)
                    changes[at] = changes.GetValueOrDefault(at) - delta;
            }
        }
        foreach (var (at, delta) in changes)
            if (delta != default)
                await AddAsync(db, at, delta, cancel);
    }

    // Of two at once none is lost, whatever either has read.
    private static Task<int> AddAsync(AppDb db, RollupKey at, RollupDelta delta, CancellationToken cancel)
    {
        var (scope, trust) = (Code.Of(at.Scope), Code.Of(at.Trust));
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO indicator_rollups
                (city_id, indicator_id, ends, unit, per, scope, trust, recorded_day, value, numbers)
            VALUES ({at.City}, {at.Indicator}, {at.Ends}, {at.Unit}, {at.Per}, {scope}, {trust}, {at.RecordedDay},
                {delta.Value}, {delta.Numbers})
            ON CONFLICT (city_id, indicator_id, ends, unit, per, scope, trust, recorded_day) DO UPDATE SET
                value = indicator_rollups.value + excluded.value,
                numbers = indicator_rollups.numbers + excluded.numbers
            """,
            cancel
        );
    }
}
