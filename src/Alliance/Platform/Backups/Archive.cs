using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alliance.Platform.Commands;

namespace Alliance.Platform.Backups;

/// <summary>Writes and reads the one file that a backup is: a zip with the parts and their list.</summary>
internal static class Archive
{
    private const int Buffer = 128 * 1024;
    private const long LongestList = 64 * 1024 * 1024;

    public static async Task<Part> AddAsync(
        ZipArchive zip,
        string name,
        string file,
        CompressionLevel level,
        CancellationToken cancellationToken
    )
    {
        await using var source = File.OpenRead(file);
        await using var target = await zip.CreateEntry(name, level).OpenAsync(cancellationToken);
        var (bytes, sha256) = await CopyAsync(source, target, cancellationToken);
        return new Part(name, bytes, sha256);
    }

    public static async Task AddManifestAsync(ZipArchive zip, Manifest manifest, CancellationToken cancellationToken)
    {
        var json = manifest.Write();
        await AddBytesAsync(zip, Manifest.Name, json, cancellationToken);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(json));
        await AddBytesAsync(zip, Manifest.ChecksumName, Encoding.ASCII.GetBytes(checksum), cancellationToken);
    }

    /// <summary>Unpacks into <paramref name="folder"/>, and refuses whatever is not exactly as the list says.</summary>
    public static async Task<Manifest> UnpackAsync(
        string file,
        string folder,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, cancellationToken);
            var manifest = await ReadManifestAsync(zip, cancellationToken);
            if (manifest.Version != 1)
                throw new CommandException(
                    $"{file} was written by a newer program (backup version {manifest.Version})."
                );
            var expected = manifest.Parts.Select(p => p.Name).Append(Manifest.Name).Append(Manifest.ChecksumName);
            if (!zip.Entries.Select(e => e.FullName).Order().SequenceEqual(expected.Order()))
                throw Damaged(file, "parts are missing or were added");
            var done = 0L;
            var total = manifest.Parts.Sum(p => p.Bytes);
            foreach (var part in manifest.Parts)
            {
                progress.Report("Checking", done, total);
                await UnpackAsync(zip, part, folder, file, cancellationToken);
                done += part.Bytes;
            }
            progress.Report("Checking", total, total);
            return manifest;
        }
        catch (Exception broken)
            when (broken is InvalidDataException or JsonException or EndOfStreamException or NotSupportedException)
        {
            throw Damaged(file, broken.Message);
        }
    }

    private static async Task UnpackAsync(
        ZipArchive zip,
        Part part,
        string folder,
        string file,
        CancellationToken cancellationToken
    )
    {
        var target = Path.GetFullPath(Path.Combine(folder, part.Name));
        if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Damaged(file, $"{part.Name} points outside");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var source = await zip.GetEntry(part.Name)!.OpenAsync(cancellationToken);
        await using var output = File.Create(target);
        var (bytes, sha256) = await CopyAsync(source, output, cancellationToken, part.Bytes);
        if (bytes != part.Bytes || sha256 != part.Sha256)
            throw Damaged(file, $"{part.Name} is not what was backed up");
        output.Flush(flushToDisk: true);
    }

    private static async Task<Manifest> ReadManifestAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        var json = await ReadBytesAsync(zip, Manifest.Name, cancellationToken);
        var checksum = Encoding.ASCII.GetString(await ReadBytesAsync(zip, Manifest.ChecksumName, cancellationToken));
        return checksum == Convert.ToHexStringLower(SHA256.HashData(json))
            ? Manifest.Read(json)
            : throw new InvalidDataException("its list of parts is damaged");
    }

    private static async Task<byte[]> ReadBytesAsync(ZipArchive zip, string name, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}");
        await using var source = await entry.OpenAsync(cancellationToken);
        if (entry.Length > LongestList)
            throw new InvalidDataException($"its {name} is too large");
        using var bytes = new MemoryStream();
        await source.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static async Task AddBytesAsync(
        ZipArchive zip,
        string name,
        byte[] content,
        CancellationToken cancellationToken
    )
    {
        await using var target = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await target.WriteAsync(content, cancellationToken);
    }

    private static async Task<(long Bytes, string Sha256)> CopyAsync(
        Stream source,
        Stream target,
        CancellationToken cancellationToken,
        long most = long.MaxValue
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Buffer];
        var bytes = 0L;
        while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            // An archive may unpack to far more than it says: no disk is filled by it.
            if ((bytes += read) > most)
                throw new InvalidDataException("a part is larger than it should be");
            hash.AppendData(buffer.AsSpan(0, read));
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static CommandException Damaged(string file, string why) =>
        new($"{file} is damaged or no backup ({why}). Nothing was changed.");
}
