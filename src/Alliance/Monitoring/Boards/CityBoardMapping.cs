using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Boards;

internal static class CityBoardMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<CityBoard>(board =>
        {
            board.ToTable("city_boards");
            board.HasKey(b => b.CityId);
            board.Property(b => b.CityId).ValueGeneratedNever();
            board.Property(b => b.Standing).HasJson();
            board.Property(b => b.Counts).HasJson();
            board.HasOne(b => b.City).WithMany().HasForeignKey(b => b.CityId);
        });
}
