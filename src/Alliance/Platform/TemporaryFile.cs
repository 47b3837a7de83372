namespace Alliance.Platform;

/// <summary>What is too much for memory and needed for the length of one act.</summary>
public static class TemporaryFile
{
    /// <summary>An empty file of the temporary folder that nobody else can read and that is gone once it is closed, or its process ends.</summary>
    public static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 1 << 16,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // Without a name it goes with the process, however that ends.
        File.Delete(path);
        return file;
    }
}
