using Alliance.Bench.Filling;
using Alliance.Bench.Servers;
using Alliance.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Bench;

/// <summary>A filled database that the product is measured on.</summary>
/// <param name="Data">What <c>--data</c> is given.</param>
/// <param name="Arguments">What else <c>serve</c> is given.</param>
internal sealed record Filled(
    string Database,
    int Deals,
    string Connection,
    string Data,
    IReadOnlyList<string> Arguments
)
{
    /// <summary>The deals of <c>data/alliance</c>.</summary>
    public const int Real = 27;

    public string Name => $"{Database}, {Deals:N0} deals";
}

/// <summary>
/// The databases, in a folder outside of git. What was filled once is used again as long as the generator, its seed and
/// the schema are the same.
/// </summary>
internal sealed class FilledDatabases(string folder, FillSize size)
{
    public Filled Sqlite(bool large)
    {
        var data = Path.Combine(folder, large ? "sqlite" : "sqlite-real");
        return new("SQLite", Count(large), $"Data Source={Path.Combine(data, "alliance.db")}", data, []);
    }

    public Filled Postgres(PostgresServer server, bool large)
    {
        var connection = server.ConnectionTo(large ? "alliance" : "alliance_real");
        var data = Path.Combine(folder, large ? "postgres-data" : "postgres-data-real");
        return new("PostgreSQL", Count(large), connection, data, ["--db", connection]);
    }

    /// <summary>Fills the database unless it is filled already.</summary>
    public async Task PrepareAsync(Filled target, Action<string> say, PostgresServer? server = null)
    {
        Directory.CreateDirectory(target.Data);
        var large = target.Deals != Filled.Real;
        // Beside the data, so that whoever removes that removes the mark with it.
        var mark = Path.Combine(server?.Folder ?? target.Data, large ? "filled.txt" : "filled-real.txt");
        var wanted = Describe(large ? size.ToString() : "the real deals", target.Connection);
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted)
            return;
        say($"Filling {target.Name}");
        File.Delete(mark);
        if (server is null)
            foreach (var file in Directory.EnumerateFiles(target.Data, "alliance.db*"))
                File.Delete(file);
        else
            await server.RecreateAsync(large ? "alliance" : "alliance_real");
        if (large)
            await Fill.RunAsync(target.Connection, size, say);
        else
            await Fill.ImportAsync(target.Connection);
        await SettleAsync(target);
        await File.WriteAllTextAsync(mark, wanted);
    }

    private int Count(bool large) => large ? size.Deals : Filled.Real;

    // The product's first start brings up to date what it keeps beside the tables (what waits in the outbox, the search).
    private async Task SettleAsync(Filled target)
    {
        await using (var server = await Published.StartAsync(folder, target))
            await Task.Delay(TimeSpan.FromSeconds(3));
        await Fill.AnalyseAsync(target.Connection);
        SqliteConnection.ClearAllPools();
    }

    private static string Describe(string content, string connection)
    {
        using var db = Database.Open(connection);
        return $"{content}\n{string.Join('\n', db.Database.GetMigrations())}\n";
    }
}
