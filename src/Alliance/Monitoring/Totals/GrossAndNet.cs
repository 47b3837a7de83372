using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>The totals of a pair of days: dashboards and the lists behind them say the same because they ask here.</summary>
internal static class GrossAndNet
{
    /// <param name="db">The register.</param>
    /// <param name="city">Null for all of them.</param>
    /// <param name="days">What counts.</param>
    /// <param name="indicators">All there are.</param>
    /// <param name="only">Of this indicator alone; null for all of them.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>2 queries as of today, 4 at most for other days.</remarks>
    public static async Task<List<IndicatorTotal>> LoadAsync(
        AppDb db,
        long? city,
        DashboardDays days,
        IReadOnlyDictionary<string, Indicator> indicators,
        string? only = null,
        CancellationToken cancel = default
    )
    {
        var whose = city ?? IndicatorYear.AllCities;
        if (days.AreToday)
            return NetOf(
                await IndicatorSums.LoadAsync(db, whose, indicators, only, cancel),
                await SharedNumbers.LoadAsync(db, whose, indicators, only, cancel)
            );
        return NetOf(
            city is { } one
                ? await IndicatorSums.LoadAsync(db, one, days.AsOf, days.KnownAt, indicators, only, cancel)
                : await NetworkSums.LoadAsync(db, days, indicators, only, cancel),
            await SharedAsync(db, whose, indicators, days.AsOf, days.KnownAt, only, cancel)
        );
    }

    private static List<IndicatorTotal> NetOf(
        IEnumerable<IndicatorSum> sums,
        IReadOnlyDictionary<(SumKey, TrustLevel), decimal> shared
    ) =>
        [
            .. sums.Select(s => new IndicatorTotal(
                s.Of,
                s.Trust,
                s.Value,
                s.Value - shared.GetValueOrDefault((s.Of, s.Trust)),
                s.Numbers
            )),
        ];

    /// <summary>How much less is net than gross, because promises have a share only of what they count.</summary>
    /// <param name="db">The register.</param>
    /// <param name="city">Or <see cref="IndicatorYear.AllCities"/>.</param>
    /// <param name="indicators">All there are.</param>
    /// <param name="asOf">Of periods that had ended by this day.</param>
    /// <param name="knownAt">Recorded by the end of this day (UTC).</param>
    /// <param name="only">Of promises that this indicator has ever counted; null for all of them.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>3 queries.</remarks>
    internal static async Task<Dictionary<(SumKey, TrustLevel), decimal>> SharedAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateOnly asOf,
        DateOnly knownAt,
        string? only = null,
        CancellationToken cancel = default
    )
    {
        var own = db.Claims.AsNoTracking();
        if (city != IndicatorYear.AllCities)
            own = own.Where(c => c.Deal!.CityId == city);
        if (only is not null)
            own = own.Where(c =>
                db.PromiseIndicators.Any(p =>
                    p.IndicatorId == only && p.DealId == c.DealId && p.Commitment == c.Commitment
                )
            );
        var claims = await own.ToListAsync(cancel);
        if (claims.Count == 0)
            return [];
        var measured = (
            await db
                .Measurements.AsNoTracking()
                .Where(m => own.Any(c => c.DealId == m.DealId && c.Commitment == m.Commitment))
                .Numbers()
                .ToListAsync(cancel)
        ).ToLookup(m => (m.DealId, m.Commitment));
        var choices = (
            await db
                .PromiseIndicators.AsNoTracking()
                .Where(p => own.Any(c => c.DealId == p.DealId && c.Commitment == p.Commitment))
                .ToListAsync(cancel)
        ).ToLookup(c => (c.DealId, c.Commitment));
        return PromiseNumbers
            .Of(claims, measured, choices, indicators, asOf, knownAt)
            .GroupBy(n => (n.Of, n.Trust))
            .ToDictionary(g => g.Key, g => g.Sum(n => n.Gross - n.Net));
    }
}
