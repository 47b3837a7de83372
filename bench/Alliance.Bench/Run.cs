using Alliance.Bench.Board;
using Alliance.Bench.Filling;
using Alliance.Bench.Monitoring;
using Alliance.Bench.Servers;

namespace Alliance.Bench;

/// <param name="Only">A part of the names of the scenarios that are wanted.</param>
/// <param name="Database"><c>sqlite</c>, <c>postgres</c>, or nothing for both.</param>
internal sealed record BenchOptions(FillSize Size, Pace Pace, string Only, string Database, bool FillOnly)
{
    public bool Wants(Scenario scenario) => scenario.Name.Contains(Only, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One run: publish, fill what is not filled yet, measure, report.</summary>
internal static class Run
{
    // Set by bench/run.
    private static string Root =>
        Environment.GetEnvironmentVariable("ALLIANCE_BENCH_ROOT") ?? Directory.GetCurrentDirectory();

    /// <summary>Everything that is kept from run to run; none of it belongs into git.</summary>
    private static string Folder =>
        Environment.GetEnvironmentVariable("ALLIANCE_BENCH_DATA") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Root, "bench", ".data");

    public static async Task<int> MeasureAsync(BenchOptions options)
    {
        var measured = new List<Measured>();
        await EachAsync(
            options,
            async target =>
            {
                if (!options.FillOnly)
                    measured.Add(await Measuring.RunAsync(Folder, target, options.Pace, options.Wants, Say));
            }
        );
        if (options.FillOnly)
            return 0;
        var report = Report.Of(measured);
        await File.WriteAllTextAsync(Path.Combine(Folder, "last.md"), report);
        Console.WriteLine(report);
        return measured.Exists(m => m.Failures.Count > 0) ? 1 : 0;
    }

    public static async Task<int> PlansAsync(BenchOptions options)
    {
        await EachAsync(
            options,
            target => target.Deals == Filled.Real ? Task.CompletedTask : Plans.PrintAsync(target, options.Wants)
        );
        return 0;
    }

    /// <summary>Makes deals as for the measurements and throws them away: shows that the product still takes what is made up here.</summary>
    public static async Task MakeAsync(FillSize size)
    {
        var folder = Directory.CreateTempSubdirectory("alliance-bench-");
        try
        {
            await Fill.RunAsync($"Data Source={Path.Combine(folder.FullName, "alliance.db")}", size, Say);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>With the program as it is built: a hall waits for nobody to publish.</summary>
    public static async Task<int> BoardAsync(BoardSize size, string database)
    {
        Directory.CreateDirectory(Folder);
        var program = Path.Combine(Root, "src", "Alliance", "bin", "Release", "net10.0", "alliance");
        var run = new BoardRun(program, Folder, size, Say);
        var right = true;
        if (database is "" or "sqlite")
            right &= await run.SqliteAsync();
        if (database is "" or "postgres")
        {
            await using var server = await PostgresServer.StartAsync(Path.Combine(Folder, "pg"));
            right &= await run.PostgresAsync(server);
        }
        Console.WriteLine(run.Report());
        return right ? 0 : 1;
    }

    public static async Task<int> MonitoringAsync(BenchOptions options)
    {
        Directory.CreateDirectory(Folder);
        Say("Publishing");
        await Published.PublishAsync(Root, Folder);
        var run = new MonitoringRun(Folder, options.Size with { Concluded = true }, Say);
        if (options.Database is "" or "sqlite")
            await run.SqliteAsync();
        if (options.Database is "" or "postgres")
        {
            await using var server = await PostgresServer.StartAsync(Path.Combine(Folder, "pg"));
            await run.PostgresAsync(server);
        }
        var report = run.Report();
        await File.WriteAllTextAsync(Path.Combine(Folder, "monitoring.md"), report);
        Console.WriteLine(report);
        return 0;
    }

    /// <summary>Both sizes on each database, filled, with the program published.</summary>
    private static async Task EachAsync(BenchOptions options, Func<Filled, Task> work)
    {
        Directory.CreateDirectory(Folder);
        Say("Publishing");
        await Published.PublishAsync(Root, Folder);
        var databases = new FilledDatabases(Folder, options.Size);
        if (options.Database is "" or "sqlite")
            foreach (var large in (bool[])[false, true])
                await OneAsync(databases.Sqlite(large), null);
        if (options.Database is "" or "postgres")
        {
            await using var server = await PostgresServer.StartAsync(Path.Combine(Folder, "pg"));
            foreach (var large in (bool[])[false, true])
                await OneAsync(databases.Postgres(server, large), server);
        }

        async Task OneAsync(Filled target, PostgresServer? server)
        {
            await databases.PrepareAsync(target, Say, server);
            await work(target);
        }
    }

    private static void Say(string text) => Console.Error.WriteLine(text);
}
