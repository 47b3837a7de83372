using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks.Dataflow;
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
    private const int Size = 4_000;

    /// <summary>On SQLite it rests after so many parts.</summary>
    private const int UntilRest = 3;

    /// <summary>
    /// Who waits for SQLite's file looks again every 25 ms at most in the first tenths of a second, and nobody is let in who does not look while it
    /// is free. PostgreSQL lets those who wait in by turns.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(25);

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
        var at = open is null
            ? DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds())
            : new DateTimeOffset(open.StartedAt);
        var id = open?.Id ?? await db.MeasurementImports.MaxAsync(i => (long?)i.Id, cancel) + 1 ?? 1;
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var source = new Source(new MeasurementTable(path), indicators, id, at, open?.Done ?? 0);
        var problems = new Problems();

        if (open is not null)
            await SumStoredAsync(source, progress, cancel);
        using var parts = new JudgedParts();
        int rows;
        try
        {
            rows = source.First + await CheckAsync(source, parts, problems, progress, cancel);
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
        if (!await StoreAsync(source, parts, rows, problems, progress, cancel))
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

    /// <summary>Looks at all rows, on all processors, and keeps what they come to; how many there are.</summary>
    private async Task<int> CheckAsync(
        Source source,
        JudgedParts parts,
        Problems problems,
        Action<MeasuresProgress> progress,
        CancellationToken cancel
    )
    {
        var rows = 0;
        var processors = Math.Min(Environment.ProcessorCount, 4);
        var free = new ConcurrentBag<PartRoom>();
        var judge = new TransformBlock<IReadOnlyList<ImportRow>, (JudgedPart, PartRoom)>(
            async part =>
            {
                var room = free.TryTake(out var used) ? used : new PartRoom(source.Import);
                return (await JudgeAsync(source, part, room, problems, cancel), room);
            },
            new ExecutionDataflowBlockOptions
            {
                MaxDegreeOfParallelism = processors,
                BoundedCapacity = processors + 1,
                CancellationToken = cancel,
            }
        );
        // In the order of the file, however they are judged.
        var keep = new ActionBlock<(JudgedPart Part, PartRoom Room)>(
            judged =>
            {
                if (problems.Count == 0)
                    parts.Add(judged.Part);
                free.Add(judged.Room);
                rows += judged.Part.Rows;
                progress(new MeasuresProgress("checking", rows, 0));
            },
            new ExecutionDataflowBlockOptions { BoundedCapacity = 2, CancellationToken = cancel }
        );
        judge.LinkTo(keep, new DataflowLinkOptions { PropagateCompletion = true });
        // What cannot be kept, for want of room, ends the judging too: otherwise it would wait for ever.
        _ = keep.Completion.ContinueWith(
            failed => ((IDataflowBlock)judge).Fault(failed.Exception!),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
        try
        {
            foreach (var part in source.Table.Parts(source.First, Size, problems.Add))
                if (!await judge.SendAsync(part, cancel))
                    break;
        }
        finally
        {
            judge.Complete();
            await keep.Completion;
        }
        return rows;
    }

    private async Task<JudgedPart> JudgeAsync(
        Source source,
        IReadOnlyList<ImportRow> part,
        PartRoom room,
        Problems problems,
        CancellationToken cancel
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var judge = new JudgePart(
            scope.ServiceProvider.GetRequiredService<AppDb>(),
            source.Indicators,
            source.Import,
            source.At
        );
        return await judge.RunAsync(part, room, problems.Add, cancel);
    }

    /// <summary>What the rows that an earlier run has stored add to the totals.</summary>
    private async Task SumStoredAsync(Source source, Action<MeasuresProgress> progress, CancellationToken cancel)
    {
        var judge = new JudgePart(db, source.Indicators, source.Import, source.At);
        var rows = 0;
        foreach (var part in source.Table.Parts(0, Size, _ => { }))
        {
            if (rows >= source.First)
                return;
            foreach (var (at, delta) in await judge.SumsAsync(part, cancel))
                sums[at] = sums.GetValueOrDefault(at) + delta;
            rows += part.Count;
            progress(new MeasuresProgress("checking", rows, 0));
        }
    }

    private async Task<bool> BeginAsync(string path, string hash, int rows, Source source, CancellationToken cancel)
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

    /// <returns>False where somebody else stored meanwhile, or what was right has become wrong.</returns>
    private async Task<bool> StoreAsync(
        Source source,
        JudgedParts parts,
        int rows,
        Problems problems,
        Action<MeasuresProgress> progress,
        CancellationToken cancel
    )
    {
        // While PostgreSQL stores a part it takes the next one in; SQLite has one writer.
        var atOnce = db is PostgresDb ? 2 : 1;
        await using var lanes = new ImportLanes(scopes, atOnce, Patience);
        // The same parts once more, for those that have to be judged again.
        using var again = source.Table.Parts(source.First, Size, problems.Add).GetEnumerator();
        var (done, stored, reread) = (source.First, 0, 0);
        var waiting = new Queue<(JudgedPart Part, ImportLane Lane)>();
        foreach (var part in parts.Read(held: atOnce))
        {
            var lane = lanes.Take();
            lane.Put(part, inTurn: false, cancel);
            waiting.Enqueue((part, lane));
            if (!lanes.Any && !await StoreNextAsync())
                return false;
        }
        while (waiting.Count > 0)
            if (!await StoreNextAsync())
                return false;
        return true;

        async Task<bool> StoreNextAsync()
        {
            var (part, lane) = waiting.Dequeue();
            stored++;
            var undone = false;
            while (true)
            {
                var outcome = await lane.StoreAsync(
                    (source.Import, source.At.UtcDateTime),
                    done,
                    part,
                    () => CountAsync(lane.Db, source.Import, part, last: done + part.Rows == rows, cancel),
                    cancel
                );
                if (outcome == StoredPart.Yes)
                    break;
                if (outcome == StoredPart.BySomebodyElse)
                    return false;
                // Whoever has the turn may be waiting for what any lane has put.
                foreach (var (_, other) in waiting)
                    await other.UndoAsync();
                undone = true;
                if (outcome == StoredPart.SeenOtherwise)
                {
                    // Judged outside of the turn, in which others would wait for it.
                    for (; reread < stored; reread++)
                        again.MoveNext();
                    part = await JudgeAsync(source, again.Current, new PartRoom(source.Import), problems, cancel);
                    if (problems.Count > 0)
                        return false;
                }
                lane.Put(part, inTurn: true, cancel);
            }
            if (undone)
                foreach (var (next, other) in waiting)
                    other.Put(next, inTurn: false, cancel);
            lanes.Give(lane);
            done += part.Rows;
            // A planner that believes the table to be as it was before reads all of it for every part.
            if (db is PostgresDb && stored is 1 or 10 or 100 or 1_000)
                await db.Database.ExecuteSqlAsync($"ANALYZE measurements", cancel);
            progress(new MeasuresProgress("storing", done, rows));
            if (db is SqliteDb && stored % UntilRest == 0)
                await Task.Delay(Rest, cancel);
            return true;
        }
    }

    private async Task CountAsync(AppDb lane, long import, JudgedPart part, bool last, CancellationToken cancel)
    {
        foreach (var (at, delta) in part.Sums)
            sums[at] = sums.GetValueOrDefault(at) + delta;
        if (last)
            await CompleteAsync(lane, import, cancel);
    }

    private async Task CompleteAsync(AppDb lane, long import, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var at = now.UtcDateTime;
        await Rollups.AddAsync(lane, sums, cancel);
        var came = lane.Measurements.IgnoreQueryFilters().Where(m => m.ImportId == import);
        // As after a report: who was asked has answered, and what people said before it holds no more.
        await lane
            .ReportQuestions.Where(q => q.AnsweredAt == null)
            .Where(q => came.Any(m => m.DealId == q.DealId && m.Commitment == q.Commitment && m.Period == q.Period))
            .ExecuteUpdateAsync(s => s.SetProperty(q => q.AnsweredAt, at), cancel);
        await lane
            .HealthOverrides.Where(o => o.EndedAt == null)
            .Where(o => came.Any(m => m.DealId == o.DealId && m.Commitment == o.Commitment))
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.EndedAt, at), cancel);
        await lane
            .MeasurementImports.Where(i => i.Id == import)
            .ExecuteUpdateAsync(
                s => s.SetProperty(i => i.CompletedAt, at).SetProperty(i => i.Open, (bool?)null),
                cancel
            );
        // What it has stored counts from here on.
        await SharedNumbers.FollowAsync(
            lane,
            lane.Claims.Where(c => came.Any(m => m.DealId == c.DealId && m.Commitment == c.Commitment)),
            cancel
        );
        lane.Raise("measurements-imported", null, ["measurements", "measurement-imports"], now);
        await lane.SaveChangesAsync(cancel);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }

    /// <param name="First">How many rows an earlier run has stored.</param>
    private sealed record Source(
        MeasurementTable Table,
        IReadOnlyDictionary<string, Indicator> Indicators,
        long Import,
        DateTimeOffset At,
        int First
    );

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
