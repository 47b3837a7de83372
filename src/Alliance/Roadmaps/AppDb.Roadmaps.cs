using Alliance.Roadmaps;
using Alliance.Roadmaps.Stakeholders;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Roadmap> Roadmaps => Set<Roadmap>();
    public DbSet<RoadmapRevision> RoadmapRevisions => Set<RoadmapRevision>();
    public DbSet<RoadmapVersion> RoadmapVersions => Set<RoadmapVersion>();
    public DbSet<RoadmapDeal> RoadmapDeals => Set<RoadmapDeal>();
    public DbSet<Stakeholder> Stakeholders => Set<Stakeholder>();

    private static void MapRoadmaps(ModelBuilder model)
    {
        RoadmapMapping.Map(model);
        StakeholderMapping.Map(model);
    }
}
