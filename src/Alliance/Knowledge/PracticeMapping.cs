using Alliance.Knowledge.Reviews;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

internal static class PracticeMapping
{
    private const int IdentifierLength = 100;
    public const int OriginLength = 200;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Practice>(practice =>
        {
            practice.ToTable("practices");
            practice.Property(p => p.Identifier!).HasMaxLength(IdentifierLength).HasOrdinalOrder().IsRequired(false);
            practice.HasIndex(p => p.Identifier).IsUnique();
            practice.Property(p => p.Kind).HasCode();
            practice.Property(p => p.Title).HasJson();
            practice.Property(p => p.Text).HasJson();
            practice.Property(p => p.Details).HasJson();
            practice.Property(p => p.Areas).HasJson();
            practice.Property(p => p.Deals).HasJson();
            practice.Property(p => p.Challenges).HasJson();
            practice.Property(p => p.Sources).HasJson();
            practice.Property(p => p.Origin).HasMaxLength(OriginLength);
            practice.HasIndex(p => p.Origin).HasFilter("origin IS NOT NULL");
            practice.Property(p => p.Standing).HasCode();
            practice.Property(p => p.Collection).HasMaxLength(IdentifierLength);
            practice.Property(p => p.Turn).IsConcurrencyToken();
            practice.HasIndex(p => p.CityId);
            practice.HasOne(p => p.City).WithMany().HasForeignKey(p => p.CityId);
            practice.Ignore(p => p.Language);
            practice.Ignore(p => p.Told);
            practice.Ignore(p => p.LookedAt);
            practice.Ignore(p => p.WasNeverChecked);
        });

        model.Entity<PracticeReview>(review =>
        {
            review.ToTable("practice_reviews");
            review.Property(r => r.IsClear).HasCode();
            review.Property(r => r.IsTrue).HasCode();
            review.Property(r => r.Remark).HasJson();
            review.Property(r => r.Of).HasMaxLength(PracticeReview.StateLength);
            review.HasIndex(r => new { r.PracticeId, r.CityId }).IsUnique();
            review.HasIndex(r => r.CityId);
            review.HasOne(r => r.Practice).WithMany(p => p.Reviews).HasForeignKey(r => r.PracticeId);
            review.HasOne(r => r.City).WithMany().HasForeignKey(r => r.CityId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<PracticeLink>(link =>
        {
            link.ToTable("practice_links");
            link.Property(l => l.Kind).HasCode();
            link.Property(l => l.Value).HasMaxLength(PracticeLink.ValueLength);
            link.HasIndex(l => new
                {
                    l.Kind,
                    l.Value,
                    l.PracticeId,
                })
                .IsUnique();
            link.HasIndex(l => l.PracticeId);
            link.HasOne(l => l.Practice).WithMany(p => p.Links).HasForeignKey(l => l.PracticeId);
        });
    }
}
