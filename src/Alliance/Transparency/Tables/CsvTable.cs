using System.Text;
using Sylvan.Data.Csv;

namespace Alliance.Transparency.Tables;

/// <summary>Reads a CSV file as spreadsheets save them: UTF-8, parted by commas, semicolons or tabs.</summary>
internal static class CsvTable
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="TableException">The file is no such table.</exception>
    public static IEnumerable<RawRow> Rows(byte[] bytes)
    {
        var text = Decode(bytes);
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = Separator(text),
            // A row with a few cells as long as they may be.
            MaxBufferSize = 1 << 20,
            CsvStyle = CsvStyle.Standard,
        };
        using var reader = Guarded(() => CsvDataReader.Create(new StringReader(text), options), 1);
        for (var number = 1; Guarded(reader.Read, number); number++)
        {
            if (reader.RowFieldCount > TableLimits.Columns)
                throw new TableException("too-many-columns", null, TableLimits.Columns.ToString(null, null), number);
            var row = number;
            yield return new RawRow(
                number,
                [.. Enumerable.Range(0, reader.RowFieldCount).Select(i => Guarded(() => Read(reader, i), row))]
            );
        }
    }

    private static Cell Read(CsvDataReader reader, int column) => new(Workbook.Plain(reader.GetString(column)));

    private static string Decode(byte[] bytes)
    {
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return Strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes.AsSpan(0, start + Math.Max(0, e.Index)).Count((byte)'\n') + 1;
            throw new TableException("not-utf8", $"0x{e.BytesUnknown?[0]:x2}", null, line);
        }
    }

    /// <summary>What stands most often between the heads; none of our names holds one of them.</summary>
    private static char Separator(string text)
    {
        var head = text.AsSpan().TrimStart();
        head = head.IndexOf('\n') is >= 0 and var end ? head[..end] : head;
        var best = ',';
        foreach (var candidate in ";\t")
            if (head.Count(candidate) > head.Count(best))
                best = candidate;
        return best;
    }

    private static T Guarded<T>(Func<T> read, int row)
    {
        try
        {
            return read();
        }
        catch (CsvRecordTooLargeException)
        {
            throw new TableException("cell-too-long", null, TableLimits.CellText.ToString("N0", null), row);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or CsvMissingHeadersException)
        {
            throw new TableException("csv-broken", null, null, row);
        }
    }
}
