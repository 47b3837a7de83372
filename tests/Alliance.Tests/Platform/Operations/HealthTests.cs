using System.Net;
using Alliance.Platform.Mail;
using Alliance.Platform.Outbox;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Platform.Operations;

public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_server_that_can_serve_is_live_and_ready(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await ExpectAsync(app, "/health/live", HttpStatusCode.OK, """{"status":"Healthy","checks":{}}""");
        await ExpectAsync(
            app,
            "/health/ready",
            HttpStatusCode.OK,
            """{"status":"Healthy","checks":{"database":"Healthy","outbox":"Healthy","mail":"Healthy","jobs":"Healthy"}}"""
        );
    }

    [Theory, EachDatabase]
    public async Task Pending_migrations_are_not_ready(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.WithDbAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                "DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id = (SELECT MAX(migration_id) FROM \"__EFMigrationsHistory\")",
                Token
            )
        );
        await ExpectAsync(app, "/health/live", HttpStatusCode.OK, "Healthy");
        await ExpectAsync(app, "/health/ready", HttpStatusCode.ServiceUnavailable, "\"database\":\"Unhealthy\"");
    }

    [Fact]
    public async Task A_database_that_is_gone_is_not_ready_and_says_nothing_of_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseKind.Postgres);
        await PostgresServer.Current.DropAsync(app.Database.Connection);
        await ExpectAsync(app, "/health/live", HttpStatusCode.OK, "Healthy");
        await ExpectAsync(
            app,
            "/health/ready",
            HttpStatusCode.ServiceUnavailable,
            """{"status":"Unhealthy","checks":{"database":"Unhealthy","outbox":"Unhealthy","mail":"Unhealthy","jobs":"Unhealthy"}}"""
        );
    }

    [Theory, EachDatabase]
    public async Task A_stuck_outbox_is_not_ready_and_a_message_given_up_is_a_warning(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        // Nobody handles it: its lease is far from over.
        await app.WithDbAsync(async db =>
        {
            db.Outbox.Add(
                new OutboxMessage
                {
                    Kind = "stuck",
                    OccurredAt = app.Time.GetUtcNow().UtcDateTime.AddMinutes(-30),
                    LeasedUntil = app.Time.GetUtcNow().UtcDateTime.AddMinutes(-20),
                    Attempts = OutboxQueue.MostAttempts,
                }
            );
            await db.SaveChangesAsync(Token);
        });
        await ExpectAsync(app, "/health/ready", HttpStatusCode.OK, "\"outbox\":\"Degraded\"");

        await app.StopWorkAsync();
        await app.WithDbAsync(db => db.Outbox.ExecuteUpdateAsync(s => s.SetProperty(m => m.Attempts, 1), Token));
        await ExpectAsync(app, "/health/ready", HttpStatusCode.ServiceUnavailable, "\"outbox\":\"Unhealthy\"");
    }

    [Theory, EachDatabase]
    public async Task A_mail_given_up_is_a_warning_for_a_day(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var now = app.Time.GetUtcNow().UtcDateTime;
        await app.WithDbAsync(async db =>
        {
            db.Mails.Add(
                new OutgoingMail
                {
                    Key = "dead",
                    To = "firm@example.org",
                    Language = "en",
                    Subject = "Dead",
                    Text = "Text",
                    Html = "Text",
                    CreatedAt = now.AddDays(-1),
                    GivenUpAt = now,
                }
            );
            await db.SaveChangesAsync(Token);
        });
        await ExpectAsync(app, "/health/ready", HttpStatusCode.OK, "\"mail\":\"Degraded\"");

        app.Time.Advance(TimeSpan.FromHours(25));
        await ExpectAsync(app, "/health/ready", HttpStatusCode.OK, "\"mail\":\"Healthy\"");
    }

    private static async Task ExpectAsync(TestApp app, string address, HttpStatusCode status, string part)
    {
        var response = await app.Client.GetAsync(address, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(status, response.StatusCode);
    }
}
