using Alliance.Monitoring;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Measurement> Measurements => Set<Measurement>();

    private static void MapMonitoring(ModelBuilder model) => MonitoringMapping.Map(model);
}
