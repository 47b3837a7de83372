using Alliance.Monitoring.Health;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Boards;

/// <summary>A city's number beside those of others: for each 1,000 residents.</summary>
public sealed record CityPerHead(string City, LocalText Name, decimal Value, Population Residents)
{
    public const int Heads = 1_000;

    public decimal PerHead => Value * Heads / Residents.Value;
}

/// <summary>What can be compared between cities: one indicator, year, unit and scope.</summary>
/// <param name="Cities">The highest first.</param>
/// <param name="Apart">Cities that count it in another unit or scope, or as a rate.</param>
/// <param name="Uncounted">Cities of which nobody knows how many residents they have.</param>
public sealed record Comparison(SumKey Of, IReadOnlyList<CityPerHead> Cities, int Apart, int Uncounted);

/// <summary>How the promises of all cities stand.</summary>
/// <param name="Cities">In which a deal is in force.</param>
/// <param name="Deals">In force.</param>
/// <param name="OpenOverlaps">That nobody has settled.</param>
/// <param name="MoreOverlaps">In some city not all were counted.</param>
/// <param name="On">The day of which the oldest part of it is; null where nothing was worked out yet.</param>
public sealed record NetworkStanding(
    IReadOnlyDictionary<HealthState, int> Standings,
    int Cities,
    int Deals,
    int OpenOverlaps,
    bool MoreOverlaps,
    DateOnly? On
)
{
    /// <remarks>1 query.</remarks>
    internal static async Task<NetworkStanding> LoadAsync(AppDb db, CancellationToken cancel)
    {
        var boards = await db.CityBoards.AsNoTracking().Select(b => b.Counts).ToListAsync(cancel);
        var running = boards.FindAll(b => b.Deals > 0);
        return new NetworkStanding(
            running
                .SelectMany(b => b.Standings)
                .GroupBy(s => s.State)
                .ToDictionary(g => g.Key, g => g.Sum(s => s.Promises)),
            running.Count,
            running.Sum(b => b.Deals),
            boards.Sum(b => b.OpenOverlaps),
            boards.Exists(b => b.MoreOverlaps),
            running.Count == 0 ? null : running.Min(b => b.On)
        );
    }
}

/// <summary>What the promises of all cities add up to. All of it is of a pair of days, and what is recorded later changes nothing in a past pair.</summary>
/// <param name="Standing">As of today; null on other days, of which nobody can say it.</param>
public sealed record NetworkTotals(
    IReadOnlyDictionary<string, Indicator> Indicators,
    IReadOnlyList<IndicatorTotal> Totals,
    NetworkStanding? Standing
)
{
    /// <remarks>5 queries at most.</remarks>
    public static async Task<NetworkTotals> LoadAsync(AppDb db, DashboardDays days, CancellationToken cancel = default)
    {
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        return new NetworkTotals(
            indicators,
            await GrossAndNet.LoadAsync(db, null, days, indicators, cancel: cancel),
            days.AreToday ? await NetworkStanding.LoadAsync(db, cancel) : null
        );
    }

    /// <summary>
    /// Cities beside each other, per head and as each party says: only what is counted in the same way, in the last year of which most cities
    /// have a number. Null where no city has one.
    /// </summary>
    /// <remarks>2 queries.</remarks>
    public static async Task<Comparison?> CompareAsync(
        AppDb db,
        Indicator indicator,
        DashboardDays days,
        CancellationToken cancel = default
    )
    {
        var sums = (await NetworkSums.ByCityAsync(db, indicator, days, cancel)).ToLookup(s => s.Of);
        var alike = sums.MaxBy(g => (g.Select(s => s.City).Distinct().Count(), g.Key.Year));
        if (alike is null)
            return null;
        var cities = await db
            .Cities.Select(c => new
            {
                c.Id,
                c.Identifier,
                c.Name,
                c.Population,
            })
            .ToDictionaryAsync(c => c.Id, cancel);
        var counted = alike.GroupBy(s => s.City, s => s.Value).ToDictionary(g => g.Key, g => g.Sum());
        var others = sums.Where(g => g.Key.Year == alike.Key.Year)
            .SelectMany(g => g)
            .Select(s => s.City)
            .Distinct()
            .Count(c => !counted.ContainsKey(c));
        return new Comparison(
            alike.Key,
            [
                .. counted
                    .Where(c => cities[c.Key].Population is { Value: > 0 })
                    .Select(c => new CityPerHead(
                        cities[c.Key].Identifier,
                        cities[c.Key].Name,
                        c.Value,
                        cities[c.Key].Population!
                    ))
                    .OrderByDescending(c => c.PerHead)
                    .ThenBy(c => c.City, StringComparer.Ordinal),
            ],
            others,
            counted.Keys.Count(c => cities[c].Population is not { Value: > 0 })
        );
    }
}
