using System.Diagnostics;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alliance.Tests.Platform.Data;

public sealed class MigratingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_empty_database_gets_every_table(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on, migrated: false);
        var log = new TestLog();
        await using var services = Services(database, log);

        await Migrating.ApplyAsync(services, cancellationToken: Token);

        // A first start is no failure, not even in the log.
        Assert.DoesNotContain(log.Lines, l => l.Contains("Failed", StringComparison.Ordinal));
        await using var db = database.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Token));
        Assert.Equal(0, await db.Outbox.CountAsync(Token));
    }

    [Theory, EachDatabase]
    public async Task Processes_that_start_together_migrate_once_and_load_one_after_the_other(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on, migrated: false);
        var inside = 0;
        var log = new TestLog();

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            await using var services = Services(database, log);
                            await Migrating.ApplyAsync(services, LoadAsync, Token);
                        },
                        Token
                    )
                )
        );

        Assert.Single(log.Lines, l => l.Contains("Migrating the database", StringComparison.Ordinal));

        async Task LoadAsync(IServiceProvider services, CancellationToken cancellationToken)
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Delay(20, cancellationToken);
            Interlocked.Decrement(ref inside);
        }
    }

    [Fact]
    public async Task The_lock_row_of_a_killed_migration_is_cleared()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        // What EF leaves when it is killed between taking its lock and giving it back; it would wait for it without end.
        await using (var db = database.Open())
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-01-01 00:00:00+00:00');
                """,
                Token
            );
        var log = new TestLog();
        await using var services = Services(database, log);

        await Migrating.ApplyAsync(services, cancellationToken: Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Contains(log.Lines, l => l.Contains("was interrupted", StringComparison.Ordinal));
        await using var migrated = database.Open();
        Assert.Equal(0, await migrated.Outbox.CountAsync(Token));
    }

    [Fact]
    public async Task A_start_after_a_process_killed_while_migrating_works()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        // Held by a process of its own, as a migration would hold it, and killed without a chance to tidy up.
        var lockFile = Migrating.LockOf(Path.Combine(database.Folder, "alliance.db"));
        using var holder = Process.Start(new ProcessStartInfo("flock", [lockFile, "sleep", "600"]))!;
        while (FileLock.TryExclusive(lockFile) is { } free)
        {
            free.Dispose();
            await Task.Delay(20, Token);
        }
        await using var services = Services(database, new TestLog());
        var migrating = Migrating.ApplyAsync(services, cancellationToken: Token);
        await Task.Delay(300, Token);
        Assert.False(migrating.IsCompleted, "Two migrations ran at the same time.");

        holder.Kill(entireProcessTree: true);

        await migrating.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Sqlite_writes_ahead_syncs_fully_and_checks_foreign_keys()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        await using var services = Services(database, new TestLog());
        await Migrating.ApplyAsync(services, cancellationToken: Token);

        await using var db = database.Open();
        await db.Database.OpenConnectionAsync(Token);
        Assert.Equal("wal", await ReadAsync(db, "journal_mode"));
        Assert.Equal("2", await ReadAsync(db, "synchronous"));
        Assert.Equal("1", await ReadAsync(db, "foreign_keys"));
        Assert.Equal("10000", await ReadAsync(db, "busy_timeout"));
    }

    private static async Task<string> ReadAsync(AppDb db, string pragma)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return Convert.ToString(
            await command.ExecuteScalarAsync(Token),
            System.Globalization.CultureInfo.InvariantCulture
        )!;
    }

    private static ServiceProvider Services(TestDatabase database, TestLog log) =>
        new ServiceCollection()
            .AddLogging(l => l.AddProvider(log))
            .AddDatabase(database.Connection)
            .BuildServiceProvider();
}
