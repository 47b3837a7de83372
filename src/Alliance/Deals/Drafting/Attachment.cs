using System.Globalization;
using System.IO.Compression;

namespace Alliance.Deals.Drafting;

/// <summary>
/// A file that belongs to a draft: a plan, a council decision, the scan of a signed paper. It is kept in the database, so
/// that backups hold it and several nodes see it; hence the limit.
/// </summary>
public sealed class Attachment
{
    /// <summary>10 MiB: a scan of some pages.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>What a form may send: enough that a file which is too large is refused at its field, not by an error page.</summary>
    public const int MostSent = 3 * MostBytes;
    public const int NameLength = 120;

    public long Id { get; private set; }
    public required long DraftId { get; init; }
    public Draft? Draft { get; set; }

    /// <summary>As it was called, without folders and unseen characters, with the ending of what it is.</summary>
    public required string Name { get; init; }

    /// <summary>Found out from the content, never believed from the browser (<see cref="FileKind"/>).</summary>
    public required string MediaType { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public required string Hash { get; init; }
    public required DateTime At { get; init; }

    /// <summary>A scan holds a signature, which is personal: only the city's people see it.</summary>
    public required bool IsScan { get; init; }
}

/// <summary>What files may be attached, by their first bytes.</summary>
public static class FileKind
{
    public const string Csv = "text/csv";
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Letter = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>How every file that somebody has sent is handed out: to be stored, and nothing of it to be run.</summary>
    internal const string Policy =
        "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = [".pdf"],
        ["image/png"] = [".png"],
        ["image/jpeg"] = [".jpg", ".jpeg"],
        [Csv] = [".csv"],
        [Workbook] = [".xlsx"],
        [Letter] = [".docx"],
    };

    /// <summary>What a form lets one choose.</summary>
    public static string Accepted { get; } = "application/pdf,image/png,image/jpeg";

    /// <summary>The media type of a PDF, PNG or JPEG; null for everything else.</summary>
    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : null;

    /// <summary>A workbook or a letter without programs in it; null for everything else. A ZIP archive is many things.</summary>
    public static string? OfOffice(byte[] content)
    {
        if (!content.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return null;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            return archive.Entries.Any(e => e.Name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)) ? null
                : archive.GetEntry("xl/workbook.xml") is not null ? Workbook
                : archive.GetEntry("word/document.xml") is not null ? Letter
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>As people call it: <c>PDF</c>.</summary>
    public static string NameOf(string mediaType) =>
        mediaType == Workbook ? "Excel"
        : mediaType == Letter ? "Word"
        : mediaType.Split('/')[^1].ToUpperInvariant();

    /// <summary>
    /// A name by which a file can be kept and saved anywhere. It ends as its kind does, whatever it was called: the ending
    /// decides which program opens it.
    /// </summary>
    public static string FileName(string called, string mediaType)
    {
        var plain = string.Concat(called.Split('/', '\\')[^1].Where(IsSeen)).Trim(' ', '.');
        var ending = Known[mediaType].FirstOrDefault(e => plain.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        var stem = ending is null ? plain : plain[..^ending.Length].TrimEnd(' ', '.');
        ending ??= Known[mediaType][0];
        if (stem.Length > Attachment.NameLength - ending.Length)
            stem = stem[..(Attachment.NameLength - ending.Length)];
        if (stem.Length > 0 && char.IsHighSurrogate(stem[^1]))
            stem = stem[..^1];
        return (stem.Length == 0 ? "file" : stem) + ending;
    }

    // Signs that turn the direction of reading can make one ending look like another.
    private static bool IsSeen(char sign) =>
        char.GetUnicodeCategory(sign)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            )
        && !"<>:\"|?*".Contains(sign, StringComparison.Ordinal);
}
