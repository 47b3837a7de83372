namespace Alliance.Transparency.Tables;

/// <summary>What stands in a cell. Dates are written as in the format, numbers with a decimal point.</summary>
/// <param name="IsNumber">A number to the spreadsheet, and so beyond doubt.</param>
internal readonly record struct Cell(string Text, bool IsNumber = false)
{
    /// <summary>What a formula leaves that could not be calculated, in a workbook or saved from one.</summary>
    public bool IsError => Text is "#REF!" or "#DIV/0!" or "#VALUE!" or "#NAME?" or "#N/A" or "#NULL!" or "#NUM!";

    /// <summary>What stands for: take away what is stored.</summary>
    public bool Clears => Text is "-" or "–" or "—";
}

/// <summary>A row of a sheet or file as it stands there, numbered from 1.</summary>
internal readonly record struct RawRow(int Number, IReadOnlyList<Cell> Cells);

/// <summary>A column that a table has: which of ours, at which place.</summary>
internal sealed record HeadColumn(TableColumn Column, string? Language, int Index);

/// <summary>Where a table stands, and the columns that it has.</summary>
/// <param name="Headed">The places of all heads, known and unknown.</param>
internal sealed record TableHead(
    string File,
    string? Sheet,
    Table Table,
    IReadOnlyList<HeadColumn> Columns,
    IReadOnlySet<int> Headed
);

/// <summary>A row of data.</summary>
internal sealed class TableRow(TableHead head, int number, IReadOnlyList<Cell> cells)
{
    public TableHead Head => head;

    /// <summary>The cells that say something, with their columns.</summary>
    public IEnumerable<(HeadColumn Column, Cell Cell)> Filled =>
        head
            .Columns.Where(c => c.Index < cells.Count && cells[c.Index].Text.Length > 0)
            .Select(c => (c, cells[c.Index]));

    /// <summary>What stands in the column of this name; empty where nothing does, or where there is no such column.</summary>
    public string this[string column] =>
        Filled
            .Where(f => f.Column.Column.Name == column && f.Column.Language is null)
            .Select(f => f.Cell.Text)
            .FirstOrDefault()
        ?? "";

    /// <summary>Its number in the sheet or file, from 1.</summary>
    public int Number => number;

    public Problem Problem(string column, string code, string? found, string? expected) =>
        new(head.File, number, column, code, found, expected) { Place = PlaceOf(column) };

    public TablePlace PlaceOf(string column)
    {
        var at = head.Columns.FirstOrDefault(c => c.Column.Name == column);
        return new TablePlace(
            head.Sheet,
            number,
            at is not null ? $"{Letters(at.Index)} ({column})"
                : head.Table.Columns.Any(c => c.Name == column) ? column
                : null
        );
    }

    /// <summary>A column as spreadsheets call it: A, B … Z, AA.</summary>
    public static string Letters(int index)
    {
        var letters = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }
}

/// <summary>Tells what is wrong with rows, everything once.</summary>
internal sealed class TableReport(Action<Problem> report)
{
    private readonly HashSet<(TableRow, string)> wrong = [];
    private readonly HashSet<(TableRow, string, string, string?)> told = [];

    /// <summary>Tells why a cell could not be read.</summary>
    public void Tell(TableRow row, string column, string code, string? found = null, string? expected = null)
    {
        wrong.Add((row, column));
        Once(row, column, code, found, expected);
    }

    /// <summary>
    /// Tells what the format finds wrong first with a cell that could be read; anything more mostly follows from it.
    /// </summary>
    public void TellOfFormat(TableRow row, string column, string code, string? found, string? expected)
    {
        if (wrong.Add((row, column)))
            Once(row, column, code, found, expected);
    }

    private void Once(TableRow row, string column, string code, string? found, string? expected)
    {
        if (told.Add((row, column, code, found)))
            report(row.Problem(column, code, found, expected));
    }
}
