using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

internal static class CityRequestMapping
{
    public static void Map(ModelBuilder model) =>
        model.Entity<CityRequest>(request =>
        {
            request.ToTable("city_requests");
            request.Property(r => r.Identifier).HasMaxLength(NetworkMapping.IdentifierLength);
            request.Property(r => r.Name).HasMaxLength(CityRequest.NameLength);
            request.Property(r => r.Country).HasMaxLength(2);
            request.Property(r => r.Website).HasMaxLength(CityRequest.WebsiteLength);
            request.Property(r => r.Languages).HasJson();
            request.Property(r => r.Kind).HasCode();
            request.Property(r => r.Origin).HasMaxLength(NetworkMapping.IdentifierLength);
            request.Property(r => r.Partner).HasMaxLength(CityRequest.NameLength);
            request.Property(r => r.PersonName).HasMaxLength(CityRequest.NameLength);
            request.Property(r => r.Email).HasMaxLength(OutgoingMail.AddressLength);
            request.Property(r => r.Position).HasMaxLength(CityRequest.NameLength);
            request.Property(r => r.Note).HasMaxLength(CityRequest.NoteLength);
            request.Property(r => r.Language).HasMaxLength(10);
            request.Property(r => r.TokenHash).HasMaxLength(LinkToken.HashLength);
            request.Property(r => r.State).HasCode();
            request.Property(r => r.Reason).HasMaxLength(CityRequest.ReasonLength);
            request.Ignore(r => r.Speaks);
            request.HasIndex(r => r.TokenHash).IsUnique();
            request.HasIndex(r => r.KeepUntil);
            request.HasIndex(r => r.Email);
            request
                .HasOne<Account>()
                .WithMany()
                .HasForeignKey(r => r.DecidedByAccountId)
                .OnDelete(DeleteBehavior.SetNull);
            request.HasOne<City>().WithMany().HasForeignKey(r => r.CityId).OnDelete(DeleteBehavior.SetNull);
        });
}
