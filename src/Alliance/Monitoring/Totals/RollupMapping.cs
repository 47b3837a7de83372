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
    }
}
