using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>A job, and how it went last.</summary>
/// <param name="State">Null when no node has registered it yet.</param>
public sealed record JobRow(Job Job, JobState? State, JobRun? Last);

/// <summary>What runs again and again, and what came of it.</summary>
/// <param name="Runs">Those that did something or went wrong, newest first; the newest of them all.</param>
public sealed record JobOverview(IReadOnlyList<JobRow> Jobs, IReadOnlyList<JobRun> Runs)
{
    public const int MostRuns = 50;

    /// <summary>Three queries.</summary>
    public static async Task<JobOverview> ReadAsync(AppDb db, IEnumerable<Job> jobs, CancellationToken cancel = default)
    {
        var states = await db.Jobs.AsNoTracking().ToDictionaryAsync(j => j.Name, cancel);
        var last = await db
            .JobRuns.AsNoTracking()
            .GroupBy(r => r.Job)
            .Select(g => g.OrderByDescending(r => r.StartedAt).First())
            .ToDictionaryAsync(r => r.Job, cancel);
        var runs = await db
            .JobRuns.AsNoTracking()
            .Where(r => r.Outcome != JobOutcome.Done || r.Count > 0)
            .OrderByDescending(r => r.StartedAt)
            .Take(MostRuns)
            .ToListAsync(cancel);
        return new JobOverview(
            [.. jobs.Select(j => new JobRow(j, states.GetValueOrDefault(j.Name), last.GetValueOrDefault(j.Name)))],
            runs
        );
    }
}
