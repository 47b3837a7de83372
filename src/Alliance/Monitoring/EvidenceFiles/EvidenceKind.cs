using System.Text;
using System.Text.Unicode;
using Alliance.Deals.Drafting;

namespace Alliance.Monitoring.EvidenceFiles;

/// <summary>What may be given as evidence: what may be attached to a draft, and tables.</summary>
public static class EvidenceKind
{
    /// <summary>What a form lets one choose.</summary>
    public static string Accepted { get; } = $"{FileKind.Accepted},.csv,.xlsx";

    /// <summary>The media type, found out from the content; null for everything else.</summary>
    public static string? Of(byte[] content, string called) =>
        FileKind.Of(content)
        ?? (
            FileKind.OfOffice(content) == FileKind.Workbook ? FileKind.Workbook
            : called.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && IsText(content) ? FileKind.Csv
            : null
        );

    // A table in letters has no other beginning: it is text that can be read, and no page.
    private static bool IsText(byte[] content) =>
        Utf8.IsValid(content)
        && content.All(b => b >= ' ' || b is (byte)'\t' or (byte)'\r' or (byte)'\n')
        && !Encoding.UTF8.GetString(content).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<');
}
