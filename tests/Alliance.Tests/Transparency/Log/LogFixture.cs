using System.Text;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Transparency.Log;

/// <summary>Deals with versions, and what is said of them in the log.</summary>
internal static class LogFixture
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An application that lets a test ask as often as it likes, with deals <c>one</c>, <c>two</c> … in it.</summary>
    public static async Task<TestApp> StartAsync(DatabaseKind on, params string[] deals)
    {
        var app = await TestApp.StartAsync(on, settings: Patient);
        await app.WithDbAsync(async db =>
        {
            var city = DealFixtures.City("espoo");
            foreach (var identifier in deals)
            {
                var deal = DealFixtures.Deal(city, identifier, "2026");
                db.Add(deal);
                await db.SaveChangesAsync(Cancel);
                db.Add(VersionOf(deal, "Somebody promises something – \"quoted\", with \\ and ä."));
                await db.SaveChangesAsync(Cancel);
            }
        });
        await app.ChangedAsync();
        return app;
    }

    public static AllianceSettings Patient(AllianceSettings settings) => settings with { ReadsPerMinute = 1_000_000 };

    /// <summary>A life of a deal: released, signed by two, in force.</summary>
    public static async Task LogLifeAsync(this TestApp app, string deal)
    {
        foreach (var payload in await app.LifeAsync(deal))
            await app.RaiseAsync(payload.Kind, payload.Statement);
        await app.SettleAsync();
    }

    public static async Task<(string Kind, object Statement)[]> LifeAsync(this TestApp app, string deal)
    {
        var hash = await app.WithDbAsync(db =>
            db.DealVersions.Where(v => v.Deal!.Identifier == deal).Select(v => v.Hash).SingleAsync(Cancel)
        );
        var at = app.Time.GetUtcNow().UtcDateTime;
        const int number = 1;
        return
        [
            (
                LoggedKinds.Released,
                new
                {
                    deal,
                    number,
                    hash,
                    at,
                }
            ),
            (
                LoggedKinds.Signed,
                new
                {
                    deal,
                    number,
                    hash,
                    party = "firm",
                    role = "signatory",
                    way = "passkey",
                    at,
                }
            ),
            (
                LoggedKinds.Signed,
                new
                {
                    deal,
                    number,
                    hash,
                    party = "club",
                    role = "joiner",
                    way = "code",
                    by = "chamber",
                    at,
                }
            ),
            (
                LoggedKinds.InForce,
                new
                {
                    deal,
                    number,
                    hash,
                    at,
                }
            ),
        ];
    }

    /// <summary>Appends without waiting for the outbox's turn, as its handler would.</summary>
    public static async Task AppendAsync(this TestApp app, OutboxMessage message)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await AppendToLog.HandleAsync(message, scope.ServiceProvider, Cancel);
    }

    public static async Task<string> TextAsync(this TestApp app, string path)
    {
        using var answer = await app.Client.GetAsync("/api/v1/" + path, Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    public static async Task<List<Finding>> CheckSiteAsync(this TestApp app, string? kept = null, string? key = null)
    {
        var found = new Findings();
        using var http = LogReader.NewClient();
        await new SiteCheck(new LogReader(http, app.Address), found, (_, _, _) => { }).RunAsync(kept, key, Cancel);
        return [.. found.All];
    }

    public static List<Finding> CheckFile(string file, string? kept = null, string? key = null)
    {
        var found = new Findings();
        BundleCheck.Run(found, Encoding.UTF8.GetBytes(file), kept, key);
        return [.. found.All];
    }

    public static List<string> Wrong(this IEnumerable<Finding> found) =>
        [.. found.Where(f => !f.Right).Select(f => f.What)];

    private static DealVersion VersionOf(Deal deal, string summary)
    {
        deal.Summary = DealFixtures.Text(summary);
        var content = VersionDocument.ContentOf(DealDocument.Of(deal));
        return new DealVersion
        {
            DealId = deal.Id,
            Number = 1,
            Kind = VersionKind.Released,
            RecordedAt = DealFixtures.Recorded,
            Content = content,
            Hash = VersionDocument.HashOf(content),
            CityId = deal.CityId,
            Instrument = deal.Instrument,
        };
    }
}
