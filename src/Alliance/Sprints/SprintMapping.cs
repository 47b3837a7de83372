using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

internal static class SprintMapping
{
    private const int IdentifierLength = 100;
    private const int KeyLength = 20;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Sprint>(sprint =>
        {
            sprint.ToTable("sprints");
            sprint.Property(s => s.Identifier).HasMaxLength(IdentifierLength).HasOrdinalOrder();
            sprint.HasIndex(s => s.Identifier).IsUnique();
            sprint.Property(s => s.Host).HasMaxLength(IdentifierLength);
            sprint.HasIndex(s => s.Host);
            sprint.Property(s => s.Project).HasMaxLength(IdentifierLength);
            sprint.Property(s => s.Title).HasJson();
            sprint.Property(s => s.Theme).HasJson();
            sprint.Property(s => s.DateNote).HasJson();
            sprint.Property(s => s.TimeZone).HasMaxLength(IdentifierLength);
            sprint.Property(s => s.Place).HasJson();
            sprint.Property(s => s.Questions).HasJson();
            sprint.Property(s => s.Guests).HasJson();
            sprint.Property(s => s.GuestsNote).HasJson();
            sprint.Property(s => s.Sessions).HasJson();
            sprint.Property(s => s.Gone).HasJson().HasDefaultValueSql("'[]'");
            sprint.Property(s => s.Methods).HasJson();
            sprint.Property(s => s.Outputs).HasJson();
            sprint.Property(s => s.AsSource).HasJson();
            sprint.Property(s => s.Sources).HasJson();
            sprint.Property(s => s.State).HasCode();
            sprint.Property(s => s.DesignOf).HasMaxLength(IdentifierLength);
            sprint.Property(s => s.Registration).HasCode();
            sprint.Property(s => s.Turn).IsConcurrencyToken();
        });

        model.Entity<SprintDeal>(link =>
        {
            link.ToTable("sprint_deals");
            link.Property(l => l.Session).HasMaxLength(KeyLength);
            link.HasIndex(l => new
                {
                    l.DealId,
                    l.SprintId,
                    l.Session,
                })
                .IsUnique();
            link.HasIndex(l => l.SprintId);
            link.HasOne(l => l.Sprint).WithMany().HasForeignKey(l => l.SprintId);
            link.HasOne(l => l.Deal).WithMany().HasForeignKey(l => l.DealId);
        });

        model.Entity<SprintPractice>(link =>
        {
            link.ToTable("sprint_practices");
            link.Property(l => l.Session).HasMaxLength(KeyLength);
            link.HasIndex(l => new
                {
                    l.PracticeId,
                    l.SprintId,
                    l.Session,
                })
                .IsUnique();
            link.HasIndex(l => l.SprintId);
            link.HasOne(l => l.Sprint).WithMany().HasForeignKey(l => l.SprintId);
            link.HasOne(l => l.Practice).WithMany().HasForeignKey(l => l.PracticeId);
        });

        model.Entity<Visit>(visit =>
        {
            visit.ToTable("sprint_visits");
            visit.HasIndex(v => new { v.SprintId, v.Email }).IsUnique();
            visit.HasIndex(v => v.CheckInCode).IsUnique();
            visit.Property(v => v.State).HasCode();
            visit.Property(v => v.Role).HasCode();
            visit.Property(v => v.Name).HasMaxLength(Visit.NameLength);
            visit.Property(v => v.Organisation).HasMaxLength(Visit.OrganisationLength);
            visit.Property(v => v.Kind).HasCode();
            visit.Property(v => v.Country).HasMaxLength(2);
            visit.Property(v => v.Email).HasMaxLength(OutgoingMail.AddressLength);
            visit.Property(v => v.Language).HasMaxLength(10);
            visit.Property(v => v.CheckInCode).HasMaxLength(Visit.CodeLength);
            visit.Property(v => v.Sessions).HasJson();
            visit.Property(v => v.Told).HasJson().HasDefaultValueSql("'[]'");
            visit.Property(v => v.Needs).HasJson();
            visit.Property(v => v.Turn).IsConcurrencyToken();
            visit.HasOne(v => v.Sprint).WithMany().HasForeignKey(v => v.SprintId);
        });

        model.Entity<VisitLink>(link =>
        {
            link.ToTable("sprint_visit_links");
            link.Property(l => l.Hash).HasMaxLength(LinkToken.HashLength);
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasOne<Visit>().WithMany(v => v.Links).HasForeignKey(l => l.VisitId);
        });

        model.Entity<SprintMaterial>(material =>
        {
            material.ToTable("sprint_materials");
            material.HasIndex(m => m.SprintId);
            material.Property(m => m.Title).HasMaxLength(SprintMaterial.TitleLength);
            material.Property(m => m.Url).HasMaxLength(SprintMaterial.UrlLength);
            material.Property(m => m.Name).HasMaxLength(Attachment.NameLength);
            material.Property(m => m.MediaType).HasMaxLength(IdentifierLength);
            material.HasOne(m => m.Sprint).WithMany().HasForeignKey(m => m.SprintId);
        });
    }
}
