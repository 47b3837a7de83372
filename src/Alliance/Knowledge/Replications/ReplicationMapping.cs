using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Drafted = Alliance.Deals.Drafting.Draft;

namespace Alliance.Knowledge.Replications;

internal static class ReplicationMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<Replication>(replication =>
        {
            replication.ToTable("replications");
            replication.Property(r => r.Kind).HasCode();
            replication.Property(r => r.Origin).HasMaxLength(NetworkMapping.IdentifierLength);
            replication.Property(r => r.Title).HasJson();
            replication.Property(r => r.Elsewhere).HasJson();
            replication.Property(r => r.Parts).HasJson();
            replication.Property(r => r.Partners).HasJson();
            replication.Property(r => r.Answer).HasJson();
            replication.Property(r => r.Draft).HasMaxLength(Drafted.KeyLength);
            replication.Property(r => r.Deal).HasMaxLength(NetworkMapping.IdentifierLength);
            replication.HasIndex(r => r.Deal).HasFilter("deal IS NOT NULL");
            replication.Property(r => r.Outcome).HasCode();
            replication.Property(r => r.Result).HasJson();
            replication.Property(r => r.Thanks).HasJson();
            replication.Property(r => r.EndReason).HasCode();
            replication.Property(r => r.EndNote).HasJson();
            replication.Property(r => r.Turn).IsConcurrencyToken();
            replication.HasIndex(r => new { r.CityId, r.Number }).IsUnique();
            replication.HasIndex(r => new { r.Kind, r.Origin });
            replication.HasIndex(r => r.OriginCityId);
            replication.HasIndex(r => r.Draft).IsUnique().HasFilter("draft IS NOT NULL");
            replication.Ignore(r => r.Key);
            replication.HasOne(r => r.City).WithMany().HasForeignKey(r => r.CityId).OnDelete(DeleteBehavior.Cascade);
            replication
                .HasOne(r => r.OriginCity)
                .WithMany()
                .HasForeignKey(r => r.OriginCityId)
                .OnDelete(DeleteBehavior.SetNull);
        });
}
