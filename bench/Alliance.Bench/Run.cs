using Alliance.Bench.Filling;
using Alliance.Bench.Servers;

namespace Alliance.Bench;

internal sealed record BenchOptions(FillSize Size, Pace Pace, string Only, string Database, bool FillOnly);

/// <summary>One run: publish, fill what is not filled yet, measure, report.</summary>
internal static class Run
{
    // Set by bench/run.
    private static string Root =>
        Environment.GetEnvironmentVariable("ALLIANCE_BENCH_ROOT") ?? Directory.GetCurrentDirectory();

    /// <summary>Everything that is kept from run to run; none of it belongs into git.</summary>
    private static string Folder =>
        Environment.GetEnvironmentVariable("ALLIANCE_BENCH_DATA") ?? Path.Combine(Root, "bench", ".data");

    public static async Task<int> StartAsync(BenchOptions options)
    {
        Directory.CreateDirectory(Folder);
        Say("Publishing");
        await Published.PublishAsync(Root, Folder);
        var measured = new List<Measured>();
        if (options.Database is "" or "sqlite")
            await EachAsync(null);
        if (options.Database is "" or "postgres")
        {
            await using var server = await PostgresServer.StartAsync(Path.Combine(Folder, "pg"));
            await EachAsync(server);
        }
        if (options.FillOnly)
            return 0;
        var report = Report.Of(measured);
        await File.WriteAllTextAsync(Path.Combine(Folder, "last.md"), report);
        Console.WriteLine(report);
        return measured.Exists(m => m.Failures.Count > 0) ? 1 : 0;

        async Task EachAsync(PostgresServer? server)
        {
            var targets = new FilledDatabases(Folder, options.Size);
            foreach (var large in (bool[])[false, true])
            {
                var target = server is null ? targets.Sqlite(large) : targets.Postgres(server, large);
                await targets.PrepareAsync(target, Say, server);
                if (!options.FillOnly)
                    measured.Add(await Measuring.RunAsync(Folder, target, options.Pace, IsWanted, Say));
            }
        }

        bool IsWanted(Scenario scenario) => scenario.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase);
    }

    private static void Say(string text) => Console.Error.WriteLine(text);
}
