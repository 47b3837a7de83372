using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Alliance.Platform.Data;

/// <summary>
/// Large changes of a SQLite database that do not keep other writers waiting while they are put together: what
/// <c>SaveChanges</c> would write goes into a side file beside the database, as rows in their final form, and is moved
/// over in one short transaction. Until that commits, the database knows nothing of it, whatever happens; a side file
/// that was left behind is thrown away by the next who stages. PostgreSQL has no need of this: its writers only wait for
/// rows that another one holds.
/// </summary>
/// <remarks>
/// New rows carry the negative identifiers that EF gives to what is not stored yet, in their own key and wherever other
/// rows point to them. They get real ones when they are moved: only then nobody else can take the same.
/// </remarks>
public sealed class Staging : IAsyncDisposable
{
    private readonly AppDb db;
    private readonly string file;
    private readonly FileLock turn;
    private readonly SqliteConnection side;
    private readonly Dictionary<IEntityType, StagedTable> tables = [];

    private Staging(AppDb db, string file, FileLock turn)
    {
        (this.db, this.file, this.turn) = (db, file, turn);
        side = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString
        );
    }

    /// <summary>The side file of a SQLite database.</summary>
    public static string FileOf(string sqliteFile) => sqliteFile + ".staged";

    private static string LockOf(string sideFile) => sideFile + ".lock";

    /// <summary>Keeps others from staging until it is disposed; null when somebody stages.</summary>
    internal static IDisposable? TryKeepAway(string sqliteFile) => FileLock.TryExclusive(LockOf(FileOf(sqliteFile)));

    /// <summary>Begins with an empty side file, as soon as nobody else stages.</summary>
    public static async Task<Staging> BesideAsync(AppDb db, CancellationToken cancellationToken = default)
    {
        var path = FileOf(Database.SqliteFile(db.Database.GetConnectionString()!));
        var alone = await FileLock.ExclusiveAsync(LockOf(path), () => { }, cancellationToken);
        var staging = new Staging(db, path, alone);
        staging.DeleteFile();
        await staging.side.OpenAsync(cancellationToken);
        // If this process dies, the file is worth nothing: it need be neither safe nor whole.
        await staging.ExecuteAsync("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
        return staging;
    }

    /// <summary>Takes what the context tracks as new, changed or deleted, in place of <c>SaveChanges</c>.</summary>
    public async Task TakeAsync()
    {
        await using var transaction = (SqliteTransaction)await side.BeginTransactionAsync();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Detached or EntityState.Unchanged)
                continue;
            if (!tables.TryGetValue(entry.Metadata, out var table))
            {
                table = new StagedTable(entry.Metadata, side);
                await ExecuteAsync(table.Creation);
                tables.Add(entry.Metadata, table);
            }
            table.Add(entry, transaction);
        }
        await transaction.CommitAsync();
    }

    /// <summary>
    /// Moves everything into the database, together with what <paramref name="confirm"/> adds to the context; nothing of
    /// it where that answers false, being asked when nobody else can write any more. <paramref name="then"/> finds the rows in
    /// the database, and is kept with them.
    /// </summary>
    public async Task<bool> PromoteAsync(Func<Task<bool>> confirm, Func<Task> then)
    {
        await side.CloseAsync();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlAsync($"ATTACH DATABASE {file} AS staged");
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (!await confirm())
                return false;
            var sorted = Sorted();
            foreach (var table in sorted)
                table.Next = 1 + await LastIdAsync(table.Name);
            // Children go before their parents, and come after them.
            foreach (var table in Enumerable.Reverse(sorted))
                await RunAsync(table.Deleting(tables));
            foreach (var table in sorted)
                await RunAsync(table.Inserting(tables));
            foreach (var table in sorted)
            foreach (var updating in table.Updating(tables))
                await RunAsync(updating);
            await db.SaveChangesAsync();
            await then();
            await transaction.CommitAsync();
            return true;
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"DETACH DATABASE staged");
            await db.Database.CloseConnectionAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var table in tables.Values)
            await table.DisposeAsync();
        await side.DisposeAsync();
        DeleteFile();
        turn.Dispose();
    }

    private void DeleteFile()
    {
        File.Delete(file);
        File.Delete(file + "-journal");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = side.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    // The names in it are the model's own; nothing in it comes from outside.
    private Task<int> RunAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql);

    private Task<long> LastIdAsync(string table) =>
        db
            .Database.SqlQuery<long>(
                $"SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = {table}), 0) AS \"Value\""
            )
            .SingleAsync();

    /// <summary>Tables that others point to first.</summary>
    private List<StagedTable> Sorted()
    {
        var sorted = new List<StagedTable>();
        var seen = new HashSet<IEntityType>();
        void Visit(IEntityType type)
        {
            if (!seen.Add(type))
                return;
            foreach (var pointer in type.GetForeignKeys())
                Visit(pointer.PrincipalEntityType);
            if (tables.TryGetValue(type, out var table))
                sorted.Add(table);
        }
        foreach (var type in tables.Keys)
            Visit(type);
        return sorted;
    }
}
