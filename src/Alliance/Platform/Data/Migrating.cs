using Alliance.Platform.Commands;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Alliance.Platform.Data;

/// <summary>
/// Brings the database to the model's state before anything uses it. One process at a time: on SQLite under an
/// operating-system lock, on PostgreSQL under an advisory lock; both vanish with their holder, so that a migration killed
/// half-way never keeps the next start waiting.
/// </summary>
public static class Migrating
{
    // Any number will do, as long as it is ours.
    private const long AdvisoryLock = 0x616c6c69616e6365;

    /// <summary>The lock file beside a SQLite database.</summary>
    public static string LockOf(string sqliteFile) => sqliteFile + ".migrating";

    /// <summary>
    /// Applies what is pending, indexes anew what this program finds by other terms, then runs <paramref name="then"/> (first data) under the same lock. A database that a newer
    /// program migrated is refused: this one would read and write it by rules that no longer hold.
    /// </summary>
    public static async Task ApplyAsync(
        IServiceProvider services,
        Func<IServiceProvider, CancellationToken, Task>? then = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var log = scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Migrating));
        await using var turn = await TurnAsync(db, log, cancellationToken);

        // On PostgreSQL asking a history that is not there is an error in the log, which a first start should not begin with.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.Except(db.Database.GetMigrations(), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new CommandException(
                $"The database was written by a newer Alliance (it knows {unknown}). Update this program; nothing was changed."
            );
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            log.LogInformation("Migrating the database: {Migrations}", string.Join(", ", pending));
            await db.Database.MigrateAsync(cancellationToken);
        }
        await SearchRebuild.IfNeededAsync(db, log, cancellationToken);
        if (then is not null)
            await then(scope.ServiceProvider, cancellationToken);
    }

    private static Task<IAsyncDisposable> TurnAsync(AppDb db, ILogger log, CancellationToken cancellationToken) =>
        db is SqliteDb ? SqliteTurnAsync(db, log, cancellationToken) : PostgresTurnAsync(db, cancellationToken);

    private static async Task<IAsyncDisposable> SqliteTurnAsync(
        AppDb db,
        ILogger log,
        CancellationToken cancellationToken
    )
    {
        var file = Database.SqliteFile(db.Database.GetConnectionString()!);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var turn = await FileLock.ExclusiveAsync(
            LockOf(file),
            () => log.LogWarning("Another process is migrating {File}; waiting for it", file),
            cancellationToken
        );
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            await ClearStaleLockAsync(db, log, cancellationToken);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return new Turn(turn);
    }

    // EF marks a running migration by a row and waits for its end without limit; whoever holds the operating-system lock
    // knows that the row's writer is dead.
    private static async Task ClearStaleLockAsync(AppDb db, ILogger log, CancellationToken cancellationToken)
    {
        var tables = db.Database.SqlQuery<string>(
            $"SELECT name AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'"
        );
        if (!await tables.AnyAsync(cancellationToken))
            return;
        var rows = await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
        if (rows > 0)
            log.LogWarning("An earlier migration was interrupted; its lock is cleared");
    }

    private static async Task<IAsyncDisposable> PostgresTurnAsync(AppDb db, CancellationToken cancellationToken)
    {
        await Database.CreateIfMissingAsync(db, cancellationToken);
        // A connection of its own: the lock belongs to the session and must not outlive it in the pool.
        var builder = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false };
        var connection = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection);
            command.Parameters.AddWithValue(AdvisoryLock);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        return connection;
    }

    private sealed class Turn(FileLock held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            held.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
