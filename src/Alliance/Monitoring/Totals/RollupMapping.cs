using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

internal static class RollupMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<IndicatorRollup>(rollup =>
        {
            rollup.ToTable("indicator_rollups");
            rollup.HasKey(r => new
            {
                r.CityId,
                r.IndicatorId,
                r.Ends,
                r.Unit,
                r.Per,
                r.Scope,
                r.Trust,
                r.RecordedDay,
            });
            rollup.Property(r => r.IndicatorId).HasMaxLength(IndicatorMapping.IdentifierLength);
            rollup.Property(r => r.Unit).HasMaxLength(20);
            rollup.Property(r => r.Per).HasMaxLength(20);
            rollup.Property(r => r.Scope).HasCode();
            rollup.Property(r => r.Trust).HasCode();
            // What came or ended after a day, of all cities together.
            rollup.HasIndex(r => r.RecordedDay);
            rollup.HasIndex(r => r.Ends);
            rollup.HasOne(r => r.City).WithMany().HasForeignKey(r => r.CityId);
            rollup.HasOne(r => r.Indicator).WithMany().HasForeignKey(r => r.IndicatorId);
        });

        model.Entity<IndicatorYear>(year =>
        {
            year.ToTable("indicator_years");
            year.HasKey(r => new
            {
                r.CityId,
                r.IndicatorId,
                r.Year,
                r.Unit,
                r.Per,
                r.Scope,
                r.Trust,
            });
            year.Property(r => r.IndicatorId).HasMaxLength(IndicatorMapping.IdentifierLength);
            year.Property(r => r.Unit).HasMaxLength(20);
            year.Property(r => r.Per).HasMaxLength(20);
            year.Property(r => r.Scope).HasCode();
            year.Property(r => r.Trust).HasCode();
            year.HasOne(r => r.Indicator).WithMany().HasForeignKey(r => r.IndicatorId);
        });

        model.Entity<SharedNumber>(shared =>
        {
            shared.ToTable("shared_numbers");
            // A city's stand together: so they are summed.
            shared.HasKey(s => new
            {
                s.CityId,
                s.DealId,
                s.Commitment,
                s.IndicatorId,
                s.Year,
                s.Unit,
                s.Per,
                s.Scope,
                s.Trust,
            });
            // And those of all cities, in the order in which they are grouped, from the index alone.
            shared.HasIndex(s => new
            {
                s.IndicatorId,
                s.Year,
                s.Unit,
                s.Per,
                s.Scope,
                s.Trust,
                s.Value,
            });
            shared.Property(s => s.Commitment).HasMaxLength(20);
            shared.Property(s => s.IndicatorId).HasMaxLength(IndicatorMapping.IdentifierLength);
            shared.Property(s => s.Unit).HasMaxLength(20);
            shared.Property(s => s.Per).HasMaxLength(20);
            shared.Property(s => s.Scope).HasCode();
            shared.Property(s => s.Trust).HasCode();
            shared.HasOne(s => s.City).WithMany().HasForeignKey(s => s.CityId);
            shared.HasOne(s => s.Deal).WithMany().HasForeignKey(s => s.DealId);
            shared.HasOne(s => s.Indicator).WithMany().HasForeignKey(s => s.IndicatorId);
        });
    }
}
