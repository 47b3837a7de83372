using System.Diagnostics;
using System.Globalization;
using Alliance.Bench.Filling;
using Alliance.Bench.Load;
using Alliance.Bench.Servers;
using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alliance.Bench.Monitoring;

/// <summary>
/// Ten measurements of each promise of a large register: how fast a file of them comes in, what others notice of it, and how fast what is
/// made of them is read.
/// </summary>
internal sealed class MonitoringRun(string folder, FillSize size, Action<string> say)
{
    // So many overlaps of each city are shared.
    private const int Shared = 10;

    // So many deals wait for signatures while numbers come in.
    private const int Waiting = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly List<string> lines = [];

    public async Task SqliteAsync()
    {
        var data = Path.Combine(folder, "monitoring");
        var name = Path.Combine(data, "alliance.db");
        var filled = Path.Combine(data, "filled.db");
        Directory.CreateDirectory(data);
        var connection = $"Data Source={name}";
        if (!await IsFilledAsync(data))
        {
            Delete(name);
            await Fill.RunAsync(connection, size, say);
            await SettleAsync(Target());
            SqliteConnection.ClearAllPools();
            File.Move(name, filled, overwrite: true);
            await MarkAsync(data);
        }
        Delete(name);
        File.Copy(filled, name);
        await MeasureAsync(Target());

        Filled Target() => new("SQLite", size.Deals, connection, data, []);
    }

    public async Task PostgresAsync(PostgresServer server)
    {
        var data = Path.Combine(folder, "monitoring-pg");
        Directory.CreateDirectory(data);
        var connection = server.ConnectionTo("alliance_filled");
        if (!await IsFilledAsync(server.Folder))
        {
            await server.RecreateAsync("alliance_filled");
            await Fill.RunAsync(connection, size, say);
            await SettleAsync(Target("alliance_filled"));
            await MarkAsync(server.Folder);
        }
        NpgsqlConnection.ClearAllPools();
        await server.RecreateAsync("alliance_measured", "alliance_filled");
        await MeasureAsync(Target("alliance_measured"));

        Filled Target(string database) =>
            new("PostgreSQL", size.Deals, server.ConnectionTo(database), data, ["--db", server.ConnectionTo(database)]);
    }

    public string Report() =>
        $"""
            # Monitoring, measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC

            | Database | What | Measured | Aim |
            | --- | --- | ---: | --- |
            {string.Join('\n', lines)}
            """;

    private async Task MeasureAsync(Filled target)
    {
        var file = Path.Combine(folder, $"readings-{size.Deals}.csv");
        if (!File.Exists(file))
            say($"{await ReadingsFile.WriteAsync(target.Connection, file):N0} rows written to {file}");
        // Others work meanwhile.
        await using (await Published.StartAsync(folder, target))
            await ImportAsync(target, file);
        await Fill.AnalyseAsync(target.Connection);
        await HealthAsync(target);
        await ShareAsync(target);
        await RecordAsync(target);
        await using var server = await Published.StartAsync(folder, target);
        await UntilWorkedOutAsync(target);
        await PagesAsync(target, server);
    }

    // The server works out how all cities stand and whom to ask, at its first start and after what was shared and recorded: two would be
    // measured at once.
    private static async Task UntilWorkedOutAsync(Filled target)
    {
        await using var db = Database.Open(target.Connection);
        var watch = Stopwatch.StartNew();
        // The server hears what changed, and takes its time; so it is done here.
        await Task.Delay(TimeSpan.FromSeconds(10));
        await using (var app = Program(target))
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync();
        do await Task.Delay(TimeSpan.FromSeconds(5));
        while (
            watch.Elapsed < Patience
            && (
                await db.CityBoards.AnyAsync(b => b.ChangedAt != null)
                || await db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Running)
            )
        );
    }

    private async Task HealthAsync(Filled target)
    {
        await using var app = Program(target);
        await using var scope = app.Services.CreateAsyncScope();
        var promises = await scope.ServiceProvider.GetRequiredService<AppDb>().Commitments.CountAsync();
        var watch = Stopwatch.StartNew();
        await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        Line(
            target,
            $"health of {promises:N0} promises, with amounts and overlaps of all cities, s",
            seconds,
            "< 60",
            seconds < 60
        );
    }

    /// <summary>The first overlaps of each city are shared, as its people would: net and gross differ from then on.</summary>
    private async Task ShareAsync(Filled target)
    {
        await using var app = Program(target);
        List<(string City, long Id, OverlapName Pair)> found;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var boards = await db
                .CityBoards.Select(b => new
                {
                    b.City!.Identifier,
                    b.CityId,
                    b.Standing,
                })
                .ToListAsync();
            found =
            [
                .. boards.SelectMany(b => b.Standing.Overlaps.Take(Shared).Select(o => (b.Identifier, b.CityId, o))),
            ];
        }
        var times = new List<double>();
        foreach (var (number, (city, id, pair)) in found.Index())
        {
            await using var scope = app.Services.CreateAsyncScope();
            var watch = Stopwatch.StartNew();
            var shared = await scope
                .ServiceProvider.GetRequiredService<ResolveOverlap>()
                .RunAsync(
                    new Actor(null, null, [new ActorMembership(MembershipRole.DealManager, id, null)]),
                    new StatedResolution(
                        city,
                        $"{pair.First}",
                        $"{pair.Second}",
                        "shared",
                        $"effect-{number}",
                        "60",
                        "40",
                        "",
                        CultureInfo.InvariantCulture
                    )
                );
            // A promise has a part in one effect a year: it may have been shared with another one already.
            if (shared.Refusal is null)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        say($"{target.Name}: {times.Count:N0} of {found.Count:N0} overlaps shared");
        Times(target, "one overlap shared", [.. times.Skip(times.Count / 5).Order()], null);
    }

    /// <summary>One number after the other, as the form records them.</summary>
    private async Task RecordAsync(Filled target)
    {
        await using var app = Program(target);
        List<(string Deal, string Key, long City)> promises;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var all = await db
                .Commitments.Join(
                    db.Deals.Where(d => d.State != null),
                    c => c.DealId,
                    d => d.Id,
                    (c, d) =>
                        new
                        {
                            d.Identifier,
                            d.CityId,
                            c.Key,
                        }
                )
                .OrderBy(c => c.Identifier)
                .Take(20_000)
                .ToListAsync();
            promises = [.. all.Where((_, i) => i % 67 == 0).Select(p => (p.Identifier, p.Key, p.CityId))];
        }
        var times = new List<double>();
        foreach (var (deal, key, city) in promises)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var actor = new Actor(null, null, [new ActorMembership(MembershipRole.DealManager, city, null)]);
            var watch = Stopwatch.StartNew();
            var recorded = await scope
                .ServiceProvider.GetRequiredService<RecordMeasurement>()
                .RunAsync(
                    actor,
                    new StatedMeasurement(
                        deal,
                        key,
                        "2015",
                        "12.5",
                        "",
                        "",
                        "",
                        "measured",
                        "Read on the meter",
                        "",
                        "",
                        0,
                        "",
                        CultureInfo.InvariantCulture
                    )
                );
            if (recorded.Refusal is { } refused && refused.Code != "check-fields")
                throw new WrongAnswerException($"{deal}.{key}: {refused.Code}");
            if (recorded.Refusal is null)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        // The first ones compile the statements.
        times = [.. times.Skip(times.Count / 5).Order()];
        Times(target, "one measurement recorded, its sums with it", times, 20);
    }

    private async Task PagesAsync(Filled target, Child server)
    {
        await using var db = Database.Open(target.Connection);
        var cities = await db.Cities.OrderBy(c => c.Identifier).Select(c => c.Identifier).ToListAsync();
        var largest = await db
            .Deals.GroupBy(d => d.City!.Identifier)
            .OrderByDescending(g => g.Count())
            .Select(g => g.Key)
            .FirstAsync();
        Ask("dashboards of all cities", [.. cities.Select(c => new Page($"/de/cities/{c}/totals", "</html>"))]);
        Ask("dashboard of the largest city", [new Page($"/de/cities/{largest}/totals", "</html>")]);
        Ask("dashboard of the network", [new Page("/en/totals", "</html>"), new Page("/fi/totals", "</html>")]);

        void Ask(string what, List<Page> pages)
        {
            var crowd = new Crowd(server.Port, pages, uncached: true);
            crowd.Walk(1, TimeSpan.FromSeconds(60));
            crowd.Roam(1, TimeSpan.FromSeconds(3), 1);
            var alone = crowd.Roam(1, TimeSpan.FromSeconds(8), 2);
            var (p50, p99) = (alone.Within(50).TotalMilliseconds, alone.Within(99).TotalMilliseconds);
            Line(target, $"{what}, uncached, p50 / p99 ms", p50, p99, 50);
        }
    }

    private static WebApplication Program(Filled target) =>
        AllianceApp.Build(
            new AllianceSettings(target.Data, target.Connection, "http://127.0.0.1:0"),
            services =>
            {
                services.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
                services.RemoveAll<IHostedService>();
            }
        );

    private async Task ImportAsync(Filled target, string file)
    {
        var rows = File.ReadLines(file).Count() - 1;
        await using var app = Program(target);
        var signing = new Signing(app.Services);
        await signing.PrepareAsync(Waiting);
        using var others = new CancellationTokenSource();
        var signed = Task.Run(() => signing.RunAsync(others.Token));
        var watch = Stopwatch.StartNew();
        var (code, said, memory) = await Published.CommandAsync(
            folder,
            ["import", "measurements", file, "--data", target.Data, .. target.Arguments]
        );
        var seconds = watch.Elapsed.TotalSeconds;
        await others.CancelAsync();
        if (code != 0)
            throw new WrongAnswerException(said);
        say($"{target.Name}: {said.Trim()} in {seconds:0.0} s");
        Line(
            target,
            $"import of {rows:N0} measurements, rows/s",
            rows / seconds,
            "≥ 100,000",
            rows / seconds >= 100_000
        );
        Line(target, "memory of the import at most, MB", memory, "< 500", memory < 500);
        var times = await signed;
        Times(target, $"{times.Count:N0} signatures meanwhile, some of which conclude a deal", times, 200);
    }

    /// <param name="sorted">In milliseconds, the shortest first.</param>
    private void Times(Filled target, string what, List<double> sorted, int? aim)
    {
        if (sorted.Count > 0)
            Line(target, $"{what}, p50 / p99 ms", sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], aim);
    }

    private void Line(Filled target, string what, double p50, double p99, int? aim) =>
        Line(target, what, $"{Say(p50)} / {Say(p99)}", aim is null ? "" : $"p99 < {aim}", p99 < aim);

    private void Line(Filled target, string what, double value, string aim, bool reached) =>
        Line(target, what, Say(value), aim, reached);

    private void Line(Filled target, string what, string value, string aim, bool reached)
    {
        var line =
            $"| {target.Database} | {what} | {value} | {(aim.Length == 0 ? "" : aim + (reached ? " ✓" : " ✗"))} |";
        say(line);
        lines.Add(line);
    }

    private static string Say(double value) => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    private async Task SettleAsync(Filled target)
    {
        await using (var server = await Published.StartAsync(folder, target))
            await UntilWorkedOutAsync(target);
        await Fill.AnalyseAsync(target.Connection);
    }

    private async Task<bool> IsFilledAsync(string data) =>
        File.Exists(Mark(data)) && await File.ReadAllTextAsync(Mark(data)) == Described();

    private Task MarkAsync(string data) => File.WriteAllTextAsync(Mark(data), Described());

    private static string Mark(string data) => Path.Combine(data, "filled-monitoring.txt");

    private string Described()
    {
        using var db = Database.Open("Data Source=:memory:");
        return $"{size}\n{string.Join('\n', db.Database.GetMigrations())}\n";
    }

    private static void Delete(string file)
    {
        foreach (var end in (string[])["", "-wal", "-shm"])
            File.Delete(file + end);
    }
}
