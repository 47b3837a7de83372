using System.Text;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Tables;

/// <summary>
/// The workbook to fill in, in the reader's language: an explanation, then a sheet for each table with its heads, and
/// lists to choose from.
/// </summary>
internal static class Template
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string ListsName = "Lists";
    private const uint Heads = 1;
    private const uint Words = 2;
    private const uint AsText = 3;

    /// <summary>Sheets that hold no data: the explanation, in whichever language, and the lists.</summary>
    public static bool IsForReading(string sheet) =>
        sheet == ListsName || Language.Offered.Any(l => new Reader(l)["template.explanation"] == sheet);

    /// <summary>The heads alone. Excel takes a file with a mark for UTF-8, and expects the separator of its language.</summary>
    public static byte[] Csv(Table table, Reader reader)
    {
        var separator = reader.Culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';
        var heads = string.Join(separator, table.Columns.Select(c => $"\"{c.Head(reader)}\""));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(heads + "\r\n")];
    }

    /// <summary>One sheet with its heads, and lists to choose from.</summary>
    public static byte[] Workbook(Table table, Reader reader) =>
        Made(book =>
        {
            var lists = new TemplateLists(ListsName);
            AddSheet(
                book,
                reader[$"table.{table.Name}"],
                Empty(table, reader, c => lists.Place([.. c.Codes.Select(code => c.NameOf(code, reader))]))
            );
            AddSheet(book, ListsName, lists.Sheet(), hidden: true);
        });

    public static async Task<byte[]> WorkbookAsync(AppDb db, Reader reader, CancellationToken cancellationToken)
    {
        var cities = await db.Cities.Select(c => c.Name).ToListAsync(cancellationToken);
        var areas = await db.PolicyAreas.OrderBy(a => a.Order).Select(a => a.Name).ToListAsync(cancellationToken);
        var register = new Dictionary<CellKind, List<string>>
        {
            [CellKind.City] = [.. cities.Select(c => c.In(reader.Language).Text).Order(StringComparer.Ordinal)],
            [CellKind.Areas] = [.. areas.Select(a => a.In(reader.Language).Text)],
            [CellKind.Language] = [.. Language.Offered.Select(l => l.Code)],
        };
        List<string> Allowed(TableColumn column) =>
            column.Kind == CellKind.Choice
                ? [.. column.Codes.Select(c => column.NameOf(c, reader))]
                : register.GetValueOrDefault(column.Kind, []);

        return Made(book =>
        {
            var lists = new TemplateLists(ListsName);
            AddSheet(book, reader["template.explanation"], Explanation(reader, Allowed));
            foreach (var table in (Table[])[Table.Deals, Table.Parties, Table.Commitments, Table.Organisations])
                AddSheet(book, reader[$"table.{table.Name}"], Empty(table, reader, c => lists.Place(Allowed(c))));
            AddSheet(book, ListsName, lists.Sheet(), hidden: true);
        });
    }

    private static byte[] Made(Action<WorkbookPart> fill)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            fill(book);
        }
        return file.ToArray();
    }

    private static void AddSheet(WorkbookPart book, string name, Worksheet sheet, bool hidden = false)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = sheet;
        var sheets = book.Workbook!.GetFirstChild<Sheets>()!;
        sheets.AppendChild(
            new Sheet
            {
                Id = book.GetIdOfPart(part),
                SheetId = (uint)sheets.ChildElements.Count + 1,
                Name = name,
                State = hidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
            }
        );
    }

    private static Worksheet Explanation(Reader reader, Func<TableColumn, List<string>> allowed)
    {
        var rows = new SheetData(
            Row([reader["template.title"]], Heads),
            Row([reader["template.how"]]),
            Row([reader["template.empty"]]),
            Row([reader["template.words"]]),
            Row([reader["template.values"]]),
            Row([]),
            Row(
                [
                    reader["template.sheet"],
                    reader["template.column"],
                    reader["template.meaning"],
                    reader["template.needed"],
                    reader["template.allowed"],
                    reader["template.example"],
                ],
                Heads
            )
        );
        foreach (var table in (Table[])[Table.Deals, Table.Parties, Table.Commitments, Table.Organisations])
        foreach (var column in table.Columns)
            rows.AppendChild(
                Row(
                    [
                        reader[$"table.{table.Name}"],
                        column.Head(reader),
                        reader[$"column.{column.Name}.note"],
                        column.Required ? reader["template.yes"] : "",
                        string.Join("; ", allowed(column)),
                        Example(column, reader),
                    ],
                    Words
                )
            );
        return new Worksheet(Widths(18, 34, 60, 14, 60, 40), rows);
    }

    private static string Example(TableColumn column, Reader reader) =>
        column.Kind == CellKind.Choice ? column.NameOf(column.Example, reader)
        : column.Example.Length > 0 ? column.Example
        : reader[$"column.{column.Name}.example"];

    /// <summary>A table with its heads; a cell of words keeps 2024-04 as it is typed.</summary>
    private static Worksheet Empty(Table table, Reader reader, Func<TableColumn, string?> list)
    {
        var columns = new Columns();
        var choices = new DataValidations();
        foreach (var (i, column) in table.Columns.Index())
        {
            var isNumber = column.Kind is CellKind.Number or CellKind.WholeNumber;
            columns.AppendChild(Width(i, column.Kind == CellKind.Words ? 40 : 22, isNumber ? 0 : AsText));
            if (column.Kind is not (CellKind.Choice or CellKind.City or CellKind.Language))
                continue;
            if (list(column) is not { } place)
                continue;
            var letters = TableRow.Letters(i);
            choices.AppendChild(
                new DataValidation(new Formula1(place))
                {
                    Type = DataValidationValues.List,
                    AllowBlank = true,
                    // Another language, or a minus that takes a value away, may be typed all the same.
                    ShowErrorMessage = false,
                    SequenceOfReferences = new ListValue<StringValue>([$"{letters}2:{letters}{TableLimits.Rows + 1}"]),
                }
            );
        }
        var head = new SheetView(
            new Pane
            {
                VerticalSplit = 1,
                TopLeftCell = "A2",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            }
        )
        {
            WorkbookViewId = 0,
        };
        var rows = new SheetData(Row(table.Columns.Select(c => c.Head(reader)), Heads));
        return new Worksheet(new SheetViews(head), columns, rows, choices);
    }

    public static Row Row(IEnumerable<string> cells, uint style = 0) =>
        new(
            cells.Select(c => new DocumentFormat.OpenXml.Spreadsheet.Cell(new InlineString(new Text(c)))
            {
                DataType = CellValues.InlineString,
                StyleIndex = style,
            })
        );

    private static Columns Widths(params ReadOnlySpan<double> widths)
    {
        var columns = new Columns();
        for (var i = 0; i < widths.Length; i++)
            columns.AppendChild(Width(i, widths[i], 0));
        return columns;
    }

    private static Column Width(int index, double width, uint style) =>
        new()
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = width,
            CustomWidth = true,
            Style = style,
        };

    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
                {
                    ApplyAlignment = true,
                },
                // 49 is "as text" to every spreadsheet.
                new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true }
            )
        );
}
