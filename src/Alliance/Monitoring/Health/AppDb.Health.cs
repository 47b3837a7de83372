using Alliance.Monitoring.Health;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<HealthOverride> HealthOverrides => Set<HealthOverride>();

    private static void MapHealth(ModelBuilder model) => HealthMapping.Map(model);
}
