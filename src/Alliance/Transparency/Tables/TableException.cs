namespace Alliance.Transparency.Tables;

/// <summary>A file that is no table to be read, and why: <c>problem.{code}</c>.</summary>
internal sealed class TableException(string code, string? found = null, string? expected = null, int row = 0)
    : Exception(code)
{
    public Problem In(string file) =>
        new(file, row, "", Message, found, expected) { Place = new TablePlace(null, row, null) };
}

/// <summary>What a table may hold at most. Whoever has more gives it in several files, or in the format itself.</summary>
internal static class TableLimits
{
    public const int Rows = 20_000;
    public const int Columns = 200;

    /// <summary>Parties and commitments of one deal, each: every row is looked for among those before.</summary>
    public const int RowsOfDeal = 2_000;

    /// <summary>As Excel's own.</summary>
    public const int CellText = 32_767;

    public const int FileBytes = 16 << 20;
}
