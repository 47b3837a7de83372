using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency;

/// <summary>An import whose process is killed (<c>kill -9</c>) leaves the database as it was, at whatever point.</summary>
public sealed class KilledImportTests
{
    private const int Copies = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_it_prepares()
    {
        using var package = new TestPackage();
        Multiply(package);
        await using var database = await WithTheRealDataAsync();
        var before = await TestPackage.ExportAsync(database);
        foreach (var size in (long[])[1, 1_000_000])
        {
            await KillAsync(database, package, () => SizeOf(Side(database)) >= size);
            Assert.True(File.Exists(Side(database)));
            Assert.Equal(before, await TestPackage.ExportAsync(database));
        }

        var again = await Cli.RunAsync("import", package.Folder, "--data", database.Folder);
        Assert.Equal((0, ""), (again.Code, again.Errors));
        Assert.False(File.Exists(Side(database)));
        await HoldsAllAsync(database, package);
    }

    [Fact]
    public async Task While_it_moves_its_rows_into_the_database()
    {
        using var package = new TestPackage();
        Multiply(package);
        var undone = 0;
        foreach (var share in (double[])[0.0, 0.4])
        {
            await using var database = await WithTheRealDataAsync();
            var before = await TestPackage.ExportAsync(database);
            await database.DisposeConnectionsAsync();
            var log = Path.Combine(database.Folder, "alliance.db-wal");
            // Nothing but the moving makes the write-ahead log long, in the end longer than the side file is now.
            await KillAsync(
                database,
                package,
                () => SizeOf(log) > 200_000 && SizeOf(log) >= share * SizeOf(Side(database))
            );
            var after = await TestPackage.ExportAsync(database);
            if (after["deals.jsonl"] == before["deals.jsonl"])
            {
                Assert.Equal(before, after);
                undone++;
            }
            else
                await HoldsAllAsync(database, package);
        }
        Assert.True(undone > 0, "Each of the imports was done before it could be killed.");
    }

    [Fact]
    public async Task Before_its_search_index_is_whole_a_running_server_finishes_that()
    {
        using var package = new TestPackage();
        Multiply(package);
        await using var database = await WithTheRealDataAsync();
        await database.DisposeConnectionsAsync();
        var (server, address) = await Cli.ServeAsync(database.Folder);
        using var _ = server;
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            var before = await FoundAsync(client);
            Assert.True(before > 0);

            await using (var db = database.Open())
            {
                bool IsUnfinished() =>
                    !db.Database.SqlQuery<int>($"SELECT version AS \"Value\" FROM search_state").Any();
                await KillAsync(database, package, IsUnfinished);
                Assert.True(IsUnfinished(), "The import was done before it could be killed.");
            }

            var watch = Stopwatch.StartNew();
            while (await FoundAsync(client) < before * Copies)
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "The search still lacks what was imported.");
                await Task.Delay(200, Cancel);
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(Cancel);
        }

        // By a word that all of the copies share.
        static async Task<int> FoundAsync(HttpClient client)
        {
            using var answer = JsonDocument.Parse(
                await client.GetStringAsync("/api/v1/deals?q=mannheim&limit=1", Cancel)
            );
            return answer.RootElement.GetProperty("total").GetInt32();
        }
    }

    private static async Task<TestDatabase> WithTheRealDataAsync()
    {
        var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await TestPackage.ImportAsync(database, TestPackage.Real);
        return database;
    }

    private static async Task KillAsync(TestDatabase database, TestPackage package, Func<bool> isTime)
    {
        using var import = Cli.Start(["import", package.Folder, "--data", database.Folder]);
        while (!isTime() && !import.HasExited)
            await Task.Delay(1, Cancel);
        import.Kill();
        await import.WaitForExitAsync(Cancel);
    }

    private static async Task HoldsAllAsync(TestDatabase database, TestPackage package)
    {
        var exported = await TestPackage.ExportAsync(database);
        foreach (var file in (string[])["organisations.jsonl", "deals.jsonl"])
            Assert.Equal(Convert.ToBase64String(await File.ReadAllBytesAsync(package[file], Cancel)), exported[file]);
    }

    private static string Side(TestDatabase database) => Staging.FileOf(Path.Combine(database.Folder, "alliance.db"));

    private static long SizeOf(string file) => new FileInfo(file) is { Exists: true } there ? there.Length : 0;

    /// <summary>Many deals, so that there is time to kill; the real ones among them, one of them changed.</summary>
    private static void Multiply(TestPackage package)
    {
        package.Change("deals.jsonl", "ma-11", d => d["delivery"] = "done");
        var deals = File.ReadAllLines(package["deals.jsonl"]);
        package.Write(
            "deals.jsonl",
            Enumerable
                .Range(0, Copies)
                .SelectMany(copy => deals.Select(line => Copy(line, copy)))
                .OrderBy(d => d.Id, StringComparer.Ordinal)
                .Select(d => d.Line)
        );

        static (string Id, string Line) Copy(string line, int copy)
        {
            var deal = JsonNode.Parse(line)!;
            if (copy > 0)
            {
                deal["id"] = $"{deal["id"]}-{copy}";
                deal["slug"] = $"{deal["slug"]}-{copy}";
            }
            return ((string)deal["id"]!, deal.ToJsonString(JsonColumn.Options));
        }
    }
}
