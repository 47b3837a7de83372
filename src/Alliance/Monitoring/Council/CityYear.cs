using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
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

    /// <summary>Its own people have stopped it.</summary>
    Stopped,

    /// <summary>Asked, and no answer.</summary>
    Silent,

    /// <summary>Nobody was asked, or everybody still has time.</summary>
    NotAsked,
}

/// <param name="ByCity">The city promised it itself.</param>
public sealed record YearPromise(PromiseStanding Standing, YearResult Result, bool ByCity);

/// <summary>A deal that came to its end in the year.</summary>
/// <param name="On">When (<see cref="DealEnd"/>).</param>
public sealed record EndedDeal(Deal Deal, PartialDate On, int Promises);

/// <summary>A promise that a version of the year no longer holds, and the one before it held.</summary>
/// <param name="On">The city's day on which that version was recorded.</param>
public sealed record DroppedPromise(string Slug, LocalText Deal, string Key, LocalText Action, DateOnly On);

/// <summary>The promises that came out of a year in one way: the city's own, or its partners'.</summary>
/// <param name="First">The first of them; all are counted.</param>
public sealed record YearPromises(YearResult Result, bool ByCity, FirstOf<YearPromise> First)
{
    public int Count => First.Shown.Count + First.More;
}

/// <summary>Money that was reported for the year in one currency, and at how many promises.</summary>
public sealed record YearMoney(string Unit, decimal Value, int Promises);

/// <summary>
/// What a city's council wants to know of a year: what was kept, what is late, who is silent, what was dropped or ended, the
/// money, and what the city itself has kept. Promises are judged by what is known now of the year and those before it: what came later
/// is another year's, and what was kept or given up earlier is not told again. Everything is counted; of what is named only the first
/// <see cref="MostNamed"/> are kept, however large the city is.
/// </summary>
/// <param name="Deals">Deals with promises that are counted.</param>
public sealed record CityYear(
    City City,
    int Year,
    DateOnly On,
    int Deals,
    IReadOnlyList<YearPromises> Promises,
    FirstOf<DroppedPromise> Dropped,
    FirstOf<EndedDeal> Ended,
    IReadOnlyList<YearMoney> Money
)
{
    /// <summary>How many are named in each list: a council reads no thousand lines, and a page and a PDF have an end.</summary>
    public const int MostNamed = 200;

    public bool IsEmpty => Promises.Count == 0 && Ended.Shown.Count == 0 && Dropped.Shown.Count == 0;

    public int Count() => Promises.Sum(p => p.Count);

    public int Count(YearResult result) => Promises.Where(p => p.Result == result).Sum(p => p.Count);

    public int Count(YearResult result, bool byCity) =>
        Promises.Where(p => p.Result == result && p.ByCity == byCity).Sum(p => p.Count);

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
        var promises = new Dictionary<(YearResult Result, bool ByCity), FirstSeen<YearPromise>>();
        var (ended, money, counted) = (new FirstSeen<EndedDeal>(MostNamed), new Dictionary<string, YearMoney>(), 0);
        var deals = db.Deals.Where(d => d.CityId == city.Id && d.State != null);
        await foreach (var standing in HealthOfDeals.LoadAsync(db, deals, clock, period, cancel))
        {
            var (deal, _, own) = standing;
            if (standing.Ended is { } end)
            {
                if (end.Year == year)
                    ended.Add(new EndedDeal(deal, end, own.Count));
                // What had ended before the year is no part of it.
                if (end.Last < period.First)
                    continue;
            }
            var told = own.Where(p =>
                    ReportDays.Concerns(
                        period,
                        ReportDays.Begins(deal, p.Progress.Promise),
                        ReportDays.Ends(deal, p.Progress.Promise)
                    )
                )
                .Select(p => (Promise: p, Result: ResultOf(p, year)))
                .Where(p => p.Result is not null)
                .Select(p => new YearPromise(p.Promise, p.Result!.Value, p.Promise.Progress.By.Role == PartyRole.City))
                .ToList();
            if (told.Count > 0)
                counted++;
            foreach (var promise in told)
            {
                var alike = (promise.Result, promise.ByCity);
                if (!promises.TryGetValue(alike, out var seen))
                    promises[alike] = seen = new FirstSeen<YearPromise>(MostNamed);
                seen.Add(promise);
                AddMoney(money, promise.Standing, year);
            }
        }
        return new CityYear(
            city,
            year,
            clock.Today,
            counted,
            [
                .. promises
                    .OrderBy(p => p.Key.Result)
                    .Select(p => new YearPromises(p.Key.Result, p.Key.ByCity, p.Value.Seen)),
            ],
            await DroppedAsync(db, city.Id, year, clock, cancel),
            ended.Seen,
            [.. money.Values.OrderBy(m => m.Unit, StringComparer.Ordinal)]
        );
    }

    private static async Task<FirstOf<DroppedPromise>> DroppedAsync(
        AppDb db,
        long city,
        int year,
        CityClock clock,
        CancellationToken cancel
    )
    {
        // A day more at both ends: where the year begins and ends the city's clock says.
        var begins = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(-1);
        var ends = begins.AddYears(1).AddDays(2);
        var changes = db
            .DealVersions.Where(v => v.Deal!.CityId == city && v.Deal.State != null)
            .Where(v => v.RecordedAt >= begins && v.RecordedAt < ends)
            .OrderBy(v => v.RecordedAt)
            .ThenBy(v => v.Id)
            .Select(v => new
            {
                v.Deal!.Slug,
                v.Deal.Title,
                v.RecordedAt,
                v.Content,
                Before = db
                    .DealVersions.Where(b => b.DealId == v.DealId && b.Number < v.Number)
                    .OrderByDescending(b => b.Number)
                    .Select(b => b.Content)
                    .FirstOrDefault(),
            })
            .Where(v => v.Before != null);
        var dropped = new FirstSeen<DroppedPromise>(MostNamed);
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var day = clock.DayOf(change.RecordedAt);
            if (day.Year != year)
                continue;
            var kept = PromisesOf(change.Content).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in PromisesOf(change.Before!).Where(c => !kept.Contains(c.Key)))
                dropped.Add(new DroppedPromise(change.Slug, change.Title, gone.Key, gone.Action, day));
        }
        return dropped.Seen;
    }

    private static List<CommitmentDocument> PromisesOf(string content) =>
        JsonSerializer.Deserialize<DealDocument>(content, JsonColumn.Options)!.Commitments ?? [];

    // Null where it was kept or given up before the year, and nobody has said anything of the year: it is told once.
    private static YearResult? ResultOf(PromiseStanding promise, int year) =>
        promise.Health switch
        {
            // What is promised for each year runs on.
            { Reason: HealthReason.Reached } when promise.Progress.Per is not null && !IsToldOf(promise, year) =>
                YearResult.NotAsked,
            { Reason: HealthReason.Done or HealthReason.Reached or HealthReason.Stopped }
                when !IsToldOf(promise, year) => null,
            { Reason: HealthReason.Done or HealthReason.Reached } => YearResult.Kept,
            { Reason: HealthReason.Stopped } => YearResult.Stopped,
            { State: HealthState.OnTrack or HealthState.AtRisk } => YearResult.OnTheWay,
            { State: HealthState.OffTrack } => YearResult.Late,
            { State: HealthState.ReportOverdue or HealthState.Inactive } => YearResult.Silent,
            _ => YearResult.NotAsked,
        };

    private static bool IsToldOf(PromiseStanding promise, int year) =>
        promise.Reports.Any(r => r.Period.Year == year) || promise.Progress.Current.Any(m => m.Period.Year == year);

    // Currencies are never added, nor is what is a state and not a flow of the year.
    private static void AddMoney(Dictionary<string, YearMoney> money, PromiseStanding promise, int year)
    {
        var own = promise
            .Progress.Current.Where(m =>
                m.Value is not null
                && m.Span == MeasuredSpan.During
                && m.Period.Year == year
                && Currencies.All.Contains(m.Unit)
            )
            .GroupBy(m => m.Unit!, m => m.Value!.Value);
        foreach (var sum in own)
        {
            var before = money.GetValueOrDefault(sum.Key) ?? new YearMoney(sum.Key, 0, 0);
            money[sum.Key] = before with { Value = before.Value + sum.Sum(), Promises = before.Promises + 1 };
        }
    }
}
