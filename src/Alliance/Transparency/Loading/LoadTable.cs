using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Transparency.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Loading;

/// <summary>
/// A city's deal manager loads deals that were signed elsewhere from a spreadsheet, without drafting and release: first
/// sent and looked at, then stored wholly or not at all. It may hold deals of the manager's own cities only.
/// </summary>
public sealed class LoadTable(AppDb db, KeepTables tables, ImportPackage import)
{
    /// <summary>What one sending may bring: one workbook, or a CSV file for each table.</summary>
    public const int MostFiles = 4;

    /// <summary>All of them together.</summary>
    public const int MostBytes = TableLimits.FileBytes + (1 << 20);

    /// <summary>The cities for which this person may load deals.</summary>
    public static List<long> CitiesOf(Actor actor) => DealRights.CitiesOf(actor, DealRights.MayManage);

    /// <summary>
    /// Keeps the files until they are stored. Refused with <c>not-allowed</c>, <c>file-missing</c>, <c>too-many-at-once</c>,
    /// <c>file-too-large</c>, <c>table-kind</c> (neither .xlsx nor .csv).
    /// </summary>
    public async Task<Outcome<string>> KeepAsync(
        Actor actor,
        string submission,
        IReadOnlyList<IFormFile> files,
        CancellationToken cancel = default
    )
    {
        if (CitiesOf(actor).Count == 0)
            return new Refusal("not-allowed");
        return await tables.KeepAsync(actor, submission, files, MostFiles, cancel);
    }

    /// <summary>
    /// What storing would do, or why it is refused, row by row. Refused with <c>not-allowed</c>, <c>table-not-found</c> (not
    /// this person's, stored already, or older than a day).
    /// </summary>
    public Task<Outcome<ImportResult>> LookAsync(Actor actor, string submission, CancellationToken cancel = default) =>
        RunAsync(actor, submission, dryRun: true, cancel);

    /// <summary>Stores it wholly, or nothing of it. Refused as <see cref="LookAsync"/>.</summary>
    public async Task<Outcome<ImportResult>> StoreAsync(
        Actor actor,
        string submission,
        CancellationToken cancel = default
    )
    {
        var stored = await RunAsync(actor, submission, dryRun: false, cancel);
        if (stored.Refusal is null && !stored.Value.Refused)
            await tables.Of(actor, submission).ExecuteDeleteAsync(cancel);
        return stored;
    }

    private async Task<Outcome<ImportResult>> RunAsync(
        Actor actor,
        string submission,
        bool dryRun,
        CancellationToken cancel
    )
    {
        var own = CitiesOf(actor);
        if (own.Count == 0)
            return new Refusal("not-allowed");
        var files = await tables.Of(actor, submission).AsNoTracking().OrderBy(t => t.Order).ToListAsync(cancel);
        if (files.Count == 0)
            return new Refusal("table-not-found");
        var cities = await db.Cities.Where(c => own.Contains(c.Id)).Select(c => c.Identifier).ToListAsync(cancel);
        // The reader of tables works on files, as the command does; a folder of its own keeps their names.
        var folder = Directory.CreateTempSubdirectory("alliance-load-");
        try
        {
            var paths = new List<string>();
            foreach (var file in files)
            {
                // Two may be called alike.
                var path = Path.Combine(folder.CreateSubdirectory($"{file.Order}").FullName, file.Name);
                await File.WriteAllBytesAsync(path, file.Content, cancel);
                paths.Add(path);
            }
            return await import.RunAsync(
                paths,
                dryRun,
                new LoadedBy(cities.ToHashSet(StringComparer.Ordinal)),
                null,
                cancel
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
