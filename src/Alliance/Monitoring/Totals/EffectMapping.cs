using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

internal static class EffectMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Effect>(effect =>
        {
            effect.ToTable(
                "effects",
                // The last word, whatever the program believes.
                t => t.HasCheckConstraint("ck_effects_claimed", "claimed >= 0 AND claimed <= 1000000")
            );
            effect.Property(e => e.Action).HasMaxLength(Effect.ActionLength);
            effect.Property(e => e.Sector).HasCode();
            effect.Property(e => e.Scope).HasCode();
            effect.Property(e => e.Gas).HasCode();
            effect
                .HasIndex(e => new
                {
                    e.TerritoryId,
                    e.Action,
                    e.Sector,
                    e.Scope,
                    e.Gas,
                    e.Year,
                })
                .IsUnique();
            effect.HasOne(e => e.Territory).WithMany().HasForeignKey(e => e.TerritoryId);
        });

        model.Entity<Claim>(claim =>
        {
            claim.ToTable(
                "claims",
                t =>
                {
                    t.HasCheckConstraint("ck_claims_share", "share >= 0 AND share <= 1000000");
                    t.HasCheckConstraint("ck_claims_whole", "effect_id IS NOT NULL OR share = 1000000");
                }
            );
            claim.Property(c => c.Commitment).HasMaxLength(20);
            // Of two at once, one is refused.
            claim
                .HasIndex(c => new
                {
                    c.DealId,
                    c.Commitment,
                    c.Year,
                    c.Version,
                })
                .IsUnique();
            claim.HasOne(c => c.Deal).WithMany().HasForeignKey(c => c.DealId);
            claim.HasOne(c => c.Effect).WithMany().HasForeignKey(c => c.EffectId);
        });

        model.Entity<OverlapAnswer>(answer =>
        {
            answer.ToTable("overlap_answers");
            answer.Property(a => a.FirstCommitment).HasMaxLength(20);
            answer.Property(a => a.SecondCommitment).HasMaxLength(20);
            answer.Property(a => a.Reason).HasMaxLength(OverlapAnswer.ReasonLength);
            answer
                .HasIndex(a => new
                {
                    a.FirstDealId,
                    a.FirstCommitment,
                    a.SecondDealId,
                    a.SecondCommitment,
                })
                .IsUnique();
            answer.HasOne(a => a.FirstDeal).WithMany().HasForeignKey(a => a.FirstDealId);
            answer.HasOne(a => a.SecondDeal).WithMany().HasForeignKey(a => a.SecondDealId);
        });
    }
}
