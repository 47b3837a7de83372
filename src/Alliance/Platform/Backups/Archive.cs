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
    private const int SealLength = 64;
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
        await using var target = await zip.CreateEntry(Manifest.Name).OpenAsync(cancellationToken);
        await target.WriteAsync(manifest.Write(), cancellationToken);
    }

    /// <summary>To be set before the archive is closed: the place for its seal, which are the last bytes of a zip.</summary>
    public static void PrepareSeal(ZipArchive zip) => zip.Comment = new string('0', SealLength);

    /// <summary>
    /// Writes the checksum of the whole file into its end. The parts have their own; but a zip says some things twice and
    /// others that nobody reads, where damage would pass unseen.
    /// </summary>
    public static async Task SealAsync(FileStream file, CancellationToken cancellationToken)
    {
        var seal = await SealOfAsync(file, cancellationToken);
        await file.WriteAsync(seal, cancellationToken);
        file.Flush(flushToDisk: true);
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
            progress.Say("Checking");
            await using var source = File.OpenRead(file);
            await CheckSealAsync(source, cancellationToken);
            await using var zip = await ZipArchive.CreateAsync(
                source,
                ZipArchiveMode.Read,
                leaveOpen: true,
                null,
                cancellationToken
            );
            var manifest = await ReadManifestAsync(zip, cancellationToken);
            if (manifest.Version != 1)
                throw new CommandException(
                    $"{file} was written by a newer program (backup version {manifest.Version})."
                );
            var expected = manifest.Parts.Select(p => p.Name).Append(Manifest.Name);
            if (!zip.Entries.Select(e => e.FullName).Order().SequenceEqual(expected.Order()))
                throw Damaged(file, "parts are missing or were added");
            var done = 0L;
            var total = manifest.Parts.Sum(p => p.Bytes);
            foreach (var part in manifest.Parts)
            {
                progress.Report("Unpacking", done, total);
                await UnpackAsync(zip, part, folder, file, cancellationToken);
                done += part.Bytes;
            }
            progress.Report("Unpacking", total, total);
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
        var entry = zip.GetEntry(Manifest.Name) ?? throw new InvalidDataException($"it has no {Manifest.Name}");
        await using var source = await entry.OpenAsync(cancellationToken);
        if (entry.Length > LongestList)
            throw new InvalidDataException($"its {Manifest.Name} is too large");
        using var json = new MemoryStream();
        await source.CopyToAsync(json, cancellationToken);
        return Manifest.Read(json.ToArray());
    }

    private static async Task CheckSealAsync(FileStream file, CancellationToken cancellationToken)
    {
        if (file.Length < SealLength)
            throw new InvalidDataException("it is too short");
        var expected = await SealOfAsync(file, cancellationToken);
        var seal = new byte[SealLength];
        await file.ReadExactlyAsync(seal, cancellationToken);
        if (!seal.AsSpan().SequenceEqual(expected))
            throw new InvalidDataException("its checksum does not fit");
        file.Position = 0;
    }

    // Leaves the file where the seal stands.
    private static async Task<byte[]> SealOfAsync(FileStream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Buffer];
        for (var left = file.Length - SealLength; left > 0; )
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, Buffer)), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException();
            hash.AppendData(buffer.AsSpan(0, read));
            left -= read;
        }
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
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

    public static CommandException Damaged(string file, string why) =>
        new($"{file} is damaged or no backup ({why}). Nothing was changed.");
}
