using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

internal static class IdentityMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Property(a => a.UserName).HasMaxLength(OutgoingMail.AddressLength);
            account.Property(a => a.NormalizedUserName).HasMaxLength(OutgoingMail.AddressLength);
            account.Property(a => a.Email).HasMaxLength(OutgoingMail.AddressLength);
            account.Property(a => a.NormalizedEmail).HasMaxLength(OutgoingMail.AddressLength);
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasIndex(a => a.NormalizedEmail).IsUnique();
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            account.Property(a => a.Name).HasMaxLength(Account.NameLength);
            account.Property(a => a.Language).HasMaxLength(10);
            account
                .Property(a => a.LockoutEnd)
                .HasConversion(
                    end => end == null ? (DateTime?)null : end.Value.UtcDateTime,
                    end => end == null ? null : new DateTimeOffset(DateTime.SpecifyKind(end.Value, DateTimeKind.Utc))
                );
            account.Ignore(a => a.PhoneNumber);
            account.Ignore(a => a.PhoneNumberConfirmed);
        });
        model.Entity<IdentityUserPasskey<long>>(passkey =>
        {
            passkey.ToTable("account_passkeys");
            passkey.HasKey(p => p.CredentialId);
            // The longest there is (WebAuthn Level 3, 4: credential ID).
            passkey.Property(p => p.CredentialId).HasMaxLength(1023);
            passkey.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId);
            passkey.OwnsOne(p => p.Data).ToJson();
        });
        model.Entity<SignInLink>(link =>
        {
            link.ToTable("sign_in_links");
            link.Property(l => l.Hash).HasMaxLength(LinkToken.HashLength);
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
        });
        model.Entity<Membership>(membership =>
        {
            membership.ToTable("memberships");
            membership.Property(m => m.Role).HasCode();
            membership.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
            membership.HasOne(m => m.City).WithMany().HasForeignKey(m => m.CityId);
            membership.HasOne(m => m.Organisation).WithMany().HasForeignKey(m => m.OrganisationId);
            // One of each kind; a null is a value of its own here, hence three indexes.
            membership
                .HasIndex(m => new { m.AccountId, m.Role })
                .IsUnique()
                .HasFilter("city_id IS NULL AND organisation_id IS NULL")
                .HasDatabaseName("ix_memberships_network");
            membership
                .HasIndex(m => new
                {
                    m.AccountId,
                    m.Role,
                    m.CityId,
                })
                .IsUnique()
                .HasFilter("city_id IS NOT NULL")
                .HasDatabaseName("ix_memberships_city");
            membership
                .HasIndex(m => new
                {
                    m.AccountId,
                    m.Role,
                    m.OrganisationId,
                })
                .IsUnique()
                .HasFilter("organisation_id IS NOT NULL")
                .HasDatabaseName("ix_memberships_organisation");
        });
        model.Entity<MembershipRequest>(request =>
        {
            request.ToTable("membership_requests");
            request.Property(r => r.Role).HasCode();
            request.Property(r => r.Name).HasMaxLength(MembershipRequest.NameLength);
            request.Property(r => r.Email).HasMaxLength(OutgoingMail.AddressLength).HasOrdinalOrder();
            request.Property(r => r.Language).HasMaxLength(10);
            request.Property(r => r.Note).HasMaxLength(MembershipRequest.NoteLength);
            request.Property(r => r.ConfirmationHash).HasMaxLength(LinkToken.HashLength);
            request.Ignore(r => r.Speaks);
            request.HasIndex(r => r.ConfirmationHash).IsUnique();
            request.HasIndex(r => new { r.OrganisationId, r.Email }).IsUnique();
            request.HasIndex(r => r.ExpiresAt);
            request.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
            request.HasOne(r => r.Organisation).WithMany().HasForeignKey(r => r.OrganisationId);
        });
        model.Entity<RightsChange>(change =>
        {
            change.ToTable("rights_changes");
            change.Property(c => c.Role).HasCode();
            change.HasOne<Account>().WithMany().HasForeignKey(c => c.ByAccountId).OnDelete(DeleteBehavior.SetNull);
            change.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.SetNull);
        });
    }
}
