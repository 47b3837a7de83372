using System.Diagnostics;
using System.Globalization;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Jobs;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Killed;

/// <summary>Three servers of their own processes on one PostgreSQL; whichever gets the job is killed before it can say that it is done.</summary>
public sealed class KilledJobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("requests")]
    [InlineData("reports")]
    [InlineData("boards")]
    public async Task The_job_of_a_killed_server_is_done_by_another(string job)
    {
        await using var app = await TestApp.StartAsync(DatabaseKind.Postgres);
        // A job that is not known yet would be due at once for the first server, which would die of it.
        await app.RestAsync();
        await app.StopWorkAsync();
        var arm = Path.Combine(app.Database.Folder, "kill-now");
        await File.WriteAllTextAsync(arm, "", Cancel);
        // The servers live in the present.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await app.WithDbAsync(async db =>
        {
            await db.JobRuns.ExecuteDeleteAsync(Cancel);
            await db.Jobs.ExecuteUpdateAsync(s => s.SetProperty(j => j.NextAt, now.AddDays(1)), Cancel);
        });
        var servers = new List<Process>();
        try
        {
            for (var i = 0; i < 3; i++)
                servers.Add(await StartAsync(app, arm, "before-job-noted"));
            // Not before all three are up: the first one would be dead before it has said where it listens.
            await app.WithDbAsync(db =>
                db.Jobs.Where(j => j.Name == job).ExecuteUpdateAsync(s => s.SetProperty(j => j.NextAt, now), Cancel)
            );
            await DyingServer.UntilAsync(() => servers.Exists(s => s.HasExited));
            var dead = Assert.Single(servers, s => s.HasExited);
            var held = Assert.Single(await RunsAsync(app, job));
            Assert.Equal((JobOutcome.Running, NodeOf(dead)), (held.Outcome, held.Node));

            // Its lease ends after two minutes; the test does not wait for that.
            await app.WithDbAsync(db =>
                db.Jobs.Where(j => j.LeasedUntil != null)
                    .ExecuteUpdateAsync(s => s.SetProperty(j => j.LeasedUntil, now), Cancel)
            );

            await app.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Done, Cancel));
            var runs = await RunsAsync(app, job);
            Assert.Equal([JobOutcome.Lost, JobOutcome.Done], runs.Select(r => r.Outcome));
            Assert.Contains(runs[1].Node, servers.Where(s => !s.HasExited).Select(NodeOf));
            Assert.Equal(2, servers.Count(s => !s.HasExited));
        }
        finally
        {
            await EndAsync(servers);
        }
    }

    [Fact]
    public async Task A_server_killed_between_the_mails_of_two_cities_has_sent_none_twice_and_none_is_lost()
    {
        await using var smtp = new SmtpServer();
        using var story = await Story.BeginAsync(DatabaseKind.Postgres);
        await using var app = story.App;
        await story.ConcludeAsync();
        await app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
        await app.StopWorkAsync();
        var arm = Path.Combine(app.Database.Folder, "kill-now");
        // The servers live in the present.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await AskAsync(app, now);
        var servers = new List<Process>();
        try
        {
            for (var i = 0; i < 2; i++)
                servers.Add(await StartAsync(app, arm, "before-second-mails", smtp));
            await File.WriteAllTextAsync(arm, "", Cancel);
            await DueAsync(app, now);
            await DyingServer.UntilAsync(() => servers.Exists(s => s.HasExited));
            Assert.Single(servers, s => s.HasExited);
            // What was stored before is stored, and the rest is not.
            Assert.Equal([1, 0], await MailsAsync(app));

            await app.WithDbAsync(db =>
                db.Jobs.Where(j => j.LeasedUntil != null)
                    .ExecuteUpdateAsync(s => s.SetProperty(j => j.LeasedUntil, now), Cancel)
            );
            await app.UntilAsync(db =>
                db.JobRuns.AnyAsync(
                    r => r.Job == "reports" && r.Outcome == JobOutcome.Done && r.StartedAt >= now,
                    Cancel
                )
            );
            Assert.Equal([1, 1], await MailsAsync(app));
            await DyingServer.UntilAsync(() => smtp.Taken.Count >= 2);
            // And however often it runs from now on.
            await DueAsync(app, now);
            await app.UntilAsync(async db =>
                await db.JobRuns.CountAsync(
                    r => r.Job == "reports" && r.Outcome == JobOutcome.Done && r.StartedAt >= now,
                    Cancel
                ) >= 2
            );
            Assert.Equal([1, 1], await MailsAsync(app));
            Assert.Equal(
                ["first@example.org", "second@example.org"],
                smtp.Taken.Select(m => m.To.Mailboxes.Single().Address).Order()
            );
        }
        finally
        {
            await EndAsync(servers);
        }
    }

    // Two cities that have let their first requests go, and each of them one that is to be asked.
    private static Task AskAsync(TestApp app, DateTime now) =>
        app.WithDbAsync(async db =>
        {
            await db.JobRuns.ExecuteDeleteAsync(Cancel);
            await db.Jobs.ExecuteUpdateAsync(s => s.SetProperty(j => j.NextAt, now.AddDays(1)), Cancel);
            await db.Mails.ExecuteDeleteAsync(Cancel);
            await db.ReportRequests.ExecuteDeleteAsync(Cancel);
            await db.ReportCalendars.ExecuteDeleteAsync(Cancel);
            var manager = await db.Memberships.SingleAsync(
                m => m.City!.Identifier == "espoo" && m.Role == MembershipRole.DealManager,
                Cancel
            );
            var promise = await db
                .Deals.Where(d => d.State != null)
                .SelectMany(d => d.Commitments)
                .OrderBy(c => c.Order)
                .FirstAsync(Cancel);
            var cities = await db.Cities.OrderBy(c => c.Id).Take(2).ToListAsync(Cancel);
            foreach (var (i, city) in cities.Index())
            {
                if (city.Id != manager.CityId)
                    db.Memberships.Add(
                        new Membership
                        {
                            AccountId = manager.AccountId,
                            Role = MembershipRole.DealManager,
                            CityId = city.Id,
                            Since = now,
                        }
                    );
                db.ReportCalendars.Add(
                    new ReportCalendar
                    {
                        CityId = city.Id,
                        // Nobody is written to before seven in the morning there.
                        TimeZone = now.Hour < ReportDays.FirstHour ? "Asia/Tokyo" : "UTC",
                        ReleasedAt = now,
                        // Nothing is to be asked but this.
                        PreparedOn = DateOnly.MaxValue,
                    }
                );
                var request = new ReportRequest
                {
                    CityId = city.Id,
                    PeriodEnd = new DateOnly(2025, 12, 31),
                    Email = i == 0 ? "first@example.org" : "second@example.org",
                    Name = "Faye Firm",
                    Language = "en",
                    CreatedAt = now,
                    KeepUntil = now + ReportRequest.OpenFor,
                };
                request.Questions.Add(
                    new ReportQuestion
                    {
                        DealId = promise.DealId,
                        Commitment = promise.Key,
                        Party = promise.By,
                        Period = Period.Parse(i == 0 ? "2024" : "2025"),
                    }
                );
                db.ReportRequests.Add(request);
            }
            await db.SaveChangesAsync(Cancel);
        });

    private static Task<int> DueAsync(TestApp app, DateTime now) =>
        app.WithDbAsync(db =>
            db.Jobs.Where(j => j.Name == "reports").ExecuteUpdateAsync(s => s.SetProperty(j => j.NextAt, now), Cancel)
        );

    private static async Task<List<int>> MailsAsync(TestApp app)
    {
        var sent = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith("report:")).Select(m => m.To).ToListAsync(Cancel)
        );
        return [sent.Count(to => to == "first@example.org"), sent.Count(to => to == "second@example.org")];
    }

    private static async Task<Process> StartAsync(TestApp app, string arm, string point, SmtpServer? smtp = null)
    {
        var (server, _) = await Cli.ServeAsync(
            app.Database.Folder,
            app.Database.Db,
            start =>
            {
                start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(DyingServer).Assembly.Location;
                start.Environment["KILLED_AT"] = point;
                start.Environment["KILLED_WHEN"] = arm;
                if (smtp is not null)
                    DyingServer.SendTo(start, smtp);
            }
        );
        // Nobody reads what it logs; a full pipe would stop it.
        _ = server.StandardOutput.ReadToEndAsync(Cancel);
        _ = server.StandardError.ReadToEndAsync(Cancel);
        return server;
    }

    private static async Task EndAsync(List<Process> servers)
    {
        foreach (var server in servers)
        {
            if (!server.HasExited)
                server.Kill();
            await server.WaitForExitAsync(Cancel);
            server.Dispose();
        }
    }

    private static Task<List<JobRun>> RunsAsync(TestApp app, string job) =>
        app.WithDbAsync(db =>
            db.JobRuns.AsNoTracking().Where(r => r.Job == job).OrderBy(r => r.StartedAt).ToListAsync(Cancel)
        );

    private static string NodeOf(Process server) =>
        $"{Environment.MachineName}-{server.Id.ToString(CultureInfo.InvariantCulture)}";
}
