using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Stakeholders;

internal static class StakeholderMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<Stakeholder>(stakeholder =>
        {
            stakeholder.ToTable("stakeholders");
            stakeholder.Property(s => s.Name).HasMaxLength(Stakeholder.NameLength);
            stakeholder.Property(s => s.NameKey).HasMaxLength(Stakeholder.KeyLength).HasOrdinalOrder();
            stakeholder.Property(s => s.Kind).HasCode();
            stakeholder.Property(s => s.Nace).HasMaxLength(1);
            stakeholder.Property(s => s.SpeaksFor).HasJson();
            stakeholder.Property(s => s.Does).HasMaxLength(Stakeholder.TextLength);
            stakeholder.Property(s => s.State).HasCode();
            stakeholder.Property(s => s.Declined).HasCode();
            stakeholder.Property(s => s.NextStep).HasMaxLength(Stakeholder.TextLength);
            stakeholder.Property(s => s.KnownBy).HasMaxLength(Stakeholder.TextLength);
            stakeholder.Property(s => s.Remark).HasMaxLength(Stakeholder.TextLength);
            stakeholder.Property(s => s.Turn).IsConcurrencyToken();
            // Of two at once that name the same, one holds.
            stakeholder.HasIndex(s => new { s.CityId, s.NameKey }).IsUnique();
            stakeholder
                .HasIndex(s => new { s.CityId, s.OrganisationId })
                .IsUnique()
                .HasFilter("organisation_id IS NOT NULL");
            stakeholder.HasIndex(s => s.PersonalUntil).HasFilter("personal_until IS NOT NULL");
            stakeholder.HasOne(s => s.City).WithMany().HasForeignKey(s => s.CityId);
            stakeholder.HasOne(s => s.Organisation).WithMany().HasForeignKey(s => s.OrganisationId);
        });
}
