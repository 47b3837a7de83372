using Alliance.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<JobState> Jobs => Set<JobState>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();

    private static void MapJobs(ModelBuilder model)
    {
        JobState.Map(model);
        JobRun.Map(model);
    }
}
