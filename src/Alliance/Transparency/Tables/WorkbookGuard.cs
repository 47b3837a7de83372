using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Alliance.Transparency.Tables;

/// <summary>
/// Looks through a workbook before the library reads it, in bounded memory: a few megabytes of zip can unpack to
/// gigabytes, and XML can be made to multiply itself. Sizes are counted while reading; what the zip says of itself is
/// not believed.
/// </summary>
internal static class WorkbookGuard
{
    private const int MostEntries = 1_000;
    private const long MostUnpacked = 64 << 20;
    private const int MostElements = 2_000_000;
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <exception cref="TableException">The file is no workbook, or one that must not be read.</exception>
    public static void Check(Stream stream)
    {
        Kind(stream);
        stream.Position = 0;
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostEntries)
                throw TooLarge();
            if (zip.GetEntry("xl/workbook.xml") is null)
                throw new TableException("table-format", zip.GetEntry("content.xml") is null ? "zip" : "OpenDocument");
            var left = MostUnpacked;
            foreach (var entry in zip.Entries)
            {
                using var unpacked = new CountedStream(entry.Open(), () => left, n => left -= n);
                if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || IsRelations(entry))
                    Walk(unpacked);
                else
                    unpacked.CopyTo(Stream.Null);
            }
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            throw new TableException("table-broken", e.Message.TrimEnd('.'));
        }
        stream.Position = 0;
    }

    private static bool IsRelations(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static TableException TooLarge() => new("table-too-large", null, $"{MostUnpacked >> 20} MB");

    // A password makes an Office file a container of Microsoft's older kind, in which the old .xls is stored as well.
    private static void Kind(Stream stream)
    {
        Span<byte> start = stackalloc byte[1 << 16];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith("PK\x03\x04"u8))
            return;
        if (!start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new TableException("table-format", "?");
        throw start.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) < 0
            ? new TableException("table-format", ".xls")
            : new TableException("table-encrypted");
    }

    private static void Walk(Stream part)
    {
        using var xml = XmlReader.Create(part, Safe);
        var elements = 0;
        var (row, column) = (0, 0);
        var characters = new char[4096];
        while (xml.Read())
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                for (var length = 0; xml.ReadValueChunk(characters, 0, characters.Length) is > 0 and var read; )
                    if ((length += read) > TableLimits.CellText)
                        throw new TableException("cell-too-long", null, TableLimits.CellText.ToString("N0", null), row);
            }
            else if (xml.NodeType == XmlNodeType.Element)
            {
                if (++elements > MostElements || xml.Depth > Deepest)
                    throw TooLarge();
                if (xml.LocalName == "row")
                    (row, column) = (int.TryParse(xml.GetAttribute("r"), out var number) ? number : row + 1, 0);
                else if (xml.LocalName == "c")
                    column = Column(xml.GetAttribute("r")) ?? column + 1;
                // A cell that has a value; formatting alone may reach to the end of a sheet.
                else if (xml.LocalName is "v" or "is" && row > TableLimits.Rows + 1)
                    throw new TableException("too-many-rows", null, TableLimits.Rows.ToString("N0", null), row);
                else if (xml.LocalName is "v" or "is" && column > TableLimits.Columns)
                    throw new TableException("too-many-columns", null, TableLimits.Columns.ToString(null, null), row);
            }
    }

    /// <summary>28 for <c>AB12</c>.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
            if (c is >= 'A' and <= 'Z' && column <= TableLimits.Columns)
                column = column * 26 + (c - 'A' + 1);
            else
                break;
        return column == 0 ? null : column;
    }

    /// <summary>A stream that ends in a refusal once more came out of it than is left.</summary>
    private sealed class CountedStream(Stream inner, Func<long> left, Action<int> take) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            take(read);
            return left() < 0 ? throw TooLarge() : read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
