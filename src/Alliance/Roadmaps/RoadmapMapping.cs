using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

internal static class RoadmapMapping
{
    private const int KeyLength = 20;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Roadmap>(roadmap =>
        {
            roadmap.ToTable("roadmaps");
            roadmap.HasIndex(r => r.CityId).IsUnique();
            roadmap.Property(r => r.Content).HasJson();
            roadmap.Property(r => r.Turn).IsConcurrencyToken();
            roadmap.HasOne(r => r.City).WithMany().HasForeignKey(r => r.CityId);
        });

        model.Entity<RoadmapRevision>(revision =>
        {
            revision.ToTable("roadmap_revisions");
            revision.HasIndex(r => new { r.RoadmapId, r.Number }).IsUnique();
            revision.Property(r => r.Content).HasJson();
            revision.HasOne(r => r.Roadmap).WithMany().HasForeignKey(r => r.RoadmapId);
        });

        model.Entity<RoadmapVersion>(version =>
        {
            version.ToTable("roadmap_versions");
            version.HasIndex(v => new { v.RoadmapId, v.Number }).IsUnique();
            version.Property(v => v.Kind).HasCode();
            version.Property(v => v.Hash).HasMaxLength(64);
            version.HasOne(v => v.Roadmap).WithMany(r => r.Versions).HasForeignKey(v => v.RoadmapId);
        });

        model.Entity<RoadmapDeal>(link =>
        {
            link.ToTable("roadmap_deals");
            link.Property(l => l.Challenge).HasMaxLength(KeyLength);
            link.Property(l => l.Title).HasJson();
            link.HasIndex(l => new
                {
                    l.DealId,
                    l.RoadmapId,
                    l.Challenge,
                })
                .IsUnique();
            link.HasIndex(l => l.RoadmapId);
            link.HasOne(l => l.Roadmap).WithMany().HasForeignKey(l => l.RoadmapId);
            link.HasOne(l => l.Deal).WithMany().HasForeignKey(l => l.DealId);
        });
    }
}
