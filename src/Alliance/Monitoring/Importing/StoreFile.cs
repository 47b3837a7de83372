using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Importing;

/// <summary>Stores what was judged of a file, part after part, each in a short transaction of its own; all of it counts with the last one.</summary>
/// <param name="judging">Judges again what somebody has changed meanwhile.</param>
/// <param name="sums">What all rows add to the totals, those of earlier runs too; written with the last of them.</param>
internal sealed class StoreFile(
    IServiceScopeFactory scopes,
    AppDb db,
    TimeProvider time,
    ImportFile file,
    JudgeFile judging,
    ImportProblems problems,
    Dictionary<RollupKey, RollupDelta> sums
)
{
    /// <summary>On SQLite it rests after so many parts.</summary>
    private const int UntilRest = 3;

    /// <summary>
    /// Who waits for SQLite's file looks again every 25 ms at most in the first tenths of a second, and nobody is let in who does not look while it
    /// is free. PostgreSQL lets those who wait in by turns.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(25);

    /// <returns>False where somebody else stored meanwhile, or what was right has become wrong.</returns>
    public async Task<bool> RunAsync(
        JudgedParts parts,
        int rows,
        Action<MeasuresProgress> progress,
        CancellationToken cancel
    )
    {
        // While PostgreSQL stores a part it takes the next one in; SQLite has one writer.
        var atOnce = db is PostgresDb ? 2 : 1;
        await using var lanes = new ImportLanes(scopes, atOnce, ImportMeasurements.Patience);
        // The same parts once more, for those that have to be judged again.
        using var again = file.Parts(file.First, problems.Add).GetEnumerator();
        var (done, stored, reread) = (file.First, 0, 0);
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
                    (file.Import, file.At.UtcDateTime),
                    done,
                    part,
                    () => CountAsync(lane.Db, part, last: done + part.Rows == rows, cancel),
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
                    part = await judging.PartAsync(again.Current, new PartRoom(file.Import), cancel);
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

    private async Task CountAsync(AppDb lane, JudgedPart part, bool last, CancellationToken cancel)
    {
        foreach (var (at, delta) in part.Sums)
            sums[at] = sums.GetValueOrDefault(at) + delta;
        if (last)
            await CompleteAsync(lane, cancel);
    }

    private async Task CompleteAsync(AppDb lane, CancellationToken cancel)
    {
        var import = file.Import;
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
}
