using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Jobs;

/// <summary>
/// Who has which job. Each step is one statement that says what must still hold, so that of several nodes exactly one
/// takes a job, and one whose lease was given to another changes nothing any more.
/// </summary>
public sealed class JobQueue(AppDb db, TimeProvider time)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // An hour at most, so that what was mended goes on the same morning.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes jobs known; how many were new. Those are due at once.</summary>
    public async Task<int> RegisterAsync(IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        var known = await db.Jobs.Where(j => names.Contains(j.Name)).Select(j => j.Name).ToListAsync(cancel);
        var made = 0;
        // Each once in the life of an installation. Of two nodes that begin together one does it.
        foreach (var name in names.Except(known))
            made += await db.Database.ExecuteSqlAsync(
                $"INSERT INTO jobs (name, next_at, failures) VALUES ({name}, {Now}, 0) ON CONFLICT DO NOTHING",
                cancel
            );
        return made;
    }

    /// <summary>Which of these jobs are due and free, the longest overdue first.</summary>
    public Task<List<string>> DueAsync(IReadOnlyCollection<string> names, CancellationToken cancel) =>
        Due(Now).Where(j => names.Contains(j.Name)).OrderBy(j => j.NextAt).Select(j => j.Name).ToListAsync(cancel);

    /// <summary>Takes the job if it is due and free; the run that has it now, or null.</summary>
    public async Task<Guid?> TakeAsync(Job job, JobNode node, CancellationToken cancel)
    {
        var now = Now;
        var run = Guid.CreateVersion7(time.GetUtcNow());
        var until = now + Lease;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var taken = await Due(now)
            .Where(j => j.Name == job.Name)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(j => j.LeasedUntil, until)
                        .SetProperty(j => j.LeasedBy, node.Name)
                        // Whoever had it said nothing until the end of the lease.
                        .SetProperty(j => j.Failures, j => j.RunId == null ? j.Failures : j.Failures + 1)
                        .SetProperty(j => j.RunId, run),
                cancel
            );
        if (taken == 0)
            return null;
        await db
            .JobRuns.Where(r => r.Job == job.Name && r.Outcome == JobOutcome.Running)
            .ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Outcome, JobOutcome.Lost).SetProperty(r => r.EndedAt, now),
                cancel
            );
        db.JobRuns.Add(
            new JobRun
            {
                Id = run,
                Job = job.Name,
                Node = node.Name,
                StartedAt = now,
            }
        );
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    /// <summary>Prolongs the lease; the new end, or null when another run has the job.</summary>
    public async Task<DateTime?> RenewAsync(Job job, Guid run, CancellationToken cancel)
    {
        var until = Now + Lease;
        return await Held(job, run).ExecuteUpdateAsync(s => s.SetProperty(j => j.LeasedUntil, until), cancel) > 0
            ? until
            : null;
    }

    /// <summary>
    /// Gives the job back, and notes what came of the run; false when another run has it. A job that failed rests for 1, 2,
    /// 4 … minutes, an hour at most; one that was stopped is due for the next node.
    /// </summary>
    public async Task<bool> EndAsync(
        Job job,
        Guid run,
        JobOutcome outcome,
        int count = 0,
        string? problem = null,
        CancellationToken cancel = default
    )
    {
        var now = Now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Held(job, run).Select(j => (int?)j.Failures).SingleOrDefaultAsync(cancel) is not { } before)
            return false;
        var failures = outcome switch
        {
            JobOutcome.Failed => before + 1,
            JobOutcome.Stopped => before,
            _ => 0,
        };
        // From now on, not from when it was due: runs that were missed while no server ran are not made up for.
        var next = outcome switch
        {
            JobOutcome.Failed => now + Pause(failures),
            JobOutcome.Stopped => now,
            _ => now + job.Every,
        };
        var given = await Held(job, run)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(j => j.NextAt, next)
                        .SetProperty(j => j.Failures, failures)
                        .SetProperty(j => j.LeasedUntil, (DateTime?)null)
                        .SetProperty(j => j.LeasedBy, (string?)null)
                        .SetProperty(j => j.RunId, (Guid?)null),
                cancel
            );
        if (given == 0)
            return false;
        await db
            .JobRuns.Where(r => r.Id == run)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => r.Outcome, outcome)
                        .SetProperty(r => r.EndedAt, now)
                        .SetProperty(r => r.Count, count)
                        .SetProperty(r => r.Problem, problem),
                cancel
            );
        var old = now - JobRun.Kept;
        await db
            .JobRuns.Where(r =>
                r.Job == job.Name
                && r.Id != run
                && (r.Outcome == JobOutcome.Done && r.Count == 0 || r.Outcome == JobOutcome.Stopped || r.EndedAt < old)
            )
            .ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private IQueryable<JobState> Due(DateTime now) =>
        db.Jobs.Where(j => j.NextAt <= now && (j.LeasedUntil == null || j.LeasedUntil <= now));

    private IQueryable<JobState> Held(Job job, Guid run) => db.Jobs.Where(j => j.Name == job.Name && j.RunId == run);

    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, failures - 1)));
}
