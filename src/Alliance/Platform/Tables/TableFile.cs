using System.Text;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Http.Features;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Sylvan.Data.Csv;

namespace Alliance.Platform.Tables;

/// <summary>Writes a list into the answer while it is read: CSV (RFC 4180, UTF-8 with mark) or Excel.</summary>
internal static class TableFile
{
    public const string Csv = "csv";
    public const string Excel = "xlsx";

    private static readonly UTF8Encoding MarkedUtf8 = new(encoderShouldEmitUTF8Identifier: true);

    // The writer's memory for a cell grows as far as it has to: without this, a deal of many parties broke the file off.
    private const int LongestCell = 64 * 1024 * 1024;

    // Excel takes a workbook with a longer one for damaged.
    private const int LongestInExcel = 32_767;

    public static IReadOnlyList<string> Endings { get; } = [Csv, Excel];

    public static string ContentType(string ending) =>
        ending == Csv
            ? "text/csv; charset=utf-8; header=present"
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="reader">Null for programs: field names and codes instead of headings and names.</param>
    /// <param name="isPublic">False for what only some may read: nobody on the way keeps it.</param>
    public static Task WriteAsync<T>(
        HttpContext http,
        Table<T> table,
        IAsyncEnumerable<T> rows,
        string name,
        string ending,
        Reader? reader,
        bool isPublic = true
    ) =>
        http
            .RequestServices.GetRequiredService<ExportTurns>()
            .WriteAsync(http, () => WriteNowAsync(http, table, rows, name, ending, reader, isPublic));

    private static async Task WriteNowAsync<T>(
        HttpContext http,
        Table<T> table,
        IAsyncEnumerable<T> rows,
        string name,
        string ending,
        Reader? reader,
        bool isPublic
    )
    {
        var cancel = http.RequestAborted;
        http.Response.ContentType = ContentType(ending);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{ending}\"";
        http.Response.Headers.CacheControl = isPublic ? "no-cache" : "no-store";
        await using var cells = rows.Select(row => Fitting(table.Cells(row, reader), ending))
            .GetAsyncEnumerator(cancel);
        await using var data = new RowReader(table.Heads(reader), cells);
        if (ending == Csv)
        {
            await using var text = new StreamWriter(http.Response.Body, MarkedUtf8, leaveOpen: true);
            await using var csv = CsvDataWriter.Create(
                text,
                new CsvDataWriterOptions { NewLine = "\r\n", MaxBufferSize = LongestCell }
            );
            await csv.WriteAsync(data, cancel);
            return;
        }
        // The packer of the format writes its last bytes without waiting.
        http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        await http.Response.Body.SaveAsAsync(
            data,
            sheetName: table.Name,
            configuration: new OpenXmlConfiguration
            {
                // The fast mode wants to go back in the file, hence all of it at hand.
                FastMode = false,
                TableStyles = TableStyles.None,
            },
            cancellationToken: cancel
        );
    }

    private static object?[] Fitting(object?[] cells, string ending)
    {
        if (ending == Excel)
            foreach (var (i, cell) in cells.Index())
                if (cell is string { Length: > LongestInExcel } text)
                    cells[i] =
                        text[..(LongestInExcel - (char.IsHighSurrogate(text[LongestInExcel - 2]) ? 2 : 1))] + "…";
        return cells;
    }
}
