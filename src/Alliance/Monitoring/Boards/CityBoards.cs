using Alliance.Monitoring.Health;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Boards;

/// <summary>
/// Works out how cities stand, and keeps it for pages that could not wait (docs/decisions/0027-boards.md).
/// </summary>
public sealed class CityBoards(AppDb db, TimeProvider time)
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

    /// <summary>The job: cities that changed, and once a day all of them, since health goes with the days. How many it made.</summary>
    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<CityBoards>().MakeAsync(cancel);

    /// <summary>Somebody said something of a deal: its city is to be worked out anew.</summary>
    public static async Task ChangedAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var deals = message
            .Tags.Split(' ')
            .Where(t => t.StartsWith("deal:", StringComparison.Ordinal))
            .Select(t => t["deal:".Length..])
            .ToList();
        IQueryable<CityBoard> boards = db.CityBoards;
        if (deals.Count > 0)
            boards = boards.Where(b => db.Deals.Any(d => d.CityId == b.CityId && deals.Contains(d.Identifier)));
        await boards.ExecuteUpdateAsync(s => s.SetProperty(b => b.ChangedAt, now), cancel);
    }

    /// <inheritdoc cref="RunAsync"/>
    public async Task<int> MakeAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
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
        var made = 0;
        foreach (var city in cities)
        {
            // What takes long is made at most a tenth of the time.
            var rests = TimeSpan.FromMilliseconds(10 * (city.Milliseconds ?? 0));
            var isDue =
                city.MadeAt is not { } at
                || DateOnly.FromDateTime(at) != today
                || city.ChangedAt is not null && at + rests <= now.UtcDateTime;
            if (!isDue)
                continue;
            await MakeAsync(city.Id, city.Identifier, indicators, today, cancel);
            made++;
        }
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
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var deals = await db
            .Deals.Where(d => d.CityId == city && d.State != null)
            .OrderBy(d => d.Id)
            .Select(d => d.Id)
            .Take(Small + 1)
            .ToListAsync(cancel);
        var many =
            deals.Count > Small
            || await db
                .Measurements.Where(m => deals.Contains(m.DealId))
                .OrderBy(m => m.DealId)
                .Skip(SmallMeasured)
                .AnyAsync(cancel);
        if (!many)
            return await WorkOutAsync(db, city, indicators, today, cancel);
        var kept = await db
            .CityBoards.AsNoTracking()
            .Where(b => b.CityId == city)
            .Select(b => b.Standing)
            .FirstOrDefaultAsync(cancel);
        return (kept ?? CityStanding.Pending(today), null);
    }

    private async Task MakeAsync(
        long city,
        string identifier,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var begun = time.GetTimestamp();
        var now = time.GetUtcNow();
        var (standing, _) = await WorkOutAsync(db, city, indicators, today, cancel);
        var took = (int)time.GetElapsedTime(begun).TotalMilliseconds;
        var board = await db.CityBoards.SingleOrDefaultAsync(b => b.CityId == city, cancel);
        if (board is null)
            db.CityBoards.Add(
                new CityBoard
                {
                    CityId = city,
                    Standing = standing,
                    MadeAt = now.UtcDateTime,
                    Milliseconds = took,
                }
            );
        else
            (board.Standing, board.MadeAt, board.Milliseconds) = (standing, now.UtcDateTime, took);
        db.Raise("city-worked-out", null, [$"board:{identifier}", "boards"], now);
        await db.SaveChangesAsync(cancel);
        // What changed while it was worked out is due again.
        var begunAt = now.UtcDateTime;
        await db
            .CityBoards.Where(b => b.CityId == city && b.ChangedAt <= begunAt)
            .ExecuteUpdateAsync(s => s.SetProperty(b => b.ChangedAt, (DateTime?)null), cancel);
        db.ChangeTracker.Clear();
    }

    private static async Task<(CityStanding, IReadOnlyList<FoundOverlap>)> WorkOutAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var (deals, counts) = (0, new Dictionary<(HealthState, bool), int>());
        var chosen = db.Deals.Where(d => d.CityId == city && d.State != null);
        await foreach (var (_, promises) in HealthOfDeals.BareAsync(db, chosen, indicators, today, cancel))
        {
            deals++;
            foreach (var promise in promises)
            {
                var key = (promise.Health.State, promise.Progress.By.Role == Alliance.Deals.PartyRole.City);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
        var counted = await CountedPromises.LoadAsync(db, city, indicators, cancel: cancel);
        var (shown, open, more) = await CityOverlaps.SearchAsync(db, city, counted, cancel);
        var standing = new CityStanding(
            today,
            deals,
            [.. counts.OrderBy(c => c.Key).Select(c => new StandingCount(c.Key.Item1, c.Key.Item2, c.Value))],
            await PromisedTotals.LoadAsync(db, city, counted, indicators, today, cancel),
            open,
            [.. shown.Select(o => new OverlapName(o.First.Name, o.Second.Name))],
            more,
            OutsidePromises.Of(counted.Promises)
        );
        return (standing, shown);
    }
}
