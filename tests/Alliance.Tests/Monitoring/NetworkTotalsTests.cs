using System.Net;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring;

/// <summary>What all cities' promises add up to, how they stand, and what of it can be compared.</summary>
public sealed class NetworkTotalsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task They_add_up_over_cities_and_compare_per_head_what_is_counted_alike(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        using var client = app.NewClient();
        Assert.Contains(
            "Nothing to add up yet",
            await client.GetStringAsync("/en/totals", Cancel),
            StringComparison.Ordinal
        );

        // Two cities count trees in the same way, the third counts another thing.
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 3_000);
        await MeasureAsync(app, "es-02", "trees-planted", "trees", 1_000);
        await MeasureAsync(app, "um-01", "meals-shared", "meals", 500);
        Assert.Equal(await app.WithDbAsync(db => db.Cities.CountAsync(Cancel)), await MakeAsync(app));
        Assert.Equal(0, await MakeAsync(app));
        await app.ChangedAsync();

        var totals = await app.WithDbAsync(db => NetworkTotals.LoadAsync(db, Cancel));
        Assert.Equal(
            [("meals-shared", 500m), ("trees-planted", 4_000m)],
            totals.Totals.Select(t => (t.Of.Indicator, t.Gross))
        );
        Assert.Equal((3, 3), (totals.Cities, totals.Deals));
        // Nobody was asked: numbers that came by themselves are a word, silence is none.
        Assert.All(totals.Standings.Keys, s => Assert.NotEqual(HealthState.ReportOverdue, s));
        var compared = await app.WithDbAsync(async db =>
            await NetworkTotals.CompareAsync(
                db,
                await db.Indicators.SingleAsync(i => i.Identifier == "trees-planted", Cancel),
                Cancel
            )
        );
        var residents = await app.WithDbAsync(db =>
            db.Cities.Where(c => c.Identifier == "mannheim" || c.Identifier == "espoo")
                .ToDictionaryAsync(c => c.Identifier, c => c.Population!.Value, Cancel)
        );
        Assert.Equal(
            new Dictionary<string, decimal>
            {
                ["mannheim"] = 3_000_000m / residents["mannheim"],
                ["espoo"] = 1_000_000m / residents["espoo"],
            },
            compared!.Cities.ToDictionary(c => c.City, c => c.PerHead)
        );
        Assert.Equal((0, 0), (compared.Apart, compared.Uncounted));

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/en/totals?indicator=trees-planted", Cancel));
        Assert.Contains("4,000", page, StringComparison.Ordinal);
        Assert.Contains("1,000 residents", page, StringComparison.Ordinal);
        using var unknown = await client.GetAsync("/en/totals?indicator=nothing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        // In another unit it is no longer compared, and nothing of it is lost.
        await MeasureAsync(app, "es-02", "trees-planted", "items", 7, period: "2025");
        await app.ChangedAsync();
        compared = await app.WithDbAsync(async db =>
            await NetworkTotals.CompareAsync(
                db,
                await db.Indicators.SingleAsync(i => i.Identifier == "trees-planted", Cancel),
                Cancel
            )
        );
        Assert.Equal(2024, compared!.Of.Year);
    }

    [Theory, EachDatabase]
    public async Task A_city_is_worked_out_anew_when_something_was_said_and_when_a_day_has_passed(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 10);
        var cities = await MakeAsync(app);
        Assert.Equal(0, await MakeAsync(app));
        await app.RaiseAsync("promise-measured", null, "deal:ma-11");
        await app.SettleAsync();
        Assert.Equal(1, await MakeAsync(app));
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(cities, await MakeAsync(app));
        var kept = await app.WithDbAsync(db =>
            db.CityBoards.SingleAsync(b => b.City!.Identifier == "mannheim", Cancel)
        );
        var live = await app.WithDbAsync(async db =>
            await CityBoards.StandingAsync(
                db,
                kept.CityId,
                await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, Cancel),
                DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime),
                Cancel
            )
        );
        Assert.Equivalent(live.Standing, kept.Standing, strict: true);
        Assert.Equal(1, live.Standing.Deals);
    }

    [Theory, EachDatabase]
    public async Task A_city_with_many_numbers_is_not_worked_out_while_somebody_waits(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        using var client = app.NewClient();
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 10);
        Assert.Contains("concluded here", await StandingAsync(), StringComparison.Ordinal);
        // One number that was corrected very often.
        await app.WithDbAsync(async db =>
        {
            var first = await db.Measurements.AsNoTracking().SingleAsync(m => m.Deal!.Identifier == "ma-11", Cancel);
            for (var version = 2; version <= CityBoards.SmallMeasured + 1; version++)
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = first.DealId,
                        Commitment = first.Commitment,
                        Period = first.Period,
                        Span = first.Span,
                        Version = version,
                        Value = version,
                        Unit = first.Unit,
                        Method = first.Method,
                        Source = first.Source,
                        Trust = first.Trust,
                        OnBehalf = true,
                        Reason = "Counted again.",
                        RecordedAt = first.RecordedAt,
                    }
                );
            return await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        Assert.Contains("is being worked out", await StandingAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "\"openOverlaps\":0,\"moreOverlaps\":true",
            await client.GetStringAsync("/api/v1/indicator-totals?city=mannheim", Cancel),
            StringComparison.Ordinal
        );
        await MakeAsync(app);
        await app.ChangedAsync();
        var page = await StandingAsync();
        Assert.Contains("concluded here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is being worked out", page, StringComparison.Ordinal);

        Task<string> StandingAsync() => client.GetStringAsync("/en/cities/mannheim/totals", Cancel);
    }

    // What the job does, the test does.
    private static Task<TestApp> StartAsync(DatabaseKind on) =>
        RealRegister.StartAsync(
            on,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );

    private static async Task<int> MakeAsync(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync(Cancel);
    }

    /// <summary>The deal was concluded here, and its first promise has this number.</summary>
    private static Task MeasureAsync(
        TestApp app,
        string deal,
        string indicator,
        string unit,
        decimal value,
        string period = "2024"
    ) =>
        app.WithDbAsync(async db =>
        {
            await db
                .Deals.Where(d => d.Identifier == deal)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.State, (DealState?)DealState.InForce), Cancel);
            var promise = await db
                .Commitments.Join(
                    db.Deals,
                    c => c.DealId,
                    d => d.Id,
                    (c, d) =>
                        new
                        {
                            d.Id,
                            d.Identifier,
                            c.Key,
                            c.Order,
                        }
                )
                .Where(p => p.Identifier == deal)
                .OrderBy(p => p.Order)
                .FirstAsync(Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var came = new HashSet<string> { MeasurementDocument.IdOf(deal, promise.Key, Period.Parse(period), 1) };
            if (
                !await db.PromiseIndicators.AnyAsync(c => c.DealId == promise.Id && c.Commitment == promise.Key, Cancel)
            )
            {
                db.PromiseIndicators.Add(
                    new PromiseIndicator
                    {
                        DealId = promise.Id,
                        Commitment = promise.Key,
                        Version = 1,
                        IndicatorId = indicator,
                        Sector = Sector.Other,
                        Scope = EmissionScope.NotApplicable,
                        RecordedAt = now,
                    }
                );
                came.Add(PromiseIndicatorDocument.IdOf(deal, promise.Key, 1));
            }
            db.Measurements.Add(
                new Measurement
                {
                    DealId = promise.Id,
                    Commitment = promise.Key,
                    Period = Period.Parse(period),
                    Span = MeasuredSpan.During,
                    Version = 1,
                    Value = value,
                    Unit = unit,
                    Method = MeasuringMethod.Measured,
                    Source = "Counted",
                    Trust = TrustLevel.Declared,
                    OnBehalf = true,
                    RecordedAt = now,
                }
            );
            await db.SaveChangesAsync(Cancel);
            await Rollups.FollowAsync(db, [deal], came, cancel: Cancel);
            await transaction.CommitAsync(Cancel);
        });
}
