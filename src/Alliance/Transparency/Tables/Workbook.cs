using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Alliance.Transparency.Tables;

/// <summary>Reads the sheets of an .xlsx file that <see cref="WorkbookGuard"/> let pass.</summary>
internal static class Workbook
{
    // The library wants it at hand, for the old .xls that is never read here.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The sheets in their order. Each is read while its rows are asked for, before the next.</summary>
    public static IEnumerable<(string Sheet, IEnumerable<RawRow> Rows)> Sheets(Stream stream)
    {
        using var reader = Guarded(() =>
            ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true })
        );
        do yield return (reader.Name, Rows(reader));
        while (Guarded(reader.NextResult));
    }

    private static IEnumerable<RawRow> Rows(IExcelDataReader reader)
    {
        // Beyond the last row that the guard allows there is nothing but formatting.
        for (var number = 1; number <= TableLimits.Rows + 1 && Guarded(reader.Read); number++)
        {
            var columns = Math.Min(reader.FieldCount, TableLimits.Columns);
            yield return new RawRow(number, [.. Enumerable.Range(0, columns).Select(i => Read(reader, i))]);
        }
    }

    private static Cell Read(IExcelDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            null => new Cell(""),
            DateTime day => new Cell(Date(day, reader.GetNumberFormatString(column))),
            double number => new Cell(Number(number), IsNumber: true),
            int number => new Cell(number.ToString(CultureInfo.InvariantCulture), IsNumber: true),
            bool truth => new Cell(truth ? "true" : "false"),
            var other => new Cell(Plain(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "")),
        };

    /// <summary>Without the spaces around it, and with line breaks as the format has them.</summary>
    public static string Plain(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    // Whoever types 2024-04 gets the first of April, shown as "Apr 24": what is shown was meant.
    private static string Date(DateTime day, string? format)
    {
        var shown = format ?? "";
        var form =
            day.TimeOfDay != TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss"
            : shown.Contains('d', StringComparison.OrdinalIgnoreCase) ? "yyyy-MM-dd"
            : shown.Contains('m', StringComparison.OrdinalIgnoreCase) ? "yyyy-MM"
            : shown.Contains('y', StringComparison.OrdinalIgnoreCase) ? "yyyy"
            : "yyyy-MM-dd";
        return day.ToString(form, CultureInfo.InvariantCulture);
    }

    // Fifteen digits, as spreadsheets count: 0.1 + 0.2 is 0.3 there.
    private static string Number(double number) =>
        Math.Abs(number) < 1e27
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The file may be anyone's; however the library stumbles over it, it is the file that is broken.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (TableException or OutOfMemoryException))
        {
            throw new TableException("table-broken", e.Message.TrimEnd('.'));
        }
    }
}
