namespace Alliance.Platform.Data;

/// <summary>
/// Who works on a SQLite file holds it in common with others; who replaces it holds it alone. Without this a restore
/// under a running server would leave the server writing into a file that is no longer there. PostgreSQL needs none of
/// it: replacing is a transaction there.
/// </summary>
public static class DataInUse
{
    /// <summary>To be held as long as a server or command uses the database.</summary>
    public static IDisposable? Share(AllianceSettings settings)
    {
        if (Database.IsPostgres(settings.Connection))
            return null;
        return FileLock.TryShared(LockOf(settings))
            ?? throw new Commands.CommandException("The data is being restored at this moment; try again afterwards.");
    }

    /// <summary>To be held while the database is replaced; null when somebody uses it.</summary>
    public static IDisposable? TryAlone(AllianceSettings settings) => FileLock.TryExclusive(LockOf(settings));

    private static string LockOf(AllianceSettings settings)
    {
        var file = Database.SqliteFile(settings.Connection);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file + ".in-use";
    }
}
