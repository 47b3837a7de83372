namespace Alliance.Deals.Drafting;

/// <summary>
/// A file that belongs to a draft: a plan, a council decision, the scan of a signed paper. It is kept in the database, so
/// that backups hold it and several nodes see it; hence the limit.
/// </summary>
public sealed class Attachment
{
    /// <summary>10 MiB: a scan of some pages.</summary>
    public const int MostBytes = 10 * 1024 * 1024;
    public const int NameLength = 120;

    public long Id { get; private set; }
    public required long DraftId { get; init; }
    public Draft? Draft { get; set; }

    /// <summary>As it was called, without folders and control characters.</summary>
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
    /// <summary>The media type of a PDF, PNG or JPEG; null for everything else.</summary>
    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : null;
}
