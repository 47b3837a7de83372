using Alliance.Sprints;
using Alliance.Sprints.After;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Sprint> Sprints => Set<Sprint>();
    public DbSet<SprintDeal> SprintDeals => Set<SprintDeal>();
    public DbSet<SprintPractice> SprintPractices => Set<SprintPractice>();
    public DbSet<SprintMaterial> SprintMaterials => Set<SprintMaterial>();
    public DbSet<Visit> SprintVisits => Set<Visit>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<Minutes> Minutes => Set<Minutes>();
    public DbSet<SprintFeedback> SprintFeedback => Set<SprintFeedback>();

    private static void MapSprints(ModelBuilder model)
    {
        SprintMapping.Map(model);
        AfterMapping.Map(model);
    }
}
