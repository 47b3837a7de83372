using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Transparency.Tables;

/// <summary>The table in which people with a spreadsheet say what came of promises: the fields of the format that are theirs to say.</summary>
internal static class MeasurementRows
{
    /// <summary>What is looked at row by row on one page.</summary>
    public const int MostRows = 2_000;

    public static readonly Table Table = new(
        "measurements",
        "deal",
        [
            new("deal", CellKind.Plain, "") { Required = true },
            new("commitment", CellKind.Plain, "") { Required = true },
            new("period", CellKind.Plain, "") { Required = true },
            new("value", CellKind.Number, ""),
            new("unit", CellKind.Choice, "") { Codes = [.. Units.All.Order()] },
            Choice<NotationKey>("notation"),
            Choice<MeasuredSpan>("span"),
            Choice<MeasuringMethod>("method") with
            {
                Required = true,
            },
            new("source", CellKind.Plain, "") { Required = true },
            new("evidence", CellKind.Plain, ""),
            new("note", CellKind.Plain, ""),
            new("version", CellKind.WholeNumber, ""),
            new("reason", CellKind.Plain, ""),
        ]
    );

    /// <summary>The rows of a file: of a workbook those of its first sheet.</summary>
    /// <exception cref="TableException">The file is no such table.</exception>
    public static List<TableRow> Read(string file, byte[] content, Action<Problem> report)
    {
        var rows = new List<TableRow>();
        if (Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            rows = TableSheet.Read(file, null, Table, CsvTable.Rows(content), report);
        else
        {
            using var stream = new MemoryStream(content);
            WorkbookGuard.Check(stream);
            foreach (var (sheet, cells) in Workbook.Sheets(stream).Take(1))
                rows = TableSheet.Read(file, sheet, Table, cells, report);
        }
        return rows.Count > MostRows
            ? throw new TableException("too-many-rows", null, MostRows.ToString(null, null), rows[MostRows].Number)
            : rows;
    }

    private static TableColumn Choice<T>(string name)
        where T : struct, Enum => new(name, CellKind.Choice, "") { Codes = Code.All<T>(), Names = Code.OfType<T>() };
}
