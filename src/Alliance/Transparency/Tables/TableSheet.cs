namespace Alliance.Transparency.Tables;

/// <summary>Reads the head of a table, then its rows.</summary>
internal static class TableSheet
{
    public static List<TableRow> Read(
        string file,
        string? sheet,
        Table table,
        IEnumerable<RawRow> rows,
        Action<Problem> report
    )
    {
        TableHead? head = null;
        var result = new List<TableRow>();
        foreach (var row in rows)
        {
            if (row.Cells.All(c => c.Text.Length == 0))
                continue;
            if (head is null)
            {
                head = Head(file, sheet, table, row, report);
                if (!head.Columns.Any(c => c.Column.Name == table.Key))
                    return result;
                continue;
            }
            if (result.Count == TableLimits.Rows)
                throw new TableException("too-many-rows", null, TableLimits.Rows.ToString(null, null), row.Number);
            Outside(head, row, report);
            var filled = new TableRow(head, row.Number, row.Cells);
            foreach (var (column, cell) in filled.Filled.Where(f => f.Cell.IsError))
                report(filled.Problem(column.Column.Name, "formula-error", cell.Text, null));
            if (filled[table.Key].Length == 0)
                report(filled.Problem(table.Key, "field-missing", null, null));
            else
                result.Add(filled);
        }
        return result;
    }

    private static TableHead Head(string file, string? sheet, Table table, RawRow row, Action<Problem> report)
    {
        var columns = new List<HeadColumn>();
        foreach (var (i, cell) in row.Cells.Index().Where(c => c.Item.Text.Length > 0))
        {
            var found = table.Column(cell.Text);
            if (found is not { } known)
                Tell(i, "column-unknown", cell.Text, string.Join(", ", table.Columns.Select(c => c.Name)));
            else if (columns.Exists(c => (c.Column, c.Language) == known))
                Tell(i, "column-twice", cell.Text, null);
            else
                columns.Add(new HeadColumn(known.Column, known.Language, i));
        }
        if (!columns.Exists(c => c.Column.Name == table.Key))
            Tell(-1, "column-missing", table.Key, table.Key);
        var headed = row.Cells.Index().Where(c => c.Item.Text.Length > 0).Select(c => c.Index).ToHashSet();
        return new TableHead(file, sheet, table, columns, headed);

        void Tell(int index, string code, string found, string? expected) =>
            report(
                new Problem(file, row.Number, found, code, found, expected)
                {
                    Place = new TablePlace(sheet, row.Number, index < 0 ? null : TableRow.Letters(index)),
                }
            );
    }

    // Words beside the table would be lost without a word.
    private static void Outside(TableHead head, RawRow row, Action<Problem> report)
    {
        foreach (var (i, cell) in row.Cells.Index())
            if (cell.Text.Length > 0 && !head.Headed.Contains(i))
                report(
                    new Problem(head.File, row.Number, TableRow.Letters(i), "cell-outside", cell.Text)
                    {
                        Place = new TablePlace(head.Sheet, row.Number, TableRow.Letters(i)),
                    }
                );
    }
}
