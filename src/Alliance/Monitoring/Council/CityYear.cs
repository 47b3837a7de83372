using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Council;

/// <summary>How a promise came out of a year, in the order in which a council reads it.</summary>
public enum YearResult
{
    /// <summary>Done, or its target is reached.</summary>
    Kept,

    /// <summary>On its way, by its own people's word and numbers.</summary>
    OnTheWay,

    /// <summary>Behind its way, or its day is over.</summary>
    Late,

    /// <summary>Asked, and no answer.</summary>
    Silent,

    /// <summary>Nobody was asked, or everybody still has time.</summary>
    NotAsked,
}

/// <param name="ByCity">The city promised it itself.</param>
public sealed record YearPromise(PromiseStanding Standing, YearResult Result, bool ByCity);

/// <summary>A deal that came to its end in the year.</summary>
public sealed record EndedDeal(Deal Deal, int Promises);

/// <summary>Money that was reported for the year in one currency, and at how many promises.</summary>
public sealed record YearMoney(string Unit, decimal Value, int Promises);

/// <summary>
/// What a city's council wants to know of a year: what was kept, what is late, who is silent, what was dropped or ended, the
/// money, and what the city itself has kept. As known on one day.
/// </summary>
/// <param name="Dropped">Promises that a version of the year no longer holds, and the one before it held.</param>
public sealed record CityYear(
    City City,
    int Year,
    DateOnly On,
    IReadOnlyList<YearPromise> Promises,
    int Dropped,
    IReadOnlyList<EndedDeal> Ended,
    IReadOnlyList<YearMoney> Money
)
{
    private static readonly string[] Currencies = ["eur", "sek"];

    public int Count(YearResult result, bool byCity) => Promises.Count(p => p.Result == result && p.ByCity == byCity);

    /// <summary>Null where there is no such city, or the year has not begun there. Deals that were collected from sources are not part of it: nobody was asked.</summary>
    public static async Task<CityYear?> LoadAsync(
        AppDb db,
        string slug,
        int year,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        if (await db.Cities.AsNoTracking().SingleOrDefaultAsync(c => c.Identifier == slug, cancel) is not { } city)
            return null;
        var clock = await CityClock.LoadAsync(db, city.Id, now, cancel);
        if (year < Period.Earliest || year > clock.Today.Year)
            return null;
        var period = Period.Parse(FormattableString.Invariant($"{year}"));
        var (promises, ended) = (new List<YearPromise>(), new List<EndedDeal>());
        var deals = db.Deals.Where(d => d.CityId == city.Id && d.State != null);
        await foreach (var (deal, _, own) in HealthOfDeals.LoadAsync(db, deals, clock, cancel))
        {
            if (deal.Ended?.On.Year == year)
                ended.Add(new EndedDeal(deal, own.Count));
            // What had ended before the year is no part of it.
            if (deal.Ended is { } end && end.On.Last < period.First)
                continue;
            promises.AddRange(
                own.Where(p =>
                        ReportDays.Concerns(
                            period,
                            ReportDays.Begins(deal, p.Progress.Promise),
                            ReportDays.Ends(deal, p.Progress.Promise)
                        )
                    )
                    .Select(p => new YearPromise(p, ResultOf(p), p.Progress.By.Role == PartyRole.City))
            );
        }
        var dropped = await DroppedAsync(db, city.Id, year, cancel);
        return new CityYear(city, year, clock.Today, promises, dropped, ended, MoneyOf(promises, year));
    }

    private static async Task<int> DroppedAsync(AppDb db, long city, int year, CancellationToken cancel)
    {
        var begins = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var ends = begins.AddYears(1);
        var changes = db
            .DealVersions.Where(v => v.Deal!.CityId == city && v.Deal.State != null)
            .Where(v => v.RecordedAt >= begins && v.RecordedAt < ends)
            .Select(v => new
            {
                v.Content,
                Before = db
                    .DealVersions.Where(b => b.DealId == v.DealId && b.Number < v.Number)
                    .OrderByDescending(b => b.Number)
                    .Select(b => b.Content)
                    .FirstOrDefault(),
            })
            .Where(v => v.Before != null);
        var dropped = 0;
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancel))
            dropped += PromisesOf(change.Before!).Except(PromisesOf(change.Content)).Count();
        return dropped;
    }

    private static IEnumerable<string> PromisesOf(string content) =>
        JsonSerializer.Deserialize<DealDocument>(content, JsonColumn.Options)!.Commitments?.Select(c => c.Key) ?? [];

    private static YearResult ResultOf(PromiseStanding promise) =>
        promise.Health switch
        {
            { Reason: HealthReason.Done or HealthReason.Reached } => YearResult.Kept,
            { State: HealthState.OnTrack or HealthState.AtRisk } => YearResult.OnTheWay,
            { State: HealthState.OffTrack } => YearResult.Late,
            { State: HealthState.ReportOverdue or HealthState.Inactive } => YearResult.Silent,
            _ => YearResult.NotAsked,
        };

    // Currencies are never added, nor is what is a state and not a flow of the year.
    private static List<YearMoney> MoneyOf(List<YearPromise> promises, int year) =>
        [
            .. promises
                .SelectMany(p =>
                    p.Standing.Progress.Current.Where(m =>
                            m.Value is not null
                            && m.Span == MeasuredSpan.During
                            && m.Period.Year == year
                            && Currencies.Contains(m.Unit)
                        )
                        .Select(m => (Promise: p, m.Unit, m.Value))
                )
                .GroupBy(m => m.Unit!)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new YearMoney(
                    g.Key,
                    g.Sum(m => m.Value!.Value),
                    g.Select(m => m.Promise).Distinct().Count()
                )),
        ];
}
