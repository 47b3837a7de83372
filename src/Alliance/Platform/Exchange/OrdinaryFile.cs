using System.Formats.Tar;

namespace Alliance.Platform.Exchange;

/// <summary>
/// Tells files from pipes and devices, which look alike to .NET until they are opened: a pipe then waits for its writer,
/// a device may never end.
/// </summary>
public static class OrdinaryFile
{
    /// <summary>True for a file, also an empty one, and for a link that leads to one.</summary>
    public static bool Is(string path)
    {
        try
        {
            path = Path.GetFullPath(path);
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            // Pipes and devices have no length. Of what has none, only writing an archive asks the system what it is.
            return new FileInfo(file.FullName).Length > 0 || KindOf(file.FullName) == TarEntryType.RegularFile;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static TarEntryType? KindOf(string path)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(path, "file");
        tar.Position = 0;
        using var reader = new TarReader(tar);
        return reader.GetNextEntry()?.EntryType;
    }
}
