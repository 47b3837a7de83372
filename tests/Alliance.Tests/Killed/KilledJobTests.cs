using System.Diagnostics;
using System.Globalization;
using Alliance.Platform.Jobs;
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
        await app.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Job == job && r.Outcome == JobOutcome.Done, Cancel));
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
                servers.Add(await StartAsync(app, arm));
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
            foreach (var server in servers)
            {
                if (!server.HasExited)
                    server.Kill();
                await server.WaitForExitAsync(Cancel);
                server.Dispose();
            }
        }
    }

    private static async Task<Process> StartAsync(TestApp app, string arm)
    {
        var (server, _) = await Cli.ServeAsync(
            app.Database.Folder,
            app.Database.Db,
            start =>
            {
                start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(DyingServer).Assembly.Location;
                start.Environment["KILLED_AT"] = "before-job-noted";
                start.Environment["KILLED_WHEN"] = arm;
            }
        );
        // Nobody reads what it logs; a full pipe would stop it.
        _ = server.StandardOutput.ReadToEndAsync(Cancel);
        _ = server.StandardError.ReadToEndAsync(Cancel);
        return server;
    }

    private static Task<List<JobRun>> RunsAsync(TestApp app, string job) =>
        app.WithDbAsync(db =>
            db.JobRuns.AsNoTracking().Where(r => r.Job == job).OrderBy(r => r.StartedAt).ToListAsync(Cancel)
        );

    private static string NodeOf(Process server) =>
        $"{Environment.MachineName}-{server.Id.ToString(CultureInfo.InvariantCulture)}";
}
