using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Jobs;

/// <summary>When a job is due, and which node has it.</summary>
public sealed class JobState
{
    public const int NameLength = 40;

    public required string Name { get; init; }
    public required DateTime NextAt { get; set; }

    /// <summary>Until then it belongs to one run. A node that lives prolongs it; what a dead one held is free afterwards.</summary>
    public DateTime? LeasedUntil { get; set; }
    public string? LeasedBy { get; set; }

    /// <summary>The run that has it: only this one may prolong the lease and say that it is done.</summary>
    public Guid? RunId { get; set; }

    /// <summary>How many runs in a row failed, or were lost with their node.</summary>
    public int Failures { get; set; }

    internal static void Map(ModelBuilder model)
    {
        var job = model.Entity<JobState>().ToTable("jobs");
        job.HasKey(j => j.Name);
        job.Property(j => j.Name).HasMaxLength(NameLength);
        job.Property(j => j.LeasedBy).HasMaxLength(JobNode.Length);
    }
}
