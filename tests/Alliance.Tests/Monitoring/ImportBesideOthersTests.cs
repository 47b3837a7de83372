using System.Globalization;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring;

/// <summary>Somebody records a number of a promise of which a file, judged already, has others.</summary>
public sealed class ImportBesideOthersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_was_recorded_after_the_judging_is_seen_before_its_rows_are_stored(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var promise = await app.WithDbAsync(CountTreesAsync);
        var file = await FileAsync(promise);

        var done = (await ImportAsync(app, file, once: () => RecordAsync(app, promise, "2021"))).Value;
        Assert.Equal((0, 2), (done.ProblemCount, done.Stored));
        Assert.Equal(
            [("2021", 1m), ("2022", 10m), ("2023", 20m)],
            (await app.WithDbAsync(db => db.Measurements.AsNoTracking().ToListAsync(Cancel)))
                .Select(m => ($"{m.Period}", m.Value!.Value))
                .Order()
        );
        var years = await app.WithDbAsync(db =>
            db.IndicatorYears.Where(y => y.CityId == 0).OrderBy(y => y.Year).Select(y => y.Value).ToListAsync(Cancel)
        );
        Assert.Equal([1_000_000, 10_000_000, 20_000_000], years);
    }

    [Theory, EachDatabase]
    public async Task The_same_number_recorded_after_the_judging_is_named_and_nothing_counts(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var promise = await app.WithDbAsync(CountTreesAsync);
        var file = await FileAsync(promise);

        var done = (await ImportAsync(app, file, once: () => RecordAsync(app, promise, "2022"))).Value;
        Assert.Equal((2, "measured-already"), (done.Problems.Single().Line, done.Problems.Single().Why.Code));
        Assert.Equal("2022", $"{(await app.WithDbAsync(db => db.Measurements.SingleAsync(Cancel))).Period}");
    }

    // SQLite lets nobody else in as long as somebody has the turn.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_records_in_the_turn_what_some_part_of_it_has_put_waits_for_a_moment_only(int which)
    {
        await using var app = await StartAsync(DatabaseKind.Postgres);
        var promises = await app.WithDbAsync(db => CountTreesAsync(db, 12));
        var file = await FileAsync(promises, [.. Enumerable.Range(1990, 35).SelectMany(Months)]);
        // Of the first part, and of the second one.
        var promise = which == 0 ? promises[0] : promises[^1];
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var turn = await db.Database.BeginTransactionAsync(Cancel);
        await db.TakeTurnAsync(Cancel);

        var importing = Task.Run(() => ImportAsync(app, file), Cancel);
        // It has put its rows, and waits for the turn.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (
            !await app.WithDbAsync(other =>
                other
                    .Database.SqlQuery<bool>(
                        $"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS \"Value\""
                    )
                    .SingleAsync(patience.Token)
            )
        )
            await Task.Delay(20, patience.Token);
        var recorded = await scope
            .ServiceProvider.GetRequiredService<RecordMeasurement>()
            .InTransactionAsync(Manager(promise), Stated(promise, "2000-05"), Cancel);
        Assert.Null(recorded.Refusal);
        await turn.CommitAsync(Cancel);

        var done = (await importing).Value;
        Assert.Equal("measured-already", done.Problems.Single().Why.Code);
        Assert.Equal("2000-05", $"{(await app.WithDbAsync(d => d.Measurements.SingleAsync(Cancel))).Period}");
    }

    private static IEnumerable<string> Months(int year) =>
        Enumerable.Range(1, 12).Select(m => string.Create(CultureInfo.InvariantCulture, $"{year}-{m:00}"));

    private static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        await app.WithDbAsync(db =>
            db.Deals.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, (DealState?)DealState.InForce), Cancel)
        );
        return app;
    }

    private sealed record Promise(string Deal, string Key, long City);

    private static async Task<Promise> CountTreesAsync(AppDb db) => (await CountTreesAsync(db, 1))[0];

    /// <summary>So many promises without a unit of their own, counted by trees.</summary>
    private static async Task<List<Promise>> CountTreesAsync(AppDb db, int promises)
    {
        var found = (
            await db
                .Commitments.Join(
                    db.Deals,
                    c => c.DealId,
                    d => d.Id,
                    (c, d) =>
                        new
                        {
                            d.Id,
                            d.Identifier,
                            d.CityId,
                            c.Key,
                            c.Quantity,
                        }
                )
                .OrderBy(p => p.Identifier)
                .ThenBy(p => p.Key)
                .ToListAsync(Cancel)
        ).Where(p => p.Quantity is null).Take(promises).ToList();
        db.PromiseIndicators.AddRange(
            found.Select(p => new PromiseIndicator
            {
                DealId = p.Id,
                Commitment = p.Key,
                Version = 1,
                IndicatorId = "trees-planted",
                Sector = Sector.LandUse,
                Scope = EmissionScope.NotApplicable,
                RecordedAt = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            })
        );
        await db.SaveChangesAsync(Cancel);
        return found.ConvertAll(p => new Promise(p.Identifier, p.Key, p.CityId));
    }

    private static Task<string> FileAsync(Promise promise) => FileAsync([promise], ["2022", "2023"]);

    /// <summary>Ten, twenty … trees.</summary>
    private static async Task<string> FileAsync(List<Promise> promises, string[] periods)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("alliance-readings-").FullName, "readings.csv");
        await File.WriteAllLinesAsync(
            file,
            promises
                .SelectMany(p =>
                    periods.Select(
                        (period, i) => $"{p.Deal},{p.Key},{period},{(i + 1) * 10},trees,during,measured,Counted"
                    )
                )
                .Prepend("deal,commitment,period,value,unit,span,method,source"),
            Cancel
        );
        return file;
    }

    /// <param name="once">What happens when all rows are judged, and none is stored.</param>
    private static async Task<Outcome<MeasuresImported>> ImportAsync(TestApp app, string file, Func<Task>? once = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ImportMeasurements>()
            .RunAsync(
                file,
                progress =>
                {
                    if (progress.Work == "checking")
                        once?.Invoke().GetAwaiter().GetResult();
                },
                Cancel
            );
    }

    private static async Task RecordAsync(TestApp app, Promise promise, string period)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var recorded = await scope
            .ServiceProvider.GetRequiredService<RecordMeasurement>()
            .RunAsync(Manager(promise), Stated(promise, period), Cancel);
        Assert.Null(recorded.Refusal);
    }

    private static Actor Manager(Promise promise) =>
        new(null, null, [new ActorMembership(MembershipRole.DealManager, promise.City, null)]);

    private static StatedMeasurement Stated(Promise promise, string period) =>
        new(
            promise.Deal,
            promise.Key,
            period,
            "1",
            "trees",
            "",
            "during",
            "measured",
            "Counted",
            "",
            "",
            0,
            "",
            CultureInfo.InvariantCulture
        );
}
