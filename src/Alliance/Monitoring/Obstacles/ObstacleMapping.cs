using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Obstacles;

internal static class ObstacleMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<NamedObstacle>(obstacle =>
        {
            obstacle.ToTable("obstacles");
            obstacle.Property(o => o.Commitment).HasMaxLength(20);
            obstacle.Property(o => o.Kind).HasCode();
            obstacle.Property(o => o.Since).HasPeriod();
            obstacle.Property(o => o.Until).HasPeriod();
            obstacle
                .HasIndex(o => new
                {
                    o.DealId,
                    o.Commitment,
                    o.Kind,
                })
                .IsUnique();
            // The register, newest first; of one kind or of all.
            obstacle.HasIndex(o => new { o.NamedAt, o.Id });
            obstacle.HasIndex(o => new
            {
                o.Kind,
                o.NamedAt,
                o.Id,
            });
            obstacle.HasOne(o => o.Deal).WithMany().HasForeignKey(o => o.DealId);
        });

        model.Entity<Enquiry>(enquiry =>
        {
            enquiry.ToTable("enquiries");
            enquiry.Property(e => e.Commitment).HasMaxLength(20);
            enquiry.Property(e => e.Obstacle).HasCode();
            enquiry.Property(e => e.Addressee).HasMaxLength(Enquiry.AddresseeLength);
            enquiry.Property(e => e.Country).HasMaxLength(2);
            enquiry.Property(e => e.Asked).HasMaxLength(Enquiry.TextLength);
            enquiry.Property(e => e.Link).HasMaxLength(Measurement.EvidenceLength);
            enquiry.Property(e => e.Outcome).HasCode();
            enquiry.Property(e => e.Answer).HasMaxLength(Enquiry.TextLength);
            enquiry.Property(e => e.AnswerLink).HasMaxLength(Measurement.EvidenceLength);
            enquiry.Property(e => e.Language).HasMaxLength(10);
            // Of two at once, one is refused.
            enquiry
                .HasIndex(e => new
                {
                    e.DealId,
                    e.Commitment,
                    e.Obstacle,
                    e.Number,
                    e.Version,
                })
                .IsUnique();
            enquiry.HasOne(e => e.Deal).WithMany().HasForeignKey(e => e.DealId);
        });
    }
}
