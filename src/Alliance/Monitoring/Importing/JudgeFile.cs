using System.Collections.Concurrent;
using System.Threading.Tasks.Dataflow;
using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Importing;

/// <summary>Judges all rows of a file, before the first of them is stored.</summary>
internal sealed class JudgeFile(IServiceScopeFactory scopes, ImportFile file, ImportProblems problems)
{
    /// <summary>Looks at all rows, on all processors, and keeps what they come to; how many there are.</summary>
    public async Task<int> RunAsync(JudgedParts parts, Action<MeasuresProgress> progress, CancellationToken cancel)
    {
        var rows = 0;
        var processors = Math.Min(Environment.ProcessorCount, 4);
        var free = new ConcurrentBag<PartRoom>();
        var judge = new TransformBlock<IReadOnlyList<ImportRow>, (JudgedPart, PartRoom)>(
            async part =>
            {
                var room = free.TryTake(out var used) ? used : new PartRoom(file.Import);
                return (await PartAsync(part, room, cancel), room);
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
            foreach (var part in file.Parts(file.First, problems.Add))
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

    /// <param name="part">What is judged.</param>
    /// <param name="room">What is filled.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<JudgedPart> PartAsync(IReadOnlyList<ImportRow> part, PartRoom room, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var judge = new JudgePart(
            scope.ServiceProvider.GetRequiredService<AppDb>(),
            file.Indicators,
            file.Import,
            file.At
        );
        return await judge.RunAsync(part, room, problems.Add, cancel);
    }

    /// <summary>What the rows that an earlier run has stored add to the totals.</summary>
    public async Task SumStoredAsync(
        Dictionary<RollupKey, RollupDelta> sums,
        Action<MeasuresProgress> progress,
        CancellationToken cancel
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.Database.SetCommandTimeout(ImportMeasurements.Patience);
        var judge = new JudgePart(db, file.Indicators, file.Import, file.At);
        var rows = 0;
        foreach (var part in file.Parts(0, _ => { }))
        {
            if (rows >= file.First)
                return;
            foreach (var (at, delta) in await judge.SumsAsync(part, cancel))
                sums[at] = sums.GetValueOrDefault(at) + delta;
            rows += part.Count;
            progress(new MeasuresProgress("checking", rows, 0));
        }
    }
}
