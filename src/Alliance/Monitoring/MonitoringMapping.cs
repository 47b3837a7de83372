using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Alliance.Monitoring;

internal static class MonitoringMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<Measurement>(measurement =>
        {
            measurement.ToTable("measurements");
            measurement.Property(m => m.Commitment).HasMaxLength(20);
            measurement.Property(m => m.Period).HasPeriod();
            // Whole millionths: both databases sum them exactly, which SQLite cannot do with decimals.
            var millionths = new ValueConverter<decimal, long>(v => (long)(v * 1_000_000m), v => v / 1_000_000m);
            measurement.Property(m => m.Value).HasConversion(millionths);
            measurement.Property(m => m.StatedValue).HasConversion(millionths);
            measurement.Property(m => m.Unit).HasMaxLength(20);
            measurement.Property(m => m.Per).HasMaxLength(20);
            measurement.Property(m => m.StatedUnit).HasMaxLength(20);
            measurement.Property(m => m.Span).HasCode();
            measurement.Property(m => m.Notation).HasCode();
            measurement.Property(m => m.Method).HasCode();
            measurement.Property(m => m.Trust).HasCode();
            measurement.Property(m => m.Source).HasMaxLength(Measurement.SourceLength);
            measurement.Property(m => m.Evidence).HasMaxLength(Measurement.EvidenceLength);
            measurement.Property(m => m.Note).HasMaxLength(Measurement.TextLength);
            measurement.Property(m => m.Reason).HasMaxLength(Measurement.TextLength);
            // Of two at once, one is the correction of the other or is refused.
            measurement
                .HasIndex(m => new
                {
                    m.DealId,
                    m.Commitment,
                    m.Period,
                    m.Version,
                })
                .IsUnique();
            // Asked for by who looks at the own data, or deletes the account.
            measurement.HasIndex(m => m.AccountId).HasFilter("account_id IS NOT NULL");
            measurement.HasOne(m => m.Deal).WithMany().HasForeignKey(m => m.DealId);
            measurement.HasOne(m => m.By).WithMany().HasForeignKey(m => m.ByOrganisationId);
        });
}
