using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Alliance.Transparency.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.Time.Testing;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using CellValue = DocumentFormat.OpenXml.Spreadsheet.CellValue;
using Table = Alliance.Transparency.Tables.Table;

namespace Alliance.Tests.Transparency.Tables;

/// <summary>A date of the spreadsheet, shown as this built-in format of Excel does: 14 a day, 17 a month.</summary>
internal sealed record Day(DateOnly Date, uint Format = 14);

/// <summary>The template as a city officer fills it in: rows below the heads, in a file of its own.</summary>
internal sealed class FilledTemplate : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-table-").FullName;

    public FilledTemplate(byte[] template)
    {
        Path = System.IO.Path.Combine(folder, "deals.xlsx");
        File.WriteAllBytes(Path, template);
    }

    public string Path { get; }

    public static async Task<FilledTemplate> CreateAsync(TestDatabase database, Language? language = null)
    {
        await using var db = database.Open();
        var reader = new Reader(language ?? Language.English);
        return new FilledTemplate(await Template.WorkbookAsync(db, reader, TestContext.Current.CancellationToken));
    }

    /// <summary>Adds a row; gives its number.</summary>
    /// <param name="table">Its name, e.g. <c>deals</c>.</param>
    /// <param name="cells">Column and value: a text, a number, or a day.</param>
    public int Add(string table, params (string Column, object Value)[] cells)
    {
        using var document = SpreadsheetDocument.Open(Path, isEditable: true);
        var sheet = Sheet(document, table);
        var rows = sheet.Descendants<SheetData>().Single();
        var number = rows.Elements<Row>().Count() + 1;
        var heads = rows.Elements<Row>().First().Elements<Cell>().Select(c => c.InnerText).ToList();
        var row = new Row { RowIndex = (uint)number };
        foreach (var (index, value) in cells.Select(c => (At(c.Column), c.Value)).OrderBy(c => c.Item1))
            row.AppendChild(Written(document, value, $"{TableRow.Letters(index)}{number}"));
        rows.AppendChild(row);
        return number;

        int At(string column)
        {
            var index = heads.FindIndex(h => h.EndsWith($"[{column}]", StringComparison.Ordinal));
            if (index >= 0)
                return index;
            // A column that the template does not have.
            var first = rows.Elements<Row>().First();
            first.AppendChild(Written(document, column, null));
            heads.Add(column);
            return heads.Count - 1;
        }
    }

    /// <summary>Renames a sheet.</summary>
    public void Rename(string table, string name)
    {
        using var document = SpreadsheetDocument.Open(Path, isEditable: true);
        document.WorkbookPart!.Workbook!.Descendants<Sheet>().Single(s => Table.Find(s.Name!)?.Name == table).Name =
            name;
    }

    public Task<ImportResult> ImportAsync(TestDatabase database, bool dryRun = false) =>
        ImportAsync(database, [Path], dryRun);

    public static async Task<ImportResult> ImportAsync(TestDatabase database, string[] paths, bool dryRun = false)
    {
        await using var db = database.Open();
        return await new ImportPackage(db, new FakeTimeProvider(TestApp.Start)).RunAsync(paths, dryRun);
    }

    /// <summary>Imports it, which must be refused and change nothing.</summary>
    public async Task<IReadOnlyList<Problem>> RefusedAsync(TestDatabase database)
    {
        var before = await TestPackage.ExportAsync(database);
        var result = await ImportAsync(database);
        Assert.True(result.Refused);
        Assert.Empty(result.Changes);
        Assert.Equal(before, await TestPackage.ExportAsync(database));
        foreach (var problem in result.Problems)
            Explained(problem);
        return result.Problems;
    }

    /// <summary>A new deal with what it needs.</summary>
    public int AddDeal(string id, params (string Column, object Value)[] more)
    {
        (string, object)[] needed =
        [
            ("id", id),
            ("city", "mannheim"),
            ("language", "en"),
            ("title", "Green roofs"),
            ("summary", "Ten roofs."),
            ("instrument", "deal"),
            ("relation", "official-lgd"),
            ("delivery", "running"),
        ];
        return Add("deals", [.. needed.Where(n => !more.Any(m => m.Column == n.Item1)), .. more]);
    }

    public void AddParty(string deal, string organisation, string role = "signatory") =>
        Add("parties", ("deal", deal), ("organisation", organisation), ("role", role));

    /// <summary>Every language has a sentence for what is wrong and what would be right, and says where.</summary>
    public static void Explained(Problem problem)
    {
        foreach (var language in Language.All)
        {
            var told = problem.In(new Reader(language));
            Assert.DoesNotContain("[problem", told, StringComparison.Ordinal);
            Assert.StartsWith(problem.File, told, StringComparison.Ordinal);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Worksheet Sheet(SpreadsheetDocument document, string table)
    {
        var book = document.WorkbookPart!;
        var sheet = book.Workbook!.Descendants<Sheet>()
            .Single(s => s.Name!.Value == table || Table.Find(s.Name!)?.Name == table);
        return ((WorksheetPart)book.GetPartById(sheet.Id!)).Worksheet!;
    }

    private static Cell Written(SpreadsheetDocument document, object value, string? reference)
    {
        var cell = value switch
        {
            string text => new Cell(new InlineString(new Text(text))) { DataType = CellValues.InlineString },
            Day day => new Cell
            {
                CellValue = new CellValue(day.Date.ToDateTime(TimeOnly.MinValue).ToOADate()),
                StyleIndex = Style(document, day.Format),
            },
            _ => new Cell { CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!) },
        };
        if (reference is not null)
            cell.CellReference = reference;
        return cell;
    }

    private static uint Style(SpreadsheetDocument document, uint format)
    {
        var formats = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!;
        formats.AppendChild(new CellFormat { NumberFormatId = format, ApplyNumberFormat = true });
        return (uint)formats.ChildElements.Count - 1;
    }
}
