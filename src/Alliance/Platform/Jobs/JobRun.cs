using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Jobs;

/// <summary>What became of a run.</summary>
public enum JobOutcome
{
    Running,
    Done,
    Failed,

    /// <summary>Its node said nothing more until the lease was over; another run began in its place.</summary>
    Lost,

    /// <summary>The server was stopped in the middle; the next run begins anew.</summary>
    Stopped,
}

/// <summary>
/// One run of a job. Kept are those that did something or went wrong, for <see cref="Kept"/>, and the last one: most runs
/// find nothing to do.
/// </summary>
public sealed class JobRun
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    public const int ProblemLength = 200;

    public required Guid Id { get; init; }
    public required string Job { get; init; }
    public required string Node { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; set; }
    public JobOutcome Outcome { get; set; }

    /// <summary>How many things it did.</summary>
    public int Count { get; set; }

    /// <summary>What kind of error it was; what an error says may name people, and stands in the server's log only.</summary>
    public string? Problem { get; set; }

    internal static void Map(ModelBuilder model)
    {
        var run = model.Entity<JobRun>().ToTable("job_runs");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Job).HasMaxLength(JobState.NameLength);
        run.Property(r => r.Node).HasMaxLength(JobNode.Length);
        run.Property(r => r.Outcome).HasCode();
        run.Property(r => r.Problem).HasMaxLength(ProblemLength);
        run.HasIndex(r => new { r.Job, r.StartedAt });
    }
}
