using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

internal static class IdeaMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Idea>(idea =>
        {
            idea.ToTable("ideas");
            idea.HasIndex(i => i.Key).IsUnique();
            idea.HasIndex(i => i.Origin).IsUnique();
            idea.HasIndex(i => i.Sprint);
            idea.HasIndex(i => i.CityId);
            idea.Property(i => i.Key).HasMaxLength(Idea.KeyLength);
            idea.Property(i => i.Origin).HasMaxLength(Idea.OriginLength);
            idea.Property(i => i.Sprint).HasMaxLength(100);
            idea.Property(i => i.Verdict).HasCode();
            idea.Property(i => i.Language).HasMaxLength(10);
            idea.HasOne(i => i.City).WithMany().HasForeignKey(i => i.CityId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<IdeaFate>(fate =>
        {
            fate.ToTable("idea_fates");
            fate.HasIndex(f => new { f.IdeaId, f.Number }).IsUnique();
            // What a city's roadmap, or a draft, comes from.
            fate.HasIndex(f => new
            {
                f.CityId,
                f.Kind,
                f.Target,
            });
            fate.HasIndex(f => f.Target);
            fate.Property(f => f.Kind).HasCode();
            fate.Property(f => f.Target).HasMaxLength(IdeaFate.TargetLength);
            fate.Property(f => f.Article).HasMaxLength(IdeaFate.TargetLength);
            fate.Property(f => f.Elsewhere).HasJson();
            fate.Property(f => f.Reason).HasMaxLength(IdeaFate.ReasonLength);
            fate.HasOne(f => f.Idea).WithMany(i => i.Fates).HasForeignKey(f => f.IdeaId);
            fate.HasOne(f => f.City).WithMany().HasForeignKey(f => f.CityId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
