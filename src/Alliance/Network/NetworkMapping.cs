using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

internal static class NetworkMapping
{
    public const int IdentifierLength = 100;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Collection>(collection =>
        {
            collection.ToTable("collections");
            collection.Property(c => c.Identifier).HasMaxLength(IdentifierLength).HasOrdinalOrder();
            collection.HasIndex(c => c.Identifier).IsUnique();
            collection.Property(c => c.Title).HasJson();
            collection.Property(c => c.Method).HasJson();
            collection.Property(c => c.Notes).HasJson();
            collection.Property(c => c.Sources).HasJson();
        });

        model.Entity<PolicyArea>(area =>
        {
            area.ToTable("policy_areas");
            area.Property(a => a.Identifier).HasMaxLength(IdentifierLength).HasOrdinalOrder();
            area.HasIndex(a => a.Identifier).IsUnique();
            area.Property(a => a.Name).HasJson();
            area.Property(a => a.Description).HasJson();
            area.Property(a => a.Kind).HasCode();
        });

        model.Entity<City>(city =>
        {
            city.ToTable("cities");
            city.Property(c => c.Identifier).HasMaxLength(IdentifierLength).HasOrdinalOrder();
            city.HasIndex(c => c.Identifier).IsUnique();
            city.Property(c => c.Name).HasJson();
            city.Property(c => c.Population).HasJson();
            city.Property(c => c.ClimateTarget).HasJson();
            city.Property(c => c.Languages).HasJson();
            city.Property(c => c.Role).HasCode();
            city.Property(c => c.RoleNote).HasJson();
            city.Property(c => c.AsSource).HasJson();
            city.Property(c => c.Programme).HasJson();
            city.Property(c => c.ActionFields).HasJson();
            city.Property(c => c.AnnouncedCounts).HasJson();
            city.Property(c => c.CompleteFor).HasJson();
            city.Property(c => c.Sources).HasJson();
        });

        model.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("organisations");
            organisation.Property(o => o.Identifier).HasMaxLength(IdentifierLength).HasOrdinalOrder();
            organisation.HasIndex(o => o.Identifier).IsUnique();
            organisation.Property(o => o.OtherNames).HasJson();
            // Hardly any record is merged; without the filter a planner that has counted the nulls avoids the index.
            organisation.HasIndex(o => o.MergedIntoId).HasFilter("merged_into_id IS NOT NULL");
            // The list's order, and where each of its pages begins.
            organisation.Property(o => o.SortName).HasMaxLength(Organisation.SortNameLength).HasOrdinalOrder();
            organisation.HasIndex(o => new { o.SortName, o.Id });
            organisation.Property(o => o.SortNameNordic).HasMaxLength(Organisation.SortNameLength).HasOrdinalOrder();
            organisation.HasIndex(o => new { o.SortNameNordic, o.Id });
            organisation.Property(o => o.Kind).HasCode();
            organisation.Property(o => o.Size).HasConversion<string>().HasMaxLength(40);
            organisation.Property(o => o.OfficialNumbers).HasJson();
            organisation.Property(o => o.Role).HasJson();
            organisation.Property(o => o.AsSource).HasJson();
            organisation.Property(o => o.Sources).HasJson();
            organisation.HasOne(o => o.City).WithMany().HasForeignKey(o => o.CityId).OnDelete(DeleteBehavior.Restrict);
            organisation
                .HasOne(o => o.MergedInto)
                .WithMany()
                .HasForeignKey(o => o.MergedIntoId)
                .OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Mandate>(mandate =>
        {
            mandate.ToTable("mandates");
            mandate.Property(m => m.Contact).HasMaxLength(Mandate.ContactLength);
            mandate.Property(m => m.LinkHash).HasMaxLength(LinkToken.HashLength);
            mandate.HasIndex(m => m.LinkHash).IsUnique();
            mandate.HasIndex(m => m.MemberId);
            // One that holds, however often two people declare it at once; those that ended are history.
            mandate
                .HasIndex(m => new { m.AssociationId, m.MemberId })
                .IsUnique()
                .HasFilter("ended_at IS NULL")
                .HasDatabaseName("ix_mandates_in_force");
            mandate
                .HasOne(m => m.Association)
                .WithMany()
                .HasForeignKey(m => m.AssociationId)
                .OnDelete(DeleteBehavior.Restrict);
            mandate.HasOne(m => m.Member).WithMany().HasForeignKey(m => m.MemberId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Project>(project =>
        {
            project.ToTable("projects");
            project.Property(p => p.Identifier).HasMaxLength(IdentifierLength).HasOrdinalOrder();
            project.HasIndex(p => p.Identifier).IsUnique();
            project.Property(p => p.Consortium).HasJson();
            project.Property(p => p.Summary).HasJson();
            project.Property(p => p.AsSource).HasJson();
            project.Property(p => p.Sources).HasJson();
        });
    }
}
