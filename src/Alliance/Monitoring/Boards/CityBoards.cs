using Alliance.Deals;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Boards;

/// <summary>
/// Works out how cities stand, and keeps it for pages that could not wait (docs/decisions/0027-boards.md).
/// </summary>
public sealed class CityBoards(AppDb db, IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>A city with no more deals than this is worked out whenever somebody asks: that is always true.</summary>
    public const int Small = 100;

    /// <summary>Nor with more measurements, of which all are read.</summary>
    public const int SmallMeasured = 5_000;

    /// <summary>After these events a city may stand in another way.</summary>
    public static readonly IReadOnlyList<string> Followed =
    [
        "promise-measured",
        "promise-checked",
        "promise-reported",
        "report-asked",
        "report-withdrawn",
        "report-calendar-changed",
        "indicator-chosen",
        "overlap-resolved",
        "health-overridden",
        "measurements-imported",
        "package-imported",
        "deal-in-force",
        "deal-joined",
        "deal-ended",
        "version-void",
        "organisation-merged",
        "organisation-unmerged",
    ];

    /// <summary>While the database finds the numbers of one, another one's are judged.</summary>
    private const int AtOnce = 2;

    /// <summary>
    /// A run of the job takes so long, or one city: it comes every minute, and where much changes all the time, as while numbers of many cities
    /// come in, it would never stop.
    /// </summary>
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(15);

    /// <summary>The job: cities that changed, and once a day all of them, since health goes with the days. How many it made.</summary>
    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<CityBoards>().MakeAsync(Run, cancel);

    /// <summary>Somebody said something of a deal: its city is to be worked out anew.</summary>
    public static async Task ChangedAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var (deals, cities) = (Named("deal:"), Named("board:"));
        IQueryable<CityBoard> boards = db.CityBoards;
        // Who names neither means all of them.
        if (deals.Count + cities.Count > 0)
            boards = boards.Where(b =>
                cities.Contains(b.City!.Identifier)
                || db.Deals.Any(d => d.CityId == b.CityId && deals.Contains(d.Identifier))
            );
        await boards.ExecuteUpdateAsync(s => s.SetProperty(b => b.ChangedAt, now), cancel);

        List<string> Named(string kind) =>
            [
                .. message
                    .Tags.Split(' ')
                    .Where(t => t.StartsWith(kind, StringComparison.Ordinal))
                    .Select(t => t[kind.Length..]),
            ];
    }

    /// <inheritdoc cref="RunAsync"/>
    /// <param name="most">Then it leaves the others to the next run; all are made where nothing is said.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<int> MakeAsync(TimeSpan? most = null, CancellationToken cancel = default)
    {
        var begun = time.GetTimestamp();
        var now = time.GetUtcNow();
        var clocks = await CityClock.LoadAsync(db, db.Cities, now, cancel);
        var cities = await db
            .Cities.Select(c => new { City = c, Board = db.CityBoards.FirstOrDefault(b => b.CityId == c.Id) })
            .Select(c => new
            {
                c.City.Id,
                c.City.Identifier,
                MadeAt = (DateTime?)c.Board!.MadeAt,
                Milliseconds = (int?)c.Board.Milliseconds,
                c.Board.ChangedAt,
            })
            .ToListAsync(cancel);
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var due = cities
            // A city that has come in since is made with the next run.
            .Where(c => clocks.ContainsKey(c.Id))
            .Where(c =>
                c.MadeAt is not { } at
                || clocks[c.Id].DayOf(at) != clocks[c.Id].Today
                // What takes long is made at most a tenth of the time.
                || c.ChangedAt is not null
                    && at + TimeSpan.FromMilliseconds(10 * (c.Milliseconds ?? 0)) <= now.UtcDateTime
            )
            // Who waits longest comes first: of a city that was never worked out nothing is known yet.
            .OrderBy(c => c.MadeAt);
        var made = 0;
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (city, cancelled) =>
            {
                if (Volatile.Read(ref made) > 0 && time.GetElapsedTime(begun) > most)
                    return;
                await using var scope = scopes.CreateAsyncScope();
                await scope
                    .ServiceProvider.GetRequiredService<CityBoards>()
                    .MakeAsync(city.Id, city.Identifier, indicators, clocks[city.Id], cancelled);
                Interlocked.Increment(ref made);
            }
        );
        return made;
    }

    /// <summary>
    /// How a city stands: worked out now where it is small, else as it was last worked out; <see cref="CityStanding.IsPending"/> where it has
    /// not been.
    /// </summary>
    /// <returns>With the overlaps that were found on the way; null where they were found some time ago.</returns>
    public static async Task<(CityStanding Standing, IReadOnlyList<FoundOverlap>? Overlaps)> StandingAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var clock = await CityClock.LoadAsync(db, city, now, cancel);
        var kept = await db
            .CityBoards.AsNoTracking()
            .Where(b => b.CityId == city)
            .Select(b => b.Standing)
            .FirstOrDefaultAsync(cancel);
        // That it was large is quicker to see than that it is: nobody has to walk past all its deals.
        if (!(kept?.Deals > Small) && await IsSmallAsync(db, city, cancel))
            return await WorkOutAsync(db, city, indicators, clock, cancel);
        return (kept ?? CityStanding.Pending(clock.Today), null);
    }

    private static async Task<bool> IsSmallAsync(AppDb db, long city, CancellationToken cancel)
    {
        var deals = await db
            .Deals.Where(d => d.CityId == city && d.State != null)
            .OrderBy(d => d.Id)
            .Select(d => d.Id)
            .Take(Small + 1)
            .ToListAsync(cancel);
        return deals.Count <= Small
            && !await db
                .Measurements.Where(m => deals.Contains(m.DealId))
                .OrderBy(m => m.DealId)
                .Skip(SmallMeasured)
                .AnyAsync(cancel);
    }

    private async Task MakeAsync(
        long city,
        string identifier,
        IReadOnlyDictionary<string, Indicator> indicators,
        CityClock clock,
        CancellationToken cancel
    )
    {
        var begun = time.GetTimestamp();
        var now = time.GetUtcNow();
        var (standing, _) = await WorkOutAsync(db, city, indicators, clock, cancel);
        var took = (int)time.GetElapsedTime(begun).TotalMilliseconds;
        var board = await db.CityBoards.SingleOrDefaultAsync(b => b.CityId == city, cancel);
        if (board is null)
            db.CityBoards.Add(
                new CityBoard
                {
                    CityId = city,
                    Standing = standing,
                    Counts = standing.Count(),
                    MadeAt = clock.Now.UtcDateTime,
                    Milliseconds = took,
                    // Of what happened while it was worked out for the first time nobody could take note.
                    ChangedAt = time.GetUtcNow().UtcDateTime,
                }
            );
        else
        {
            (board.Standing, board.Counts) = (standing, standing.Count());
            (board.MadeAt, board.Milliseconds) = (clock.Now.UtcDateTime, took);
        }
        db.Raise("city-worked-out", null, [$"board:{identifier}", "boards"], now);
        await db.SaveChangesAsync(cancel);
        // What changed while it was worked out is due again.
        var begunAt = now.UtcDateTime;
        await db
            .CityBoards.Where(b => b.CityId == city && b.ChangedAt <= begunAt)
            .ExecuteUpdateAsync(s => s.SetProperty(b => b.ChangedAt, (DateTime?)null), cancel);
        db.ChangeTracker.Clear();
    }

    internal static async Task<(CityStanding Standing, IReadOnlyList<FoundOverlap> Overlaps)> WorkOutAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        CityClock clock,
        CancellationToken cancel
    )
    {
        var counted = await CountedPromises.LoadAsync(db, city, indicators, cancel: cancel);
        var claims =
            counted.Promises.Count == 0
                ? new Dictionary<(long, string, int), Claim>()
                : await SaidOfPromises.ClaimsAsync(db, db.Deals.Where(d => d.CityId == city), cancel);
        var promised = new PromisedTotals(counted, claims, indicators, clock.Today);
        var years = new Dictionary<(long Deal, string Commitment), HashSet<int>>();
        var (deals, counts) = (0, new Dictionary<(HealthState, bool), int>());
        // What was measured is read once, for all that is made of it.
        var chosen = db.Deals.Where(d =>
            d.CityId == city && (d.State != null || db.PromiseIndicators.Any(c => c.DealId == d.Id))
        );
        await foreach (var (deal, _, promises) in HealthOfDeals.BareAsync(db, chosen, indicators, clock, cancel))
        {
            foreach (var progress in promises.Select(p => p.Progress))
            {
                promised.Add(deal.Id, progress);
                if (SaidOfPromises.YearsIn(progress.Current).ToHashSet() is { Count: > 0 } own)
                    years[(deal.Id, progress.Promise.Key)] = own;
            }
            // Of what was not concluded here nobody was asked, and of what has ended nobody is asked any more.
            if (deal.State != DealState.InForce)
                continue;
            deals++;
            foreach (var promise in promises)
            {
                var key = (promise.Health.State, promise.Progress.By.Role == Alliance.Deals.PartyRole.City);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
        var (shown, open, more) = await CityOverlaps.SearchAsync(db, city, counted, years, claims, cancel);
        var standing = new CityStanding(
            clock.Today,
            deals,
            [.. counts.OrderBy(c => c.Key).Select(c => new StandingCount(c.Key.Item1, c.Key.Item2, c.Value))],
            promised.Sum(),
            open,
            [.. shown.Select(o => new OverlapName(o.First.Name, o.Second.Name))],
            more,
            OutsidePromises.Of(counted.Promises)
        );
        return (standing, shown);
    }
}
