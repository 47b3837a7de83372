using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>A total of one level of trust.</summary>
/// <param name="Gross">The sum over promises, as each says.</param>
/// <param name="Net">The same with each shared effect counted once: of a promise's number only its share.</param>
public sealed record IndicatorTotal(SumKey Of, TrustLevel Trust, decimal Gross, decimal Net, int Numbers);

/// <summary>What a city's promises add up to, gross and net. All of it is of a pair of days, and what is recorded later changes nothing in a past pair.</summary>
/// <param name="Overlaps">Some of them, open ones first; all of them in most cities.</param>
/// <param name="Standing">
/// How promises stand, which overlap and what was promised: nobody can say that of a day in the past, so it is there as of today and
/// null on other days, and so are overlaps.
/// </param>
public sealed record CityTotals(
    IReadOnlyDictionary<string, Indicator> Indicators,
    IReadOnlyList<IndicatorTotal> Totals,
    IReadOnlyList<FoundOverlap> Overlaps,
    CityStanding? Standing
)
{
    /// <summary>The promises that <see cref="CityStanding.Outside"/> names.</summary>
    public IReadOnlyDictionary<PromiseName, NamedPromise> Outside { get; private init; } =
        new Dictionary<PromiseName, NamedPromise>();

    /// <remarks>At most 24 queries, however much there is; 5 of another day than today.</remarks>
    public static async Task<CityTotals> LoadAsync(
        AppDb db,
        long city,
        DashboardDays days,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var totals = await GrossAndNet.LoadAsync(db, city, days, indicators, cancel: cancel);
        if (!days.AreToday)
            return new CityTotals(indicators, totals, [], null);
        var (standing, overlaps) = await CityBoards.StandingAsync(db, city, indicators, now, cancel);
        return new CityTotals(
            indicators,
            totals,
            // Found some time ago; what was said of them is read now.
            overlaps ?? await CityOverlaps.LoadAsync(db, city, standing.Overlaps, indicators, cancel),
            standing
        )
        {
            Outside = await OutsidePromises.NamesAsync(db, standing.Outside ?? [], cancel),
        };
    }
}
