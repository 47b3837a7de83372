using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>What is summed together: what differs in any of these stands apart.</summary>
/// <param name="Unit">The indicator's where what was measured converts into it; else what was measured in.</param>
/// <param name="Per">Of a rate: <c>year</c>; else null.</param>
public sealed record SumKey(string Indicator, int Year, string Unit, string? Per, EmissionScope Scope);

/// <param name="Numbers">How many numbers stand in it.</param>
public sealed record IndicatorSum(SumKey Of, TrustLevel Trust, decimal Value, int Numbers);

/// <summary>The sums over a city's promises.</summary>
public static class IndicatorSums
{
    /// <param name="asOf">A number counts from the last day of its period.</param>
    /// <param name="knownAt">Recorded by the end of this day (UTC).</param>
    /// <param name="only">Of this indicator alone; null for all of them.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<List<IndicatorSum>> LoadAsync(
        AppDb db,
        long city,
        DateOnly asOf,
        DateOnly knownAt,
        IReadOnlyDictionary<string, Indicator> indicators,
        string? only = null,
        CancellationToken cancel = default
    )
    {
        var rows = await db
            .IndicatorRollups.Where(r => r.CityId == city && (only == null || r.IndicatorId == only))
            .Where(r => r.Ends <= asOf && r.RecordedDay <= knownAt)
            .GroupBy(r => new
            {
                r.IndicatorId,
                r.Ends,
                r.Unit,
                r.Per,
                r.Scope,
                r.Trust,
            })
            .Select(g => new
            {
                g.Key,
                Value = g.Sum(r => r.Value),
                Numbers = g.Sum(r => r.Numbers),
            })
            .ToListAsync(cancel);
        return Sorted(
            rows.Select(r =>
                Of(
                    indicators[r.Key.IndicatorId],
                    r.Key.Ends.Year,
                    r.Key.Unit,
                    r.Key.Per,
                    r.Key.Scope,
                    r.Key.Trust,
                    r.Value,
                    r.Numbers
                )
            )
        );
    }

    /// <summary>All that counts today: the same as of today and as known today, from far fewer rows.</summary>
    /// <param name="city">Or <see cref="IndicatorYear.AllCities"/>.</param>
    /// <param name="only">Of this indicator alone; null for all of them.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<List<IndicatorSum>> LoadAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        string? only = null,
        CancellationToken cancel = default
    )
    {
        var rows = await db
            .IndicatorYears.AsNoTracking()
            .Where(y => y.CityId == city && (only == null || y.IndicatorId == only) && y.Numbers != 0)
            .ToListAsync(cancel);
        return Sorted(
            rows.Select(y => Of(indicators[y.IndicatorId], y.Year, y.Unit, y.Per, y.Scope, y.Trust, y.Value, y.Numbers))
        );
    }

    internal static IndicatorSum Of(
        Indicator indicator,
        int year,
        string measuredIn,
        string per,
        EmissionScope scope,
        TrustLevel trust,
        long millionths,
        int numbers
    )
    {
        var (unit, value) = InUnitOf(indicator, measuredIn, millionths / IndicatorRollup.Millionth);
        return new IndicatorSum(
            new SumKey(indicator.Identifier, year, unit, per.Length == 0 ? null : per, scope),
            trust,
            value,
            numbers
        );
    }

    internal static List<IndicatorSum> Sorted(IEnumerable<IndicatorSum> sums) =>
        [
            .. sums.GroupBy(s => (s.Of, s.Trust))
                .Select(g => new IndicatorSum(g.Key.Of, g.Key.Trust, g.Sum(s => s.Value), g.Sum(s => s.Numbers)))
                .Where(s => s.Numbers != 0)
                .OrderBy(s => s.Of.Indicator, StringComparer.Ordinal)
                .ThenBy(s => s.Of.Unit, StringComparer.Ordinal)
                .ThenBy(s => s.Of.Per, StringComparer.Ordinal)
                .ThenBy(s => s.Of.Scope)
                .ThenBy(s => s.Of.Year)
                .ThenBy(s => s.Trust),
        ];

    /// <summary>In the indicator's unit where that measures the same, exactly; else as it was measured.</summary>
    public static (string Unit, decimal Value) InUnitOf(Indicator indicator, string unit, decimal value) =>
        UnitScale.Convert(value, unit, indicator.Unit) is { } converted ? (indicator.Unit, converted) : (unit, value);
}
