using System.Data;
using System.Text;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency;

/// <summary>Writes everything as a folder of the open format; the same content gives the same bytes on both databases.</summary>
public sealed class ExportPackage(AppDb db)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private const string Unfinished = ".part";

    /// <summary>
    /// Writes into <paramref name="folder"/>, which is made, or empty, or holds an earlier package; false when it holds
    /// anything else. A file is replaced only once its successor is complete.
    /// </summary>
    public async Task<bool> RunAsync(string folder, Action<string>? progress = null)
    {
        var parts = PackageFiles.Parts();
        var ours = parts.Select(p => p.File).Append(PackageFiles.Manifest).ToHashSet();
        Directory.CreateDirectory(folder);
        // What an interrupted export left behind is ours as well.
        ours.UnionWith(ours.Select(f => f + Unfinished).ToList());
        if (Directory.EnumerateFileSystemEntries(folder).Any(e => !ours.Contains(Path.GetFileName(e))))
            return false;

        // One snapshot for all files, though the register lives on meanwhile.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        foreach (var part in parts)
        {
            progress?.Invoke(part.File);
            var path = Path.Combine(folder, part.File);
            var any = false;
            await using (var writer = new StreamWriter(path + Unfinished, append: false, Utf8))
            {
                writer.NewLine = "\n";
                await foreach (var line in part.LinesAsync(db))
                {
                    any = true;
                    await writer.WriteLineAsync(line);
                }
            }
            File.Move(path + Unfinished, path, overwrite: true);
            if (!any)
                File.Delete(path);
        }
        var manifest = Path.Combine(folder, PackageFiles.Manifest);
        await File.WriteAllTextAsync(
            manifest + Unfinished,
            $$"""{"format":"{{PackageFiles.Format}}","version":{{PackageFiles.Version}}}""" + "\n",
            Utf8
        );
        File.Move(manifest + Unfinished, manifest, overwrite: true);
        return true;
    }
}
