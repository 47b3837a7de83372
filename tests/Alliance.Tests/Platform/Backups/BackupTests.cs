using Alliance.Platform;
using Alliance.Platform.Backups;
using Alliance.Platform.Commands;
using Alliance.Platform.Outbox;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Platform.Backups;

public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-backup-").FullName;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, EachDatabase]
    public async Task What_is_restored_is_what_was_backed_up(DatabaseKind on)
    {
        await using var source = await FilledAsync(on);
        await using var target = await TestDatabase.CreateAsync(on, migrated: false);

        await BackupAsync(source, "a.zip");
        Assert.Null(await RestoreAsync(target, "a.zip"));

        Assert.Equal(await ContentAsync(source), await ContentAsync(target));
        await using var db = target.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Token));
        Assert.Equal(["a.zip"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Theory, EachDatabase]
    public async Task A_backup_during_writes_holds_one_moment_and_the_writers_go_on(DatabaseKind on)
    {
        await using var source = await TestDatabase.CreateAsync(on);
        await using var target = await TestDatabase.CreateAsync(on, migrated: false);
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(WriteAsync, Token);
        while (Volatile.Read(ref written) < 20)
            await Task.Delay(5, Token);

        var before = Volatile.Read(ref written);
        await BackupAsync(source, "a.zip");
        var after = Volatile.Read(ref written);
        await stop.CancelAsync();
        await writing;
        await RestoreAsync(target, "a.zip");

        await using var db = target.Open();
        var kinds = await db.Outbox.OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync(Token);
        // Each transaction wrote a pair; a moment in between would show half of one.
        Assert.Equal(kinds.Where((_, i) => i % 2 == 0), kinds.Where((_, i) => i % 2 == 1));
        Assert.InRange(kinds.Count / 2, before, after + 1);

        async Task WriteAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                await using var writer = source.Open();
                writer.Raise($"pair-{written}", null, [], TestApp.Start);
                writer.Raise($"pair-{written}", null, [], TestApp.Start);
                await writer.SaveChangesAsync(Token);
                Interlocked.Increment(ref written);
            }
        }
    }

    [Theory, EachDatabase]
    public async Task Data_that_is_there_is_replaced_only_by_force(DatabaseKind on)
    {
        await using var source = await FilledAsync(on);
        await using var target = await TestDatabase.CreateAsync(on);
        await AddAsync(target, "old", "old.txt");
        var old = await ContentAsync(target);
        await BackupAsync(source, "a.zip");

        var refused = await Assert.ThrowsAsync<CommandException>(() => RestoreAsync(target, "a.zip"));
        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
        Assert.Equal(old, await ContentAsync(target));

        var aside = await RestoreAsync(target, "a.zip", force: true);
        Assert.Equal(await ContentAsync(source), await ContentAsync(target));
        Assert.Equal("old.txt", await File.ReadAllTextAsync(Path.Combine(aside!, "files", "old.txt"), Token));
        Assert.Equal(on == DatabaseKind.Sqlite, File.Exists(Path.Combine(aside!, "alliance.db")));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_wherever_the_damage_lies_and_nothing_changes()
    {
        await using var source = await FilledAsync(DatabaseKind.Sqlite);
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddAsync(target, "old", "old.txt");
        var old = await ContentAsync(target);
        await BackupAsync(source, "a.zip");
        var good = await File.ReadAllBytesAsync(Path.Combine(folder, "a.zip"), Token);
        var random = new Random(1);
        var refused = 0;

        for (var i = 0; i < 60; i++)
        {
            var bad = (byte[])good.Clone();
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            refused += await IsRefusedAsync(bad) ? 1 : 0;
        }
        Assert.Equal(60, refused);
        Assert.True(await IsRefusedAsync(good[..^1]));
        Assert.True(await IsRefusedAsync(good[..(good.Length / 2)]));
        Assert.True(await IsRefusedAsync([]));
        Assert.True(await IsRefusedAsync("This is no archive."u8.ToArray()));

        async Task<bool> IsRefusedAsync(byte[] bytes)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "bad.zip"), bytes, Token);
            // Without force: a backup that passes the check is then refused for the data that is there.
            var error = await Assert.ThrowsAsync<CommandException>(() => RestoreAsync(target, "bad.zip"));
            Assert.Equal(old, await ContentAsync(target));
            return error.Message.Contains("damaged", StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task A_backup_of_a_newer_program_or_of_the_other_database_is_refused(DatabaseKind on)
    {
        await using var source = await FilledAsync(on);
        await using var other = await TestDatabase.CreateAsync(1 - on, migrated: false);
        await using var same = await TestDatabase.CreateAsync(on, migrated: false);
        await BackupAsync(source, "a.zip");
        var kind = await Assert.ThrowsAsync<CommandException>(() => RestoreAsync(other, "a.zip"));
        Assert.Contains("alliance export", kind.Message, StringComparison.Ordinal);

        await using (var db = source.Open())
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO \"__EFMigrationsHistory\" (migration_id, product_version) VALUES ('20991231000000_Later', '10')",
                Token
            );
        await BackupAsync(source, "b.zip");
        var newer = await Assert.ThrowsAsync<CommandException>(() => RestoreAsync(same, "b.zip"));
        Assert.Contains("20991231000000_Later", newer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_replaces_no_other_and_leaves_nothing_half_done()
    {
        await using var source = await FilledAsync(DatabaseKind.Sqlite);
        await BackupAsync(source, "a.zip");
        await Assert.ThrowsAsync<CommandException>(() => BackupAsync(source, "a.zip"));

        // A database whose middle is broken must not become a backup.
        var file = Path.Combine(source.Folder, "alliance.db");
        await source.DisposeConnectionsAsync();
        await using (var stream = File.OpenWrite(file))
        {
            stream.Position = 4096;
            await stream.WriteAsync(new byte[8192], Token);
        }
        var broken = await Assert.ThrowsAsync<CommandException>(() => BackupAsync(source, "b.zip"));
        Assert.Contains("damaged", broken.Message, StringComparison.Ordinal);
        Assert.Equal(["a.zip"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    private async Task BackupAsync(TestDatabase database, string name) =>
        await Backup.WriteAsync(
            Settings(database),
            Path.Combine(folder, name),
            TimeProvider.System,
            new Progress(null),
            Token
        );

    private async Task<string?> RestoreAsync(TestDatabase database, string name, bool force = false)
    {
        await database.DisposeConnectionsAsync();
        return await Restore.ReadAsync(
            Settings(database),
            Path.Combine(folder, name),
            force,
            TimeProvider.System,
            new Progress(null),
            Token
        );
    }

    private static AllianceSettings Settings(TestDatabase database) => new(database.Folder, database.Db, "");

    private static async Task<TestDatabase> FilledAsync(DatabaseKind on)
    {
        var database = await TestDatabase.CreateAsync(on);
        await AddAsync(database, "deal-signed", "ab/åäö 1.pdf");
        await AddAsync(database, "deal-joined", "empty/sub/x.bin");
        return database;
    }

    private static async Task AddAsync(TestDatabase database, string kind, string attachment)
    {
        await using var db = database.Open();
        db.Raise(kind, new { Text = "Ärger, \"quoted\" 'and' so on" }, ["deals"], TestApp.Start);
        db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = kind, Xml = "<key/>" });
        await db.SaveChangesAsync(Token);
        var path = Path.Combine(database.Folder, "files", attachment);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, attachment, Token);
    }

    private static async Task<string> ContentAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var rows = await db
            .Outbox.OrderBy(m => m.Id)
            .Select(m => $"{m.Id} {m.Kind} {m.Payload} {m.Tags}")
            .ToListAsync(Token);
        var keys = await db
            .DataProtectionKeys.OrderBy(k => k.Id)
            .Select(k => $"{k.Id} {k.FriendlyName}")
            .ToListAsync(Token);
        var files = Directory
            .EnumerateFiles(Path.Combine(database.Folder, "files"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(database.Folder, f)} {File.ReadAllText(f)}");
        return string.Join('\n', rows.Concat(keys).Concat(files));
    }
}
