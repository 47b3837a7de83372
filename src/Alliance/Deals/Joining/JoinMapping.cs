using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

internal static class JoinMapping
{
    public static void Map(ModelBuilder model)
    {
        var request = model.Entity<JoinRequest>().ToTable("join_requests");
        request.Property(r => r.Submission).HasMaxLength(60);
        request.HasIndex(r => new { r.Submission, r.Row }).IsUnique();
        request.Property(r => r.Kind).HasCode();
        request.Property(r => r.Name).HasMaxLength(JoinRequest.NameLength);
        request.Property(r => r.OrganisationKind).HasCode();
        request.Property(r => r.Promise).HasJson();
        request.Property(r => r.ContactName).HasMaxLength(120);
        request.Property(r => r.ContactEmail).HasMaxLength(OutgoingMail.AddressLength);
        request.Property(r => r.ContactLanguage).HasMaxLength(10);
        request.Property(r => r.TokenHash).HasMaxLength(64);
        request.HasIndex(r => r.TokenHash).IsUnique();
        // Confirmed, answered, taken back: of two at once, one finds that it is not what it was.
        request.Property(r => r.State).HasCode().IsConcurrencyToken();
        request.HasIndex(r => new { r.DealId, r.State });
        request.HasIndex(r => r.KeepUntil);
        request.HasOne(r => r.Deal).WithMany().HasForeignKey(r => r.DealId);
        request.HasOne(r => r.By).WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
