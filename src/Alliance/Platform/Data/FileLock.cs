namespace Alliance.Platform.Data;

/// <summary>
/// A lock that the operating system gives back by itself when its holder dies, whatever the way of dying. The file
/// stays; only who has it open counts.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Alone; null when somebody has it.</summary>
    public static FileLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Together with others who share it; null when somebody has it alone.</summary>
    public static FileLock? TryShared(string path)
    {
        // The runtime takes a shared lock only for a file opened for reading, which must exist.
        if (!File.Exists(path))
            TryOpen(path, FileAccess.ReadWrite, FileShare.ReadWrite)?.Dispose();
        return TryOpen(path, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Alone, as soon as nobody else has it.</summary>
    public static async Task<FileLock> ExclusiveAsync(string path, Action waiting, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (TryExclusive(path) is { } taken)
                return taken;
            if (attempt == 10)
                waiting();
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    public void Dispose() => file.Dispose();

    private static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException) when (Directory.Exists(Path.GetDirectoryName(path)))
        {
            return null;
        }
    }
}
