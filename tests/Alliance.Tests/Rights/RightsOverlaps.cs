using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>Two promises of the scene's deal that may count the same trees: c3, and one more of the same party.</summary>
internal static class RightsOverlaps
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <returns>What names the two in an address.</returns>
    public static Task<string> MadeAsync(TestApp app, string slug) =>
        app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.Slug == slug, Cancel);
            db.Commitments.Add(
                new Commitment
                {
                    DealId = deal.Id,
                    Key = "t1",
                    Order = 100,
                    By = "p2",
                    Action = new LocalText("en", "We plant trees elsewhere."),
                }
            );
            foreach (var promise in (string[])["c3", "t1"])
            {
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = deal.Id,
                        Commitment = promise,
                        Period = Period.Parse("2025"),
                        Span = MeasuredSpan.During,
                        Version = 1,
                        Value = 12,
                        Unit = "trees",
                        Method = MeasuringMethod.Measured,
                        Source = "Counted.",
                        Trust = TrustLevel.Declared,
                        OnBehalf = true,
                        RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
                db.PromiseIndicators.Add(
                    new PromiseIndicator
                    {
                        DealId = deal.Id,
                        Commitment = promise,
                        Version = 1,
                        IndicatorId = "trees-planted",
                        Sector = Sector.LandUse,
                        Scope = EmissionScope.NotApplicable,
                        RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            }
            await db.SaveChangesAsync(Cancel);
            return $"first={deal.Identifier}.c3&second={deal.Identifier}.t1";
        });
}
