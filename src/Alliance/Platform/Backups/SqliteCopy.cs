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
        Check(target);
    }

    /// <summary>Reads every page: a backup of a broken database is worth nothing, and one should know at once.</summary>
    public static void Check(string file)
    {
        try
        {
            using var database = Open(file, SqliteOpenMode.ReadOnly);
            var found = Execute(database, "PRAGMA integrity_check");
            if (found != "ok")
                throw new CommandException($"The database is damaged: {found}.");
        }
        catch (SqliteException broken)
        {
            throw new CommandException($"The database is damaged: {broken.Message}", inner: broken);
        }
    }

    public static List<string> Migrations(string file)
    {
        using var database = Open(file, SqliteOpenMode.ReadOnly);
        using var command = database.CreateCommand();
        command.CommandText = "SELECT migration_id FROM \"__EFMigrationsHistory\" ORDER BY migration_id";
        using var rows = command.ExecuteReader();
        var migrations = new List<string>();
        while (rows.Read())
            migrations.Add(rows.GetString(0));
        return migrations;
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

    private static string? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
