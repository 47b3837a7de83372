using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Measurement> Measurements => Set<Measurement>();
    public DbSet<Indicator> Indicators => Set<Indicator>();
    public DbSet<PromiseIndicator> PromiseIndicators => Set<PromiseIndicator>();
    public DbSet<IndicatorRollup> IndicatorRollups => Set<IndicatorRollup>();
    public DbSet<Effect> Effects => Set<Effect>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<OverlapAnswer> OverlapAnswers => Set<OverlapAnswer>();

    private static void MapMonitoring(ModelBuilder model)
    {
        MonitoringMapping.Map(model);
        IndicatorMapping.Map(model);
        RollupMapping.Map(model);
        EffectMapping.Map(model);
    }
}
