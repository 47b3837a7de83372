using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring;

/// <summary>Numbers and shares for promises of the real register, without the forms.</summary>
internal static class RawNumbers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static DashboardDays Today(TestApp app)
    {
        var today = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime);
        return new DashboardDays(today, today, today);
    }

    // What the job does, the test does.
    public static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(
            on,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );
        // As before the first run.
        await app.WithDbAsync(db => db.CityBoards.ExecuteDeleteAsync(Cancel));
        await app.ChangedAsync();
        return app;
    }

    public static async Task<int> MakeAsync(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync(cancel: Cancel);
    }

    /// <summary>The deal was concluded here, and its first promise has this number.</summary>
    public static Task MeasureAsync(
        TestApp app,
        string deal,
        string indicator,
        string unit,
        decimal value,
        string period = "2024",
        int version = 1,
        TrustLevel trust = TrustLevel.Declared
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
            var came = new HashSet<string>
            {
                MeasurementDocument.IdOf(deal, promise.Key, Period.Parse(period), version),
            };
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
                    Version = version,
                    Value = value,
                    Unit = unit,
                    Method = MeasuringMethod.Measured,
                    Source = "Counted",
                    Trust = trust,
                    OnBehalf = true,
                    RecordedAt = now,
                }
            );
            await db.SaveChangesAsync(Cancel);
            await Rollups.FollowAsync(db, [deal], came, cancel: Cancel);
            await transaction.CommitAsync(Cancel);
        });

    /// <summary>The first promises of two deals share one effect of a year.</summary>
    public static Task ShareAsync(
        TestApp app,
        int year,
        int version,
        params IReadOnlyList<(string Deal, long Share)> shares
    ) =>
        app.WithDbAsync(async db =>
        {
            var names = shares.Select(s => s.Deal).ToList();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var deals = await db.Deals.Where(d => names.Contains(d.Identifier)).ToListAsync(Cancel);
            var effect = await db.Effects.SingleOrDefaultAsync(e => e.Year == year, Cancel);
            if (effect is null)
            {
                effect = new Effect
                {
                    Action = "shared",
                    Sector = Sector.Other,
                    TerritoryId = deals[0].CityId,
                    Scope = EmissionScope.NotApplicable,
                    Gas = Gas.None,
                    Year = year,
                };
                db.Effects.Add(effect);
            }
            foreach (var (name, share) in shares)
            {
                var deal = deals.Single(d => d.Identifier == name);
                var promise = await db
                    .Commitments.Where(c => c.DealId == deal.Id)
                    .OrderBy(c => c.Order)
                    .Select(c => c.Key)
                    .FirstAsync(Cancel);
                db.Claims.Add(
                    new Claim
                    {
                        DealId = deal.Id,
                        Commitment = promise,
                        Year = year,
                        Version = version,
                        Effect = effect,
                        Share = share,
                        RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            }
            await db.SaveChangesAsync(Cancel);
            var ids = deals.ConvertAll(d => d.Id);
            await SharedNumbers.FollowAsync(db, db.Claims.Where(c => ids.Contains(c.DealId)), Cancel);
            await transaction.CommitAsync(Cancel);
        });

    /// <summary>The first promise of a deal is counted by another indicator from now on; null for none.</summary>
    public static Task ChooseAsync(TestApp app, string deal, string? indicator, int version) =>
        app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var before = await db
                .PromiseIndicators.AsNoTracking()
                .SingleAsync(c => c.Deal!.Identifier == deal && c.Version == version - 1, Cancel);
            db.PromiseIndicators.Add(
                new PromiseIndicator
                {
                    DealId = before.DealId,
                    Commitment = before.Commitment,
                    Version = version,
                    IndicatorId = indicator,
                    Sector = before.Sector,
                    Scope = before.Scope,
                    RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
            var came = new HashSet<string> { PromiseIndicatorDocument.IdOf(deal, before.Commitment, version) };
            await Rollups.FollowAsync(db, [deal], came, cancel: Cancel);
            await transaction.CommitAsync(Cancel);
        });
}
