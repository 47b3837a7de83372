using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

internal static class HealthMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<HealthOverride>(set =>
        {
            set.ToTable("health_overrides");
            set.Property(o => o.Commitment).HasMaxLength(20);
            set.Property(o => o.State).HasCode();
            set.Property(o => o.Reason).HasMaxLength(HealthOverride.ReasonLength);
            set.Property(o => o.Language).HasMaxLength(10);
            // One holds; of two people at once, one is told that somebody was faster.
            set.HasIndex(o => new { o.DealId, o.Commitment }).IsUnique().HasFilter("ended_at IS NULL");
            // Asked for by who looks at the own data, or deletes the account.
            set.HasIndex(o => o.AccountId).HasFilter("account_id IS NOT NULL");
            set.HasOne(o => o.Deal).WithMany().HasForeignKey(o => o.DealId);
        });
}
