using System.Security.Cryptography;
using System.Text;
using Alliance.Monitoring.Indicators;
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
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // What all rows add to the totals; written with the last of them.
    private readonly Dictionary<RollupKey, RollupDelta> sums = [];

    /// <summary>So many rows are written at once: more would keep who signs meanwhile waiting.</summary>
    private const int Size = 5_000;

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
        var at =
            open?.StartedAt ?? DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var table = new MeasurementTable(path);
        var problems = new Problems();
        var first = open?.Done ?? 0;

        if (open is not null)
            await SumStoredAsync(table, open, indicators, progress, cancel);
        int rows;
        try
        {
            rows = first + await CheckAsync(table, first, indicators, at, problems, progress, cancel);
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
            return problems.Stop(first);
        open ??= await BeginAsync(path, hash, rows, at, cancel);
        if (open is null)
            return new Refusal("import-taken");
        if (!await StoreAsync(table, open, indicators, problems, progress, cancel))
            return problems.Count > 0 ? problems.Stop(first) : new Refusal("import-taken");
        return new MeasuresImported([], 0, rows - first, first);
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

    /// <summary>Looks at all rows, on all processors; how many there are.</summary>
    private async Task<int> CheckAsync(
        MeasurementTable table,
        int first,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateTime at,
        Problems problems,
        Action<MeasuresProgress> progress,
        CancellationToken cancel
    )
    {
        var rows = 0;
        var options = new ParallelOptions
        {
            CancellationToken = cancel,
            MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4),
        };
        await Parallel.ForEachAsync(
            table.Parts(first, Size, problems.Add),
            options,
            async (part, cancelled) =>
            {
                await using var scope = scopes.CreateAsyncScope();
                var judge = new JudgePart(
                    scope.ServiceProvider.GetRequiredService<AppDb>(),
                    indicators,
                    new DateTimeOffset(at)
                );
                await judge.RunAsync(part, problems.Add, cancelled);
                progress(new MeasuresProgress("checking", Interlocked.Add(ref rows, part.Count), 0));
            }
        );
        return rows;
    }

    /// <summary>What the rows that an earlier run has stored add to the totals.</summary>
    private async Task SumStoredAsync(
        MeasurementTable table,
        MeasurementImport open,
        IReadOnlyDictionary<string, Indicator> indicators,
        Action<MeasuresProgress> progress,
        CancellationToken cancel
    )
    {
        var judge = new JudgePart(db, indicators, new DateTimeOffset(open.StartedAt));
        var rows = 0;
        foreach (var part in table.Parts(0, Size, _ => { }))
        {
            if (rows >= open.Done)
                return;
            foreach (var (at, delta) in await judge.SumsAsync(part, open.Id, cancel))
                sums[at] = sums.GetValueOrDefault(at) + delta;
            rows += part.Count;
            progress(new MeasuresProgress("checking", rows, 0));
        }
    }

    private async Task<MeasurementImport?> BeginAsync(
        string path,
        string hash,
        int rows,
        DateTime at,
        CancellationToken cancel
    )
    {
        var import = new MeasurementImport
        {
            File = Path.GetFileName(path) is { Length: > MeasurementImport.NameLength } name
                ? name[..MeasurementImport.NameLength]
                : Path.GetFileName(path),
            Hash = hash,
            Rows = rows,
            StartedAt = at,
            After = await db.Measurements.MaxAsync(m => (long?)m.Id, cancel) ?? 0,
        };
        db.MeasurementImports.Add(import);
        return await db.SaveInTurnAsync(cancel) is null ? import : null;
    }

    /// <returns>False where somebody else stored meanwhile, or what was right has become wrong.</returns>
    private async Task<bool> StoreAsync(
        MeasurementTable table,
        MeasurementImport import,
        IReadOnlyDictionary<string, Indicator> indicators,
        Problems problems,
        Action<MeasuresProgress> progress,
        CancellationToken cancel
    )
    {
        await db.Database.OpenConnectionAsync(cancel);
        using var writer = new MeasurementWriter(db, import.Id);
        var (done, written) = (import.Done, 0);
        await using var ahead = scopes.CreateAsyncScope();
        var at = new DateTimeOffset(import.StartedAt);
        var judge = new JudgePart(ahead.ServiceProvider.GetRequiredService<AppDb>(), indicators, at);
        var own = new JudgePart(db, indicators, at);
        Task<(JudgedPart, IReadOnlyDictionary<RollupKey, RollupDelta>)> JudgeAsync(IReadOnlyList<ImportRow> part) =>
            Task.Run(
                async () =>
                {
                    var judged = await judge.RunAsync(part, problems.Add, cancel);
                    return (judged, judged.Sums());
                },
                cancel
            );
        using var parts = table.Parts(done, Size, problems.Add).GetEnumerator();
        var next = parts.MoveNext() ? parts.Current : null;
        var judging = next is null ? null : JudgeAsync(next);
        while (next is not null)
        {
            var part = next;
            var (judged, added) = await judging!;
            // The next one is judged while this one is written.
            next = parts.MoveNext() ? parts.Current : null;
            judging = next is null ? null : JudgeAsync(next);
            if (
                !await WriteAsync(
                    import.Id,
                    done,
                    part,
                    judged,
                    added,
                    own,
                    writer,
                    problems,
                    last: next is null,
                    cancel
                )
            )
            {
                if (judging is not null)
                    await judging;
                return false;
            }
            done += part.Count;
            // A planner that believes the table to be as it was before reads all of it for every part.
            if (db is PostgresDb && ++written is 1 or 10 or 100 or 1_000)
                await db.Database.ExecuteSqlAsync($"ANALYZE measurements", cancel);
            progress(new MeasuresProgress("storing", done, import.Rows));
        }
        return true;
    }

    private async Task<bool> WriteAsync(
        long import,
        int done,
        IReadOnlyList<ImportRow> part,
        JudgedPart judged,
        IReadOnlyDictionary<RollupKey, RollupDelta> added,
        JudgePart judge,
        MeasurementWriter writer,
        Problems problems,
        bool last,
        CancellationToken cancel
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        var mine = await db
            .MeasurementImports.Where(i => i.Id == import && i.Done == done && i.Open != null)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Done, done + part.Count), cancel);
        if (mine == 0)
            return false;
        var deals = judged.Measurements.Select(m => m.DealId).Distinct().ToList();
        // Somebody said something of one of them since: it is judged once more, where nobody can come in between.
        if (await DealsSeen.LoadAsync(db, deals, cancel) != judged.Seen)
        {
            judged = await judge.RunAsync(part, problems.Add, cancel);
            added = judged.Sums();
        }
        if (problems.Count > 0)
            return false;
        await writer.WriteAsync(judged.Measurements, cancel);
        foreach (var (at, delta) in added)
            sums[at] = sums.GetValueOrDefault(at) + delta;
        if (last)
            await CompleteAsync(import, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task CompleteAsync(long import, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var at = now.UtcDateTime;
        await Rollups.AddAsync(db, sums, cancel);
        var came = db.Measurements.IgnoreQueryFilters().Where(m => m.ImportId == import);
        // As after a report: who was asked has answered, and what people said before it holds no more.
        await db
            .ReportQuestions.Where(q => q.AnsweredAt == null)
            .Where(q => came.Any(m => m.DealId == q.DealId && m.Commitment == q.Commitment && m.Period == q.Period))
            .ExecuteUpdateAsync(s => s.SetProperty(q => q.AnsweredAt, at), cancel);
        await db
            .HealthOverrides.Where(o => o.EndedAt == null)
            .Where(o => came.Any(m => m.DealId == o.DealId && m.Commitment == o.Commitment))
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.EndedAt, at), cancel);
        await db
            .MeasurementImports.Where(i => i.Id == import)
            .ExecuteUpdateAsync(
                s => s.SetProperty(i => i.CompletedAt, at).SetProperty(i => i.Open, (bool?)null),
                cancel
            );
        db.Raise("measurements-imported", null, ["measurements", "measurement-imports"], now);
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }

    private sealed class Problems
    {
        private readonly List<ImportProblem> first = [];

        public int Count { get; private set; }

        public void Add(ImportProblem problem)
        {
            lock (first)
            {
                Count++;
                if (first.Count < MostProblems)
                    first.Add(problem);
            }
        }

        public MeasuresImported Stop(int resumed) => new([.. first.OrderBy(p => p.Line)], Count, 0, resumed);
    }
}
