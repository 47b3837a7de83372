using Alliance.Platform.Commands;
using Microsoft.Data.Sqlite;

namespace Alliance.Platform.Backups;

/// <summary>Copies a SQLite database whole, while others read and write it, and puts such a copy in its place.</summary>
internal static class SqliteCopy
{
    /// <summary>One moment's state of the database as one file. Writers go on meanwhile.</summary>
    public static void Take(string file, string target)
    {
        if (!File.Exists(file))
            throw new CommandException($"There is no database at {file}.");
        using (var source = Open(file, SqliteOpenMode.ReadWrite))
        using (var copy = Open(target, SqliteOpenMode.ReadWriteCreate))
        {
            source.BackupDatabase(copy);
            // The copy stands alone: no second file with the last writes.
            Execute(copy, "PRAGMA journal_mode = DELETE");
        }
        if (Damage(target) is { } damage)
            throw new CommandException($"The database is damaged: {damage}.");
    }

    /// <summary>
    /// What is wrong with the file, if anything is. Reads every page: a backup of a broken database is worth nothing, and
    /// one should know at once.
    /// </summary>
    public static string? Damage(string file)
    {
        try
        {
            using var database = Open(file, SqliteOpenMode.ReadOnly);
            var found = Execute(database, "PRAGMA integrity_check");
            return found == "ok" ? null : found;
        }
        catch (SqliteException broken)
        {
            return broken.Message.TrimEnd('.');
        }
    }

    public static CopyContent Content(string file)
    {
        using var database = Open(file, SqliteOpenMode.ReadOnly);
        var tables = List(database, "SELECT name FROM sqlite_master WHERE type = 'table'");
        return new CopyContent(
            tables.Contains("__EFMigrationsHistory")
                ? List(
                    database,
                    "SELECT migration_id FROM \"__EFMigrationsHistory\" WHERE migration_id IS NOT NULL ORDER BY migration_id"
                )
                : [],
            tables
        );
    }

    /// <summary>
    /// Puts <paramref name="copy"/> in the place of <paramref name="file"/> in one step; the old one is kept as
    /// <paramref name="aside"/>. Nobody else may have it open.
    /// </summary>
    public static void Replace(string copy, string file, string aside)
    {
        if (!File.Exists(file))
        {
            File.Move(copy, file);
            return;
        }
        // Its write-ahead log would otherwise be taken for the new one's.
        try
        {
            using var old = Open(file, SqliteOpenMode.ReadWrite);
            Execute(old, "PRAGMA journal_mode = DELETE");
        }
        catch (SqliteException)
        {
            // A damaged database is what one restores over.
        }
        foreach (var rest in (string[])[file + "-wal", file + "-shm"])
            if (File.Exists(rest))
                File.Move(rest, aside + rest[file.Length..]);
        File.Replace(copy, file, aside);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
            }.ConnectionString
        );
        connection.Open();
        return connection;
    }

    private static List<string> List(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }

    private static string? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
