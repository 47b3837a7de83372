using System.Linq.Expressions;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Boards;

/// <summary>
/// The sums over all cities as of an earlier day or as known then: all that counts today, less what came or ended later. Most people ask
/// for days that are near or end a year, and of all cities together there is much more of what came before.
/// </summary>
internal static class NetworkSums
{
    /// <param name="db">The register.</param>
    /// <param name="days">What counts.</param>
    /// <param name="indicators">All there are.</param>
    /// <param name="only">Of this indicator alone; null for all of them.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query: what comes meanwhile is in both of its parts or in none.</remarks>
    public static async Task<List<IndicatorSum>> LoadAsync(
        AppDb db,
        DashboardDays days,
        IReadOnlyDictionary<string, Indicator> indicators,
        string? only,
        CancellationToken cancel
    )
    {
        var rows = await Counted(
                db,
                days,
                y => y.CityId == IndicatorYear.AllCities && (only == null || y.IndicatorId == only),
                r => only == null || r.IndicatorId == only
            )
            .GroupBy(r => new
            {
                r.Indicator,
                r.Year,
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
        return IndicatorSums.Sorted(
            rows.Select(r =>
                IndicatorSums.Of(
                    indicators[r.Key.Indicator],
                    r.Key.Year,
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

    /// <summary>Of one indicator city by city, all levels of trust together.</summary>
    /// <remarks>1 query.</remarks>
    public static async Task<IReadOnlyList<(long City, SumKey Of, decimal Value)>> ByCityAsync(
        AppDb db,
        Indicator indicator,
        DashboardDays days,
        CancellationToken cancel
    )
    {
        var id = indicator.Identifier;
        var rows = await Counted(
                db,
                days,
                y => y.IndicatorId == id && y.CityId != IndicatorYear.AllCities,
                r => r.IndicatorId == id
            )
            .GroupBy(r => new
            {
                r.City,
                r.Year,
                r.Unit,
                r.Per,
                r.Scope,
            })
            .Select(g => new
            {
                g.Key,
                Value = g.Sum(r => r.Value),
                Numbers = g.Sum(r => r.Numbers),
            })
            .Where(r => r.Numbers != 0)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r =>
            {
                var (unit, value) = IndicatorSums.InUnitOf(indicator, r.Key.Unit, r.Value / IndicatorRollup.Millionth);
                var per = r.Key.Per.Length == 0 ? null : r.Key.Per;
                return (r.Key.City, new SumKey(id, r.Key.Year, unit, per, r.Key.Scope), value);
            }),
        ];
    }

    private static IQueryable<Counting> Counted(
        AppDb db,
        DashboardDays days,
        Expression<Func<IndicatorYear, bool>> all,
        Expression<Func<IndicatorRollup, bool>> own
    )
    {
        var counted = db
            .IndicatorYears.Where(all)
            .Select(y => new Counting
            {
                City = y.CityId,
                Indicator = y.IndicatorId,
                Year = y.Year,
                Unit = y.Unit,
                Per = y.Per,
                Scope = y.Scope,
                Trust = y.Trust,
                Value = y.Value,
                Numbers = y.Numbers,
            });
        if (days.AreToday)
            return counted;
        // Years that begin later are left out as a whole, so that the end of a year costs nothing; each of the two conditions has an index.
        var (asOf, knownAt, yearEnds) = (days.AsOf, days.KnownAt, new DateOnly(days.AsOf.Year, 12, 31));
        var later = db
            .IndicatorRollups.Where(own)
            .Where(r => r.RecordedDay > knownAt || (r.Ends > asOf && r.Ends <= yearEnds))
            .Select(r => new Counting
            {
                City = r.CityId,
                Indicator = r.IndicatorId,
                Year = r.Ends.Year,
                Unit = r.Unit,
                Per = r.Per,
                Scope = r.Scope,
                Trust = r.Trust,
                Value = -r.Value,
                Numbers = -r.Numbers,
            });
        return counted.Concat(later).Where(r => r.Year <= yearEnds.Year);
    }

    private sealed class Counting
    {
        public long City { get; init; }
        public string Indicator { get; init; } = "";
        public int Year { get; init; }
        public string Unit { get; init; } = "";
        public string Per { get; init; } = "";
        public EmissionScope Scope { get; init; }
        public TrustLevel Trust { get; init; }
        public long Value { get; init; }
        public int Numbers { get; init; }
    }
}
