using System.Globalization;
using System.Text;
using Alliance.Platform;
using Sylvan.Data.Csv;

namespace Alliance.Monitoring.Importing;

/// <param name="Line">Its line in the file, the heads being line 1; a text with line breaks makes it less than true.</param>
public readonly record struct ImportRow(int Line, StatedMeasurement Stated);

/// <summary>What is wrong in a file of measurements.</summary>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
/// <param name="Field">The column; empty where the whole row is meant.</param>
public sealed record ImportProblem(int Line, string Field, Refusal Why);

/// <summary>
/// A table of measurements, CSV in UTF-8 with commas or semicolons, numbers with a decimal point. Heads are the names of the open format
/// (docs/format.md, "measurements"). The rows of a deal stand together, so that files of any size are checked in bounded memory.
/// </summary>
internal sealed class MeasurementTable(string path)
{
    private static readonly string[] Needed = ["deal", "commitment", "period", "method", "source"];

    private static readonly string[] Known =
    [
        .. Needed,
        "value",
        "unit",
        "notation",
        "span",
        "evidence",
        "note",
        "reason",
    ];

    // For the last deal's rows; with four thousand before them still no large object for the garbage collector.
    private const int Room = 800;

    /// <summary>Parts of so many rows at least, each with all rows of its deals.</summary>
    /// <param name="first">How many rows to leave out.</param>
    public IEnumerable<IReadOnlyList<ImportRow>> Parts(int first, int size, Action<ImportProblem> report)
    {
        using var text = new StreamReader(
            path,
            // The mark at the beginning is skipped; detecting it would take an encoding that lets everything pass.
            new UTF8Encoding(true, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false
        );
        using var reader = Open(text);
        var columns = Columns(reader, report);
        if (columns is null)
            yield break;
        var part = new List<ImportRow>(size + Room);
        var before = new HashSet<string>(StringComparer.Ordinal);
        var deal = "";
        for (var line = 2; reader.Read(); line++)
        {
            var row = Row(reader, columns, line);
            if (reader.RowFieldCount > reader.FieldCount)
                report(new ImportProblem(line, "", new Refusal("import-row-too-long", $"{reader.FieldCount}")));
            if (row.Stated.Deal != deal)
            {
                if (part.Count >= size)
                {
                    yield return part;
                    part = new List<ImportRow>(size + Room);
                }
                deal = row.Stated.Deal;
                if (!before.Add(deal))
                    report(new ImportProblem(line, "deal", new Refusal("import-deal-apart", deal)));
            }
            if (line - 2 >= first)
                part.Add(row);
        }
        if (part.Count > 0)
            yield return part;
    }

    private static CsvDataReader Open(StreamReader text) =>
        CsvDataReader.Create(
            text,
            new CsvDataReaderOptions
            {
                HasHeaders = true,
                CsvStyle = CsvStyle.Standard,
                BufferSize = 1 << 16,
                MaxBufferSize = 1 << 20,
                StringFactory = new Repeated().Of,
            }
        );

    private static int[]? Columns(CsvDataReader reader, Action<ImportProblem> report)
    {
        var heads = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var problems = Needed
            .Except(heads)
            .Select(h => new ImportProblem(1, h, new Refusal("import-column-missing", h)))
            .Concat(
                heads
                    .Except(Known)
                    .Select(h => new ImportProblem(
                        1,
                        h,
                        new Refusal("import-column-unknown", h, string.Join(", ", Known))
                    ))
            )
            .ToList();
        problems.ForEach(report);
        return problems.Count > 0 ? null : [.. Known.Select(k => heads.IndexOf(k))];
    }

    private static ImportRow Row(CsvDataReader reader, int[] columns, int line)
    {
        string At(int known) => columns[known] is >= 0 and var i && i < reader.RowFieldCount ? reader.GetString(i) : "";
        return new ImportRow(
            line,
            new StatedMeasurement(
                At(0),
                At(1),
                At(2),
                At(5),
                At(6),
                At(7),
                At(8),
                At(3),
                At(4),
                At(9),
                At(10),
                0,
                At(11),
                CultureInfo.InvariantCulture
            )
        );
    }

    /// <summary>Most cells say what one of the last few rows said: a text that is there already is not made once more.</summary>
    private sealed class Repeated
    {
        private readonly string[] last = new string[512];

        public string Of(char[] buffer, int offset, int length)
        {
            var text = buffer.AsSpan(offset, length);
            ref var kept = ref last[(uint)string.GetHashCode(text, StringComparison.Ordinal) % last.Length];
            return kept is not null && text.SequenceEqual(kept) ? kept : kept = text.ToString();
        }
    }
}
