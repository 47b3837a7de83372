using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

internal static class DealMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Deal>(deal =>
        {
            deal.ToTable("deals");
            deal.Property(d => d.Identifier).HasMaxLength(NetworkMapping.IdentifierLength).HasOrdinalOrder();
            deal.HasIndex(d => d.Identifier).IsUnique();
            deal.Property(d => d.Slug).HasMaxLength(NetworkMapping.IdentifierLength);
            deal.HasIndex(d => d.Slug).IsUnique();
            deal.Property(d => d.Title).HasJson();
            deal.Property(d => d.OriginalName).HasJson();
            deal.Property(d => d.Summary).HasJson();
            deal.Property(d => d.EnglishSummary).HasMaxLength(Deal.EnglishLength);
            deal.Ignore(d => d.SummaryTold);
            deal.Property(d => d.Instrument).HasCode();
            deal.Property(d => d.Relation).HasCode();
            deal.Property(d => d.Standing).HasCode();
            deal.Property(d => d.Delivery).HasCode();
            deal.Property(d => d.LegalNature).HasCode();
            deal.Property(d => d.OpenToJoin).HasCode();
            deal.Property(d => d.State).HasCode();
            deal.Property(d => d.Ended).HasJson();
            deal.Property(d => d.Renews).HasMaxLength(NetworkMapping.IdentifierLength);
            deal.Property(d => d.Basis).HasJson();
            deal.Property(d => d.Origin).HasJson();
            deal.Property(d => d.Articles).HasJson();
            deal.Property(d => d.Reporting).HasJson();
            deal.Property(d => d.Notes).HasJson();
            deal.Property(d => d.AsSource).HasJson();
            deal.Property(d => d.Sources).HasJson();
            deal.HasOne(d => d.City).WithMany().HasForeignKey(d => d.CityId).OnDelete(DeleteBehavior.Restrict);
            // Deals are long; what the index in memory reads of all of them (Index/DealRows.cs) lies here side by side.
            deal.HasIndex(d => new
                {
                    d.CityId,
                    d.Year,
                    d.Instrument,
                    d.Delivery,
                    d.OpenToJoin,
                    d.Standing,
                    d.SortDate,
                    d.ChangedAt,
                    d.Promises,
                    d.Quantified,
                    d.Id,
                })
                .HasDatabaseName("ix_deals_facts");
        });

        model.Entity<DealArea>(area =>
        {
            area.ToTable("deal_areas");
            area.HasKey(a => new { a.DealId, a.PolicyAreaId });
            area.HasOne<Deal>().WithMany(d => d.Areas).HasForeignKey(a => a.DealId);
            area.HasOne(a => a.PolicyArea).WithMany().HasForeignKey(a => a.PolicyAreaId);
        });

        model.Entity<Party>(party =>
        {
            party.ToTable("parties");
            party.Property(p => p.Key).HasMaxLength(20);
            party.HasIndex(p => new { p.DealId, p.Key }).IsUnique();
            party
                .HasIndex(p => new
                {
                    p.DealId,
                    p.OrganisationId,
                    p.Role,
                    p.GroupKind,
                    p.GroupCount,
                })
                .HasFilter("collective IS NULL")
                .HasDatabaseName("ix_parties_facts");
            party.Property(p => p.Role).HasCode();
            party.Property(p => p.Group).HasJson();
            // The same codes as an organisation's kind: filters compare the two as one.
            party.Property(p => p.GroupKind).HasCode();
            party.Property(p => p.Collective).HasJson();
            party.Property(p => p.AsSource).HasJson();
            party.HasOne<Deal>().WithMany(d => d.Parties).HasForeignKey(p => p.DealId);
            party
                .HasOne(p => p.Organisation)
                .WithMany()
                .HasForeignKey(p => p.OrganisationId)
                .OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Commitment>(commitment =>
        {
            commitment.ToTable("commitments");
            commitment.Property(c => c.Key).HasMaxLength(20);
            commitment.HasIndex(c => new { c.DealId, c.Key }).IsUnique();
            commitment.Property(c => c.By).HasMaxLength(20);
            commitment.Property(c => c.With).HasJson();
            commitment.Property(c => c.Action).HasJson();
            commitment.Property(c => c.Quantity).HasJson();
            commitment.Property(c => c.Direction).HasConversion<string>().HasMaxLength(40);
            commitment.Property(c => c.Baseline).HasJson();
            commitment.Property(c => c.Target).HasJson();
            commitment.Property(c => c.Additionality).HasCode();
            commitment.Property(c => c.AsSource).HasJson();
            commitment.Property(c => c.Sources).HasJson();
            commitment.HasOne<Deal>().WithMany(d => d.Commitments).HasForeignKey(c => c.DealId);
        });

        model.Entity<ReportedFigure>(indicator =>
        {
            indicator.ToTable("deal_indicators");
            indicator.Property(i => i.Key).HasMaxLength(20);
            indicator.HasIndex(i => new { i.DealId, i.Key }).IsUnique();
            indicator.Property(i => i.Commitment).HasMaxLength(20);
            indicator.Property(i => i.Name).HasJson();
            indicator.Property(i => i.Quantity).HasJson();
            indicator.Property(i => i.Word).HasJson();
            indicator.Property(i => i.Note).HasJson();
            indicator.Property(i => i.AsSource).HasJson();
            indicator.Property(i => i.Sources).HasJson();
            indicator.HasOne<Deal>().WithMany(d => d.Indicators).HasForeignKey(i => i.DealId);
        });

        model.Entity<DealVersion>(version =>
        {
            version.ToTable("deal_versions");
            version.HasIndex(v => new { v.DealId, v.Number }).IsUnique();
            // Versions are the longest rows of all; when each was recorded lies apart.
            version
                .HasIndex(v => new
                {
                    v.DealId,
                    v.Number,
                    v.RecordedAt,
                })
                .HasDatabaseName("ix_deal_versions_recorded");
            version.Property(v => v.Kind).HasCode();
            version.Property(v => v.Hash).HasMaxLength(64);
            version.Property(v => v.Instrument).HasCode();
            version.HasOne(v => v.Deal).WithMany(d => d.Versions).HasForeignKey(v => v.DealId);
        });

        model.Entity<VersionParty>(party =>
        {
            party.ToTable("deal_version_parties");
            party.Property(p => p.Role).HasCode();
            party.HasOne<DealVersion>().WithMany(v => v.Parties).HasForeignKey(p => p.DealVersionId);
            party
                .HasOne(p => p.Organisation)
                .WithMany()
                .HasForeignKey(p => p.OrganisationId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
