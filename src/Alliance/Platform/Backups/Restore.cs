using System.Globalization;
using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Backups;

/// <summary>
/// Puts a backup in the place of what is there. The whole backup is unpacked and checked beside the target first; only
/// then is anything replaced, by renaming (SQLite, attachments) or in one transaction (PostgreSQL).
/// </summary>
public static class Restore
{
    /// <returns>The folder that holds what was replaced, where something was.</returns>
    public static async Task<string?> ReadAsync(
        AllianceSettings settings,
        string file,
        bool force,
        TimeProvider time,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        var made = !Directory.Exists(settings.Data);
        var staged = Directory.CreateDirectory(Path.Combine(settings.Data, $"restoring-{Environment.ProcessId}"));
        try
        {
            var manifest = await Archive.UnpackAsync(file, staged.FullName, progress, cancellationToken);
            var database = Path.Combine(staged.FullName, Manifest.DatabasePart(manifest.Database));
            var postgres = Database.IsPostgres(settings.Connection);
            if (postgres != (manifest.Database == Manifest.Postgres))
                throw new CommandException(
                    $"{file} is a backup of another kind of database ({manifest.Database}). "
                        + "To move data between SQLite and PostgreSQL: alliance export, then alliance import."
                );
            if (!postgres && SqliteCopy.Damage(database) is { } damage)
                throw Archive.Damaged(file, damage);
            await using var db = Database.Open(settings.Connection);
            var content = postgres
                ? await PostgresCopy.ContentAsync(database, cancellationToken)
                : SqliteCopy.Content(database);
            CopyCheck.Check(file, manifest, content, db);

            var aside = Path.Combine(
                settings.Data,
                "replaced-" + time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
            );
            if (postgres)
                await ReplacePostgresAsync(settings, db, database, force, progress, cancellationToken);
            else
                ReplaceSqlite(settings, database, aside, force, progress);
            ReplaceFiles(settings, Path.Combine(staged.FullName, Manifest.FilesFolder.TrimEnd('/')), aside);
            return Directory.Exists(aside) ? aside : null;
        }
        finally
        {
            staged.Delete(recursive: true);
            if (made && !Directory.EnumerateFileSystemEntries(settings.Data).Any())
                Directory.Delete(settings.Data);
        }
    }

    private static void ReplaceSqlite(
        AllianceSettings settings,
        string copy,
        string aside,
        bool force,
        Progress progress
    )
    {
        var file = Database.SqliteFile(settings.Connection);
        using var alone =
            DataInUse.TryAlone(settings)
            ?? throw new CommandException($"{file} is in use; stop the server first. Nothing was changed.");
        var empty = !File.Exists(file) && !HasFiles(settings);
        RefuseUnless(empty || force, settings.Data);
        progress.Say("Replacing the database");
        if (!empty)
            Directory.CreateDirectory(aside);
        SqliteCopy.Replace(copy, file, Path.Combine(aside, Path.GetFileName(file)));
    }

    private static async Task ReplacePostgresAsync(
        AllianceSettings settings,
        AppDb db,
        string dump,
        bool force,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        await Database.CreateIfMissingAsync(db, cancellationToken);
        var empty = await PostgresCopy.IsEmptyAsync(settings.Connection, cancellationToken) && !HasFiles(settings);
        RefuseUnless(empty || force, "The database");
        progress.Say("Replacing the database");
        await PostgresCopy.ReplaceAsync(settings.Connection, dump, cancellationToken);
    }

    private static void ReplaceFiles(AllianceSettings settings, string staged, string aside)
    {
        if (HasFiles(settings))
        {
            Directory.CreateDirectory(aside);
            Directory.Move(settings.Files, Path.Combine(aside, "files"));
        }
        if (!Directory.Exists(staged))
            return;
        if (Directory.Exists(settings.Files))
            Directory.Delete(settings.Files, recursive: true);
        Directory.Move(staged, settings.Files);
    }

    private static void RefuseUnless(bool allowed, string what)
    {
        if (!allowed)
            throw new CommandException($"{what} holds data already; --force replaces it. Nothing was changed.");
    }

    private static bool HasFiles(AllianceSettings settings) =>
        Directory.Exists(settings.Files)
        && Directory.EnumerateFiles(settings.Files, "*", SearchOption.AllDirectories).Any();
}
