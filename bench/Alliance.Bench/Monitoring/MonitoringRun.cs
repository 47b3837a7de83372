using System.Diagnostics;
using System.Globalization;
using Alliance.Bench.Filling;
using Alliance.Bench.Load;
using Alliance.Bench.Servers;
using Alliance.Monitoring;
using Alliance.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Alliance.Bench.Monitoring;

/// <summary>
/// Ten measurements of each promise of a large register: how fast a file of them comes in, what others notice of it, and how fast what is
/// made of them is read.
/// </summary>
internal sealed class MonitoringRun(string folder, FillSize size, Action<string> say)
{
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
        await using var server = await Published.StartAsync(folder, target);
        await ImportAsync(target, file);
    }

    private async Task ImportAsync(Filled target, string file)
    {
        var rows = File.ReadLines(file).Count() - 1;
        using var others = new CancellationTokenSource();
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
    }

    private void Line(Filled target, string what, double value, string aim, bool reached)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {target.Database} | {what} | {(value < 100 ? value.ToString("0.0", CultureInfo.InvariantCulture) : value.ToString("N0", CultureInfo.InvariantCulture))} | {aim} {(reached ? "✓" : "✗")} |"
        );
        say(line);
        lines.Add(line);
    }

    private async Task SettleAsync(Filled target)
    {
        await using (var server = await Published.StartAsync(folder, target))
            await Task.Delay(TimeSpan.FromSeconds(3));
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
