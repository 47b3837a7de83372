using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Importing;

internal static class MeasurementImportMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<MeasurementImport>(import =>
        {
            import.ToTable("measurement_imports");
            import.Property(i => i.Id).ValueGeneratedNever();
            import.Property(i => i.File).HasMaxLength(MeasurementImport.NameLength);
            import.Property(i => i.Hash).HasMaxLength(64);
            // Of two that begin at once, one is refused.
            import.HasIndex(i => i.Open).IsUnique();
        });
}
