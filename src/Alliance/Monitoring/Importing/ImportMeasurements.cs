using System.Security.Cryptography;
using System.Text;
using Alliance.Monitoring.Totals;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Sylvan.Data.Csv;

namespace Alliance.Monitoring.Importing;

/// <param name="Work"><c>checking</c> or <c>storing</c>.</param>
/// <param name="Total">0 as long as nobody has counted the rows.</param>
public readonly record struct MeasuresProgress(string Work, int Done, int Total);

/// <summary>What became of a file.</summary>
/// <param name="Problems">Why nothing counts; the first <see cref="ImportMeasurements.MostProblems"/>.</param>
/// <param name="Stored">How many rows this run has stored.</param>
/// <param name="Resumed">How many an earlier run had stored.</param>
public sealed record MeasuresImported(IReadOnlyList<ImportProblem> Problems, int ProblemCount, int Stored, int Resumed);

/// <summary>
/// Takes a file of measurements in, however many they are: everything is checked before the first is written; then part after
/// part is stored, each in a short transaction of its own, so that others go on working; and all of them count with the last
/// one. Who is stopped in between goes on with the same file (docs/decisions/0026-many-measurements.md).
/// </summary>
public sealed class ImportMeasurements(IServiceScopeFactory scopes, AppDb db, TimeProvider time)
{
    public const int MostProblems = 200;

    // The last part writes the sums of all, and taking back deletes millions of rows.
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <returns>
    /// Refused with <c>import-no-table</c> (no CSV in UTF-8, with what stands in its way), <c>import-open</c> (another file is open, with its name), <c>import-taken</c> (somebody else goes on with this one).
    /// What is wrong in the file is in the outcome, with the codes of <see cref="RecordMeasurement"/> and <c>import-deal-apart</c>,
    /// <c>import-column-missing</c>, <c>import-column-unknown</c>.
    /// </returns>
    public async Task<Outcome<MeasuresImported>> RunAsync(
        string path,
        Action<MeasuresProgress> progress,
        CancellationToken cancel = default
    )
    {
        db.Database.SetCommandTimeout(Patience);
        var hash = await HashAsync(path, cancel);
        var open = await db.MeasurementImports.AsNoTracking().SingleOrDefaultAsync(i => i.Open != null, cancel);
        if (open is not null && open.Hash != hash)
            return new Refusal("import-open", open.File);
        // Whole seconds, as in the format.
        var at = open is null ? time.GetUtcNow().InWholeSeconds() : new DateTimeOffset(open.StartedAt);
        var id = open?.Id ?? await db.MeasurementImports.MaxAsync(i => (long?)i.Id, cancel) + 1 ?? 1;
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var source = new ImportFile(new MeasurementTable(path), indicators, id, at, open?.Done ?? 0);
        var problems = new ImportProblems();
        var judging = new JudgeFile(scopes, source, problems);
        var sums = new Dictionary<RollupKey, RollupDelta>();

        if (open is not null)
            await judging.SumStoredAsync(sums, progress, cancel);
        using var parts = new JudgedParts();
        int rows;
        try
        {
            rows = source.First + await judging.RunAsync(parts, progress, cancel);
        }
        catch (Exception broken)
            when (broken
                    is DecoderFallbackException
                        or CsvFormatException
                        or CsvRecordTooLargeException
                        or CsvMissingHeadersException
            )
        {
            return new Refusal("import-no-table", broken.Message);
        }
        if (problems.Count > 0 || rows == 0)
            return problems.Stop(source.First);
        if (open is null && !await BeginAsync(path, hash, rows, source, cancel))
            return new Refusal("import-taken");
        var storing = new StoreFile(scopes, db, time, source, judging, problems, sums);
        if (!await storing.RunAsync(parts, rows, progress, cancel))
            return problems.Count > 0 ? problems.Stop(source.First) : new Refusal("import-taken");
        return new MeasuresImported([], 0, rows - source.First, source.First);
    }

    /// <summary>Takes away what an import has stored that did not come to its end; how many rows that were. Null where none is open.</summary>
    public async Task<int?> DiscardAsync(CancellationToken cancel = default)
    {
        db.Database.SetCommandTimeout(Patience);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var open = await db.MeasurementImports.SingleOrDefaultAsync(i => i.Open != null, cancel);
        if (open is null)
            return null;
        var gone = await db
            .Measurements.IgnoreQueryFilters()
            .Where(m => m.Id > open.After && m.ImportId == open.Id)
            .ExecuteDeleteAsync(cancel);
        db.MeasurementImports.Remove(open);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return gone;
    }

    private async Task<bool> BeginAsync(string path, string hash, int rows, ImportFile source, CancellationToken cancel)
    {
        var file = Path.GetFileName(path);
        db.MeasurementImports.Add(
            new MeasurementImport
            {
                Id = source.Import,
                File = file.Length > MeasurementImport.NameLength ? file[..MeasurementImport.NameLength] : file,
                Hash = hash,
                Rows = rows,
                StartedAt = source.At.UtcDateTime,
                After = await db.Measurements.MaxAsync(m => (long?)m.Id, cancel) ?? 0,
            }
        );
        return await db.SaveInTurnAsync(cancel) is null;
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
