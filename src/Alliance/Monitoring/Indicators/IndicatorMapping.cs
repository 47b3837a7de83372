using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Indicators;

internal static class IndicatorMapping
{
    public const int IdentifierLength = 100;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Indicator>(indicator =>
        {
            indicator.ToTable("indicators");
            indicator.HasKey(i => i.Identifier);
            indicator.Property(i => i.Identifier).HasMaxLength(IdentifierLength).HasOrdinalOrder();
            indicator.Property(i => i.Name).HasJson();
            indicator.Property(i => i.Definition).HasJson();
            indicator.Property(i => i.Unit).HasMaxLength(20);
            indicator.Property(i => i.Direction).HasCode();
            indicator.Property(i => i.Kind).HasCode();
            indicator.Property(i => i.PeriodType).HasCode();
            indicator.Property(i => i.Span).HasCode();
            indicator.Property(i => i.Source).HasJson();
            indicator.HasData(Indicator.Shipped);
        });

        model.Entity<PromiseIndicator>(choice =>
        {
            choice.ToTable("promise_indicators");
            choice.Property(c => c.Commitment).HasMaxLength(20);
            choice.Property(c => c.IndicatorId).HasMaxLength(IdentifierLength);
            choice.Property(c => c.Sector).HasCode();
            choice.Property(c => c.Scope).HasCode();
            // Of two at once, one is refused.
            choice
                .HasIndex(c => new
                {
                    c.DealId,
                    c.Commitment,
                    c.Version,
                })
                .IsUnique();
            // The list behind a total, deal by deal.
            choice.HasIndex(c => new
            {
                c.IndicatorId,
                c.DealId,
                c.Commitment,
            });
            choice.HasOne(c => c.Deal).WithMany().HasForeignKey(c => c.DealId);
            choice
                .HasOne(c => c.Indicator)
                .WithMany()
                .HasForeignKey(c => c.IndicatorId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
