using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Api;
using Alliance.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>The lists of all that was measured and reported, page by page, which may be millions long.</summary>
public sealed class RecordedPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_first_page_says_how_many_there_are_and_no_page_counts_a_long_list(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await RecordAsync(app, "ma-11", 3);
        await RecordAsync(app, "es-02", 1);
        foreach (var list in (string[])["measurements", "reports"])
        {
            Assert.Equal((4, 4, false), await PageAsync(app, $"/api/v1/{list}"));
            Assert.Equal((2, 4, true), await PageAsync(app, $"/api/v1/{list}?limit=2"));
            Assert.Equal((2, 3, true), await PageAsync(app, $"/api/v1/{list}?limit=2&deal=ma-11"));
            var first = await ReadAsync(app, $"/api/v1/{list}?limit=2&deal=ma-11");
            Assert.Equal((1, null, false), await PageAsync(app, (string)first["next"]!));
        }

        await RecordAsync(app, "ma-12", RecordedPages.MostCounted - 3);
        foreach (var list in (string[])["measurements", "reports"])
        {
            app.Queries.Clear();
            Assert.Equal((2, null, true), await PageAsync(app, $"/api/v1/{list}?limit=2"));
            Assert.Contains(
                "LIMIT",
                Assert.Single(app.Queries.Sql, q => q.Contains("COUNT(", StringComparison.OrdinalIgnoreCase)),
                StringComparison.Ordinal
            );
            // That of one deal is short.
            Assert.Equal((2, 3, true), await PageAsync(app, $"/api/v1/{list}?limit=2&deal=ma-11"));
            Assert.Equal(
                (2, RecordedPages.MostCounted - 3, true),
                await PageAsync(app, $"/api/v1/{list}?limit=2&deal=ma-12")
            );
        }
    }

    private static async Task<JsonNode> ReadAsync(TestApp app, string address) =>
        JsonNode.Parse(await app.Client.GetStringAsync(address, Cancel))!;

    private static async Task<(int Items, int? Total, bool More)> PageAsync(TestApp app, string address)
    {
        var page = await ReadAsync(app, address);
        return (page["items"]!.AsArray().Count, (int?)page["total"], page["next"] is not null);
    }

    private static async Task RecordAsync(TestApp app, string identifier, int times)
    {
        await app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.Identifier == identifier).Select(d => d.Id).SingleAsync(Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            foreach (var version in Enumerable.Range(1, times))
            {
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = deal,
                        Commitment = "c1",
                        Period = Period.Parse("2024"),
                        Span = MeasuredSpan.During,
                        Version = version,
                        Value = version,
                        Unit = "trees",
                        Method = MeasuringMethod.Measured,
                        Source = "Counted",
                        Trust = TrustLevel.Declared,
                        OnBehalf = true,
                        RecordedAt = now,
                    }
                );
                db.Reports.Add(
                    new Report
                    {
                        DealId = deal,
                        Commitment = "c1",
                        Period = Period.Parse("2024"),
                        Version = version,
                        Delivery = Delivery.Running,
                        Language = "en",
                        OnBehalf = true,
                        RecordedAt = now,
                    }
                );
            }
            await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
    }
}
