using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>The list behind a city's total: which promise puts what into it.</summary>
public static class NumbersBehind
{
    /// <remarks>6 queries.</remarks>
    public static async Task<IReadOnlyList<(NamedPromise Promise, PromiseNumber Number)>> LoadAsync(
        AppDb db,
        long city,
        Indicator indicator,
        DateOnly asOf,
        DateOnly knownAt,
        CancellationToken cancel = default
    )
    {
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var counted = await CountedPromises.LoadAsync(db, city, indicators, cancel);
        var claims = await db.Claims.AsNoTracking().Where(c => c.Deal!.CityId == city).ToListAsync(cancel);
        var id = indicator.Identifier;
        var measured = await db
            .Measurements.AsNoTracking()
            .Where(m =>
                m.Deal!.CityId == city
                && db.PromiseIndicators.Any(c =>
                    c.DealId == m.DealId && c.Commitment == m.Commitment && c.IndicatorId == id
                )
            )
            .ToListAsync(cancel);
        var byPromise = counted.Names.Values.ToDictionary(n => (n.DealId, n.Name.Commitment));
        // Only what this indicator has ever counted is asked for; what another one counts of the same promise has no numbers here.
        return
        [
            .. PromiseNumbers
                .Of(
                    claims,
                    measured.ToLookup(m => (m.DealId, m.Commitment)),
                    counted.Choices,
                    indicators,
                    asOf,
                    knownAt
                )
                .Where(n => n.Of.Indicator == id)
                .Where(n => byPromise.ContainsKey((n.DealId, n.Commitment)))
                .Select(n => (byPromise[(n.DealId, n.Commitment)], n))
                .OrderByDescending(n => n.n.Of.Year)
                .ThenBy(n => $"{n.Item1.Name}", StringComparer.Ordinal)
                .ThenBy(n => n.n.Trust),
        ];
    }
}
