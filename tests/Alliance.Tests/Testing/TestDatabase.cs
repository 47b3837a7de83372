using Alliance.Platform.Data;
using Alliance.Transparency;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Alliance.Tests.Testing;

/// <summary>A database of one test: migrated and empty, gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    // What thousands of tests begin with is made once for each kind, then copied: a database on which an application has
    // already done its jobs of the start, and one with the cities' own deals.
    private static readonly Dictionary<DatabaseKind, Lazy<Task<TestDatabase>>> Rested = OfEachKind(MakeRestedAsync);
    private static readonly Dictionary<DatabaseKind, Lazy<Task<TestDatabase>>> Real = OfEachKind(MakeRealAsync);

    private TestDatabase(DatabaseKind kind, string folder, string connection)
    {
        Kind = kind;
        Folder = folder;
        Connection = connection;
    }

    public DatabaseKind Kind { get; }

    /// <summary>A folder of its own, for <c>--data</c>; the SQLite file lies there as <c>alliance.db</c>.</summary>
    public string Folder { get; }

    public string Connection { get; }

    /// <summary>What <c>--db</c> would be given: nothing for SQLite.</summary>
    public string? Db => Kind == DatabaseKind.Postgres ? Connection : null;

    /// <param name="kind">Which database.</param>
    /// <param name="migrated">False for one that does not know a table yet.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, bool migrated = true)
    {
        var folder = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        if (kind == DatabaseKind.Postgres)
        {
            var template = migrated ? "template" : "template0";
            return new TestDatabase(kind, folder, await PostgresServer.Current.CreateAsync(template));
        }
        var file = Path.Combine(folder, "alliance.db");
        if (migrated)
            File.Copy(await SqliteTemplate.Value, file);
        return new TestDatabase(kind, folder, $"Data Source={file}");
    }

    /// <summary>An empty one on which an application has been at rest (<see cref="TestAppOutbox.RestAsync"/>).</summary>
    public static async Task<TestDatabase> RestedAsync(DatabaseKind kind) => await CopyAsync(await Rested[kind].Value);

    /// <summary>One that holds the three cities' own deals, as they are shipped, at rest too.</summary>
    public static async Task<TestDatabase> RealAsync(DatabaseKind kind) => await CopyAsync(await Real[kind].Value);

    /// <summary>A context on it; dispose it before the database.</summary>
    public AppDb Open(Action<DbContextOptionsBuilder>? change = null) =>
        Kind == DatabaseKind.Postgres
            ? new PostgresDb(Options<PostgresDb>(change))
            : new SqliteDb(Options<SqliteDb>(change));

    /// <summary>Closes the connections that the pool keeps, e.g. before the file is replaced.</summary>
    public async Task DisposeConnectionsAsync()
    {
        if (Kind == DatabaseKind.Postgres)
        {
            await using var connection = new NpgsqlConnection(Connection);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            await using var connection = new SqliteConnection(Connection);
            SqliteConnection.ClearPool(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeConnectionsAsync();
        if (Kind == DatabaseKind.Postgres)
            await PostgresServer.Current.DropAsync(Connection);
        Directory.Delete(Folder, recursive: true);
    }

    private DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder>? change)
        where T : AppDb
    {
        var options = Database.Configure(new DbContextOptionsBuilder<T>(), Connection);
        change?.Invoke(options);
        return options.Options;
    }

    private static Dictionary<DatabaseKind, Lazy<Task<TestDatabase>>> OfEachKind(
        Func<DatabaseKind, Task<TestDatabase>> make
    ) => Enum.GetValues<DatabaseKind>().ToDictionary(k => k, k => new Lazy<Task<TestDatabase>>(() => make(k)));

    private static async Task<TestDatabase> CopyAsync(TestDatabase made)
    {
        var folder = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        if (made.Kind == DatabaseKind.Postgres)
        {
            var name = new NpgsqlConnectionStringBuilder(made.Connection).Database!;
            return new TestDatabase(made.Kind, folder, await PostgresServer.Current.CreateAsync(name));
        }
        var file = Path.Combine(folder, "alliance.db");
        File.Copy(Path.Combine(made.Folder, "alliance.db"), file);
        return new TestDatabase(made.Kind, folder, $"Data Source={file}");
    }

    private static async Task<TestDatabase> MakeRestedAsync(DatabaseKind kind) =>
        await KeepAsync(await CreateAsync(kind));

    private static async Task<TestDatabase> MakeRealAsync(DatabaseKind kind)
    {
        var database = await CreateAsync(kind);
        await using (var db = database.Open())
        {
            var result = await new ImportPackage(db, new FakeTimeProvider(TestApp.Start)).RunAsync(
                [Path.Combine(AppContext.BaseDirectory, "data", "alliance")],
                dryRun: false
            );
            if (result.Problems.Count > 0)
                throw new InvalidOperationException("The shipped data is refused.");
        }
        return await KeepAsync(database);
    }

    private static async Task<TestDatabase> KeepAsync(TestDatabase database)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(database.Folder, recursive: true);
        await TestApp.RestAsync(database);
        // SQLite writes its journal back with the last connection.
        await database.DisposeConnectionsAsync();
        if (database.Kind == DatabaseKind.Postgres)
            await PostgresServer.Current.LeaveAloneAsync(database.Connection);
        return database;
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("alliance-template-").FullName, "alliance.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        await using var db = new SqliteDb(
            Database.Configure(new DbContextOptionsBuilder<SqliteDb>(), $"Data Source={file};Pooling=False").Options
        );
        await db.Database.MigrateAsync();
        return file;
    }
}
