using System.IO.Compression;
using Alliance.Platform;
using Alliance.Platform.Backups;
using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Tests.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Platform.Backups;

/// <summary>Archives that are sound as archives, but whose database is none of ours, or whose list says what is not so.</summary>
public sealed class ForeignArchiveTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-foreign-").FullName;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [EachDatabase("")]
    [EachDatabase("CREATE TABLE outbox (id integer)")]
    [EachDatabase("CREATE TABLE \"__EFMigrationsHistory\" (migration_id text, product_version text)")]
    public async Task A_database_that_is_not_ours_is_refused_and_nothing_changes(DatabaseKind on, string made)
    {
        await using var foreign = await TestDatabase.CreateAsync(on, migrated: false);
        await ExecuteAsync(foreign, made);
        await RefusedAsync(on, await ArchiveAsync(foreign), "no Alliance database");
    }

    [Theory, EachDatabase]
    public async Task A_history_without_its_tables_is_refused(DatabaseKind on)
    {
        await using var foreign = await TestDatabase.CreateAsync(on);
        await ExecuteAsync(foreign, "DROP TABLE data_protection_keys");
        await RefusedAsync(on, await ArchiveAsync(foreign), "data_protection_keys");
    }

    [Theory, EachDatabase]
    public async Task A_newer_database_is_refused_whatever_the_list_says(DatabaseKind on)
    {
        await using var newer = await TestDatabase.CreateAsync(on);
        await ExecuteAsync(newer, UpgradingTests.Later);
        await RefusedAsync(on, await ArchiveAsync(newer), "20991231000000_Later");
    }

    [Theory, EachDatabase]
    public async Task A_part_that_is_no_database_is_refused(DatabaseKind on)
    {
        var file = Path.Combine(folder, "rubbish");
        await File.WriteAllTextAsync(file, "This is no database, however long it may be.", Token);
        await RefusedAsync(on, await PackAsync(on, file), "");
    }

    [Theory, EachDatabase]
    public async Task An_older_database_is_restored(DatabaseKind on)
    {
        await using var older = await TestDatabase.CreateAsync(on, migrated: false);
        await using (var db = older.Open())
            await db.Database.MigrateAsync("Initial", Token);
        await using var target = await TestDatabase.CreateAsync(on, migrated: false);
        await RestoreAsync(target, await ArchiveAsync(older), force: false);
        await using var restored = target.Open();
        Assert.Single(await restored.Database.GetAppliedMigrationsAsync(Token));
    }

    private static async Task RefusedAsync(DatabaseKind on, string archive, string because)
    {
        await using var target = await TestDatabase.CreateAsync(on);
        await using (var db = target.Open())
        {
            db.Raise("kept", null, [], TestApp.Start);
            await db.SaveChangesAsync(Token);
        }
        var refused = await Assert.ThrowsAsync<CommandException>(() => RestoreAsync(target, archive, force: true));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", refused.Message, StringComparison.Ordinal);
        await using var after = target.Open();
        Assert.Equal("kept", Assert.Single(await after.Outbox.ToListAsync(Token)).Kind);
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(target.Folder).Select(Path.GetFileName),
            name =>
                name!.StartsWith("repla", StringComparison.Ordinal)
                || name.StartsWith("restor", StringComparison.Ordinal)
        );
    }

    private async Task<string> ArchiveAsync(TestDatabase database)
    {
        await database.DisposeConnectionsAsync();
        var copy = Path.Combine(folder, "database");
        if (database.Kind == DatabaseKind.Postgres)
            await PostgresCopy.TakeAsync(database.Connection, copy, Token);
        else if (File.Exists(Path.Combine(database.Folder, "alliance.db")))
            SqliteCopy.Take(Path.Combine(database.Folder, "alliance.db"), copy);
        else
            await File.WriteAllBytesAsync(copy, [], Token);
        return await PackAsync(database.Kind, copy);
    }

    /// <summary>What <c>backup</c> would write, but with a list that claims nothing of the database.</summary>
    private async Task<string> PackAsync(DatabaseKind on, string database)
    {
        var kind = on == DatabaseKind.Postgres ? Manifest.Postgres : Manifest.Sqlite;
        var archive = Path.Combine(folder, "made.zip");
        await using var output = new FileStream(archive, FileMode.Create, FileAccess.ReadWrite);
        await using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            Archive.PrepareSeal(zip);
            var part = await Archive.AddAsync(
                zip,
                Manifest.DatabasePart(kind),
                database,
                CompressionLevel.NoCompression,
                Token
            );
            var manifest = new Manifest("alliance-backup", 1, TestApp.Start, "0.1.0", kind, [], [part]);
            await Archive.AddManifestAsync(zip, manifest, Token);
        }
        await Archive.SealAsync(output, Token);
        return archive;
    }

    private static async Task RestoreAsync(TestDatabase target, string archive, bool force)
    {
        await target.DisposeConnectionsAsync();
        await Restore.ReadAsync(
            new AllianceSettings(target.Folder, target.Db, ""),
            archive,
            force,
            TimeProvider.System,
            new Progress(null),
            Token
        );
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        if (sql.Length == 0)
            return;
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
