using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Existing;

/// <summary>The tables about deals that were signed elsewhere.</summary>
internal static class ExistingMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Confirmation>(confirmation =>
        {
            confirmation.ToTable("confirmations");
            confirmation.Property(c => c.Party).HasMaxLength(20);
            confirmation.Property(c => c.Submission).HasMaxLength(60);
            confirmation.HasIndex(c => c.Submission).IsUnique();
            confirmation.Property(c => c.Email).HasMaxLength(OutgoingMail.AddressLength);
            confirmation.Property(c => c.Language).HasMaxLength(10);
            confirmation.Property(c => c.TokenHash).HasMaxLength(LinkToken.HashLength);
            confirmation.HasIndex(c => c.TokenHash).IsUnique();
            // Of two answers at once, one finds that there is one already.
            confirmation.Property(c => c.Answer).HasCode().IsConcurrencyToken();
            confirmation.Property(c => c.Hash).HasMaxLength(LinkToken.HashLength);
            confirmation.HasIndex(c => c.KeepUntil);
            confirmation.HasOne(c => c.Deal).WithMany().HasForeignKey(c => c.DealId);
        });
        model.Entity<DealScan>(scan =>
        {
            scan.ToTable("deal_scans");
            scan.Property(s => s.Name).HasMaxLength(Attachment.NameLength);
            scan.Property(s => s.MediaType).HasMaxLength(60);
            scan.Property(s => s.Hash).HasMaxLength(LinkToken.HashLength);
            scan.HasIndex(s => new { s.DealId, s.Hash }).IsUnique();
            scan.HasOne(s => s.Deal).WithMany().HasForeignKey(s => s.DealId);
        });
    }
}
