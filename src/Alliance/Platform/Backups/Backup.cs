using System.IO.Compression;
using Alliance.Platform.Commands;
using Alliance.Platform.Data;

namespace Alliance.Platform.Backups;

/// <summary>
/// Everything an Alliance keeps, in one file, taken while it runs: the database (with its key ring) and the attachments.
/// </summary>
public static class Backup
{
    public static async Task<Manifest> WriteAsync(
        AllianceSettings settings,
        string file,
        TimeProvider time,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file))
            throw new CommandException($"{file} exists already; a backup never replaces another.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Beside the target, so that the last step is a rename: the file is there whole, or not at all. With a name of its
        // own, because whatever is there already is not ours.
        var work = Directory.CreateDirectory($"{file}.{Guid.NewGuid():N}.part");
        try
        {
            var archive = Path.Combine(work.FullName, "archive.zip");
            var manifest = await WriteAsync(settings, archive, work.FullName, time, progress, cancellationToken);
            File.Move(archive, file);
            return manifest;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<Manifest> WriteAsync(
        AllianceSettings settings,
        string archive,
        string work,
        TimeProvider time,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        var created = time.GetUtcNow();
        var kind = Database.IsPostgres(settings.Connection) ? Manifest.Postgres : Manifest.Sqlite;
        var copy = Path.Combine(work, "database");
        progress.Say("Copying the database");
        List<string> migrations;
        if (kind == Manifest.Postgres)
        {
            await PostgresCopy.TakeAsync(settings.Connection, copy, cancellationToken);
            migrations = await PostgresCopy.MigrationsAsync(settings.Connection, cancellationToken);
        }
        else
        {
            SqliteCopy.Take(Database.SqliteFile(settings.Connection), copy);
            migrations = [.. SqliteCopy.Content(copy).Migrations];
        }

        progress.Say("Packing");
        await using var output = new FileStream(archive, FileMode.CreateNew, FileAccess.ReadWrite);
        Manifest manifest;
        await using (
            var zip = await ZipArchive.CreateAsync(
                output,
                ZipArchiveMode.Create,
                leaveOpen: true,
                null,
                cancellationToken
            )
        )
        {
            Archive.PrepareSeal(zip);
            // PostgreSQL's own dump is compressed already.
            var level = kind == Manifest.Postgres ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
            List<Part> parts =
            [
                await Archive.AddAsync(zip, Manifest.DatabasePart(kind), copy, level, cancellationToken),
            ];
            // After the database: an attachment is stored before the row that names it.
            foreach (var (name, path) in Attachments(settings))
            {
                progress.Say($"Packing {name}");
                parts.Add(await Archive.AddAsync(zip, name, path, CompressionLevel.Fastest, cancellationToken));
            }
            var program = typeof(Backup).Assembly.GetName().Version!.ToString(3);
            manifest = new Manifest("alliance-backup", 1, created, program, kind, migrations, parts);
            await Archive.AddManifestAsync(zip, manifest, cancellationToken);
        }
        await Archive.SealAsync(output, cancellationToken);
        return manifest;
    }

    private static IEnumerable<(string Name, string Path)> Attachments(AllianceSettings settings) =>
        Directory.Exists(settings.Files)
            ? Directory
                .EnumerateFiles(settings.Files, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    (
                        Manifest.FilesFolder
                            + Path.GetRelativePath(settings.Files, path).Replace(Path.DirectorySeparatorChar, '/'),
                        path
                    )
                )
            : [];
}
