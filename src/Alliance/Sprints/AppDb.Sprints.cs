using Alliance.Sprints;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Sprint> Sprints => Set<Sprint>();
    public DbSet<SprintDeal> SprintDeals => Set<SprintDeal>();
    public DbSet<SprintMaterial> SprintMaterials => Set<SprintMaterial>();
    public DbSet<Visit> SprintVisits => Set<Visit>();

    private static void MapSprints(ModelBuilder model) => SprintMapping.Map(model);
}
