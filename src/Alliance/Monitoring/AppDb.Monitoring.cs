using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Measurement> Measurements => Set<Measurement>();
    public DbSet<Indicator> Indicators => Set<Indicator>();
    public DbSet<PromiseIndicator> PromiseIndicators => Set<PromiseIndicator>();

    private static void MapMonitoring(ModelBuilder model)
    {
        MonitoringMapping.Map(model);
        IndicatorMapping.Map(model);
    }
}
