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

    public static IReadOnlyList<string> Endings { get; } = [Csv, Excel];

    public static string ContentType(string ending) =>
        ending == Csv
            ? "text/csv; charset=utf-8; header=present"
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // A file keeps a thread busy for as long as its reader takes; pages must not wait for those who take everything.
    private static readonly SemaphoreSlim Turns = new(4, 4);

    /// <param name="reader">Null for programs: field names and codes instead of headings and names.</param>
    public static async Task WriteAsync<T>(
        HttpContext http,
        Table<T> table,
        IAsyncEnumerable<T> rows,
        string name,
        string ending,
        Reader? reader
    )
    {
        await Turns.WaitAsync(http.RequestAborted);
        try
        {
            await WriteNowAsync(http, table, rows, name, ending, reader);
        }
        finally
        {
            Turns.Release();
        }
    }

    private static async Task WriteNowAsync<T>(
        HttpContext http,
        Table<T> table,
        IAsyncEnumerable<T> rows,
        string name,
        string ending,
        Reader? reader
    )
    {
        var cancel = http.RequestAborted;
        http.Response.ContentType = ContentType(ending);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{ending}\"";
        http.Response.Headers.CacheControl = "no-cache";
        await using var cells = rows.Select(row => table.Cells(row, reader)).GetAsyncEnumerator(cancel);
        await using var data = new RowReader(table.Heads(reader), cells);
        if (ending == Csv)
        {
            await using var text = new StreamWriter(http.Response.Body, MarkedUtf8, leaveOpen: true);
            await using var csv = CsvDataWriter.Create(text, new CsvDataWriterOptions { NewLine = "\r\n" });
            await csv.WriteAsync(data, cancel);
            return;
        }
        // The packer of the format writes its last bytes without waiting.
        http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        await http.Response.Body.SaveAsAsync(
            data,
            sheetName: name,
            configuration: new OpenXmlConfiguration
            {
                // The fast mode wants to go back in the file, hence all of it at hand.
                FastMode = false,
                TableStyles = TableStyles.None,
            },
            cancellationToken: cancel
        );
    }
}
