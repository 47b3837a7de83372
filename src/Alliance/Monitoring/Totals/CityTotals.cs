using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>A total of one level of trust.</summary>
/// <param name="Gross">The sum over promises, as each says.</param>
/// <param name="Net">The same with each shared effect counted once: of a promise's number only its share.</param>
public sealed record IndicatorTotal(SumKey Of, TrustLevel Trust, decimal Gross, decimal Net, int Numbers);

/// <summary>
/// What a city's promises add up to, gross and net. The numbers of a fixed pair of days never change; how promises stand, which
/// overlaps are open, and what was promised, is told as of today, by the day that it is in the city.
/// </summary>
/// <param name="Overlaps">Some of them, open ones first; all of them in most cities.</param>
public sealed record CityTotals(
    IReadOnlyDictionary<string, Indicator> Indicators,
    IReadOnlyList<IndicatorTotal> Totals,
    IReadOnlyList<FoundOverlap> Overlaps,
    CityStanding Standing
)
{
    /// <remarks>At most 23 queries, however much there is.</remarks>
    public static async Task<CityTotals> LoadAsync(
        AppDb db,
        long city,
        DateOnly asOf,
        DateOnly knownAt,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var isToday = asOf >= today && knownAt >= today;
        var sums = isToday
            ? await IndicatorSums.LoadAsync(db, city, indicators, cancel)
            : await IndicatorSums.LoadAsync(db, city, asOf, knownAt, indicators, cancel);
        var (standing, overlaps) = await CityBoards.StandingAsync(db, city, indicators, now, cancel);
        var shared = isToday
            ? await SharedNumbers.LoadAsync(db, city, indicators, cancel)
            : await SharedAsync(db, city, indicators, asOf, knownAt, cancel);
        return new CityTotals(
            indicators,
            NetOf(sums, shared),
            // Found some time ago; what was said of them is read now.
            overlaps ?? await CityOverlaps.LoadAsync(db, city, standing.Overlaps, cancel),
            standing
        );
    }

    internal static List<IndicatorTotal> NetOf(
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
    /// <param name="city">Or <see cref="IndicatorYear.AllCities"/>.</param>
    /// <remarks>3 queries.</remarks>
    internal static async Task<Dictionary<(SumKey, TrustLevel), decimal>> SharedAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateOnly asOf,
        DateOnly knownAt,
        CancellationToken cancel
    )
    {
        var own = db.Claims.AsNoTracking();
        if (city != IndicatorYear.AllCities)
            own = own.Where(c => c.Deal!.CityId == city);
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
