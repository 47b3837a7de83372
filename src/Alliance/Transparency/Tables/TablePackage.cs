using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Transparency.Parts;

namespace Alliance.Transparency.Tables;

/// <summary>Takes workbooks and CSV files for a package: what is written in them, as files of the format.</summary>
internal static class TablePackage
{
    private static readonly string[] Spreadsheets =
    [
        ".xlsx",
        ".csv",
        ".xls",
        ".xlsm",
        ".xlsb",
        ".ods",
        ".fods",
        ".numbers",
        ".tsv",
    ];

    /// <summary>Whether these are tables (told by their endings) rather than files of the format.</summary>
    public static bool IsMeant(IReadOnlyList<string> paths) =>
        paths.Any(p => Spreadsheets.Contains(Path.GetExtension(p).ToLowerInvariant()));

    public static async Task<List<PackageFile>> ReadAsync(
        AppDb db,
        IReadOnlyList<string> paths,
        LoadedBy? by,
        Action<Problem> report,
        Action<ImportProgress> tell
    )
    {
        var rows = new List<TableRow>();
        var sound = true;
        void Report(Problem problem)
        {
            sound = false;
            report(problem);
        }
        var complete = true;
        foreach (var path in paths)
        {
            tell(new ImportProgress("reading", Path.GetFileName(path), 0, 0));
            try
            {
                rows.AddRange(Read(path, Report));
            }
            catch (TableException e)
            {
                report(e.In(Path.GetFileName(path)));
                complete = false;
            }
        }
        // What half a table lacks would be told as if it were wrong in the other half.
        if (!complete)
            return [];
        if (rows.Count == 0 && sound)
            report(new Problem(Path.GetFileName(paths[0]), 0, "", "table-empty"));
        if (rows.Count == 0)
            return [];
        var names = await TableNames.LoadAsync(db);
        var told = new TableReport(report);
        var tables = rows.ToLookup(r => r.Head.Table);
        var organisations = await new OrganisationTables(names, told, await PackageContext.ReservedAsync(db)).ReadAsync(
            db,
            tables[Table.Organisations]
        );
        var deals = await new DealTables(names, told, by).ReadAsync(db, tables);
        return
        [
            new PackageFile(new OrganisationsPart(), organisations.Read(), organisations.Tell),
            new PackageFile(new DealsPart(), deals.Read(), deals.Tell),
        ];
    }

    private static List<TableRow> Read(string path, Action<Problem> report)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
            throw new TableException("file-missing");
        if (!OrdinaryFile.Is(path))
            throw new TableException("not-a-file");
        if (new FileInfo(path).Length > TableLimits.FileBytes)
            throw new TableException("table-too-large", null, $"{TableLimits.FileBytes >> 20} MB");
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".xlsx":
                using (var stream = File.OpenRead(path))
                    return OfWorkbook(name, stream, report);
            case ".csv":
                var table = Table.Find(Path.GetFileNameWithoutExtension(path));
                if (table is null)
                    throw new TableException("file-unknown", null, string.Join(", ", Table.All.Select(t => t.CsvFile)));
                return TableSheet.Read(name, null, table, CsvTable.Rows(File.ReadAllBytes(path)), report);
            case var other:
                throw new TableException("table-format", other.Length > 0 ? other : "?");
        }
    }

    private static List<TableRow> OfWorkbook(string file, Stream stream, Action<Problem> report)
    {
        WorkbookGuard.Check(stream);
        var rows = new List<TableRow>();
        foreach (var (sheet, cells) in Workbook.Sheets(stream))
            if (Table.Find(sheet.Trim()) is { } table)
                rows.AddRange(TableSheet.Read(file, sheet, table, cells, report));
            else if (!Template.IsForReading(sheet))
                report(
                    new Problem(
                        file,
                        0,
                        sheet,
                        "sheet-unknown",
                        sheet,
                        string.Join(", ", Table.All.Select(t => t.Name))
                    )
                    {
                        Place = new TablePlace(sheet, 0, null),
                    }
                );
        return rows;
    }
}
