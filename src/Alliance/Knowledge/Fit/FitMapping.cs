using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

internal static class FitMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<CityFit>(fit =>
        {
            fit.ToTable("city_fits");
            fit.Property(f => f.Subject).HasMaxLength(CityFit.SubjectLength);
            fit.Property(f => f.Said).HasJson();
            fit.Property(f => f.Weights).HasMaxLength(FitWeights.VersionLength);
            fit.Property(f => f.Turn).IsConcurrencyToken();
            fit.HasIndex(f => new { f.CityId, f.Subject }).IsUnique();
            fit.HasOne(f => f.City).WithMany().HasForeignKey(f => f.CityId).OnDelete(DeleteBehavior.Cascade);
        });
}
