using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

internal static class OfferMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Offer>(offer =>
        {
            offer.ToTable("offers");
            offer
                .Property(o => o.Identifier!)
                .HasMaxLength(NetworkMapping.IdentifierLength)
                .HasOrdinalOrder()
                .IsRequired(false);
            offer.HasIndex(o => o.Identifier).IsUnique();
            offer.Property(o => o.Kind).HasCode();
            offer.Property(o => o.Subject).HasCode();
            offer.Property(o => o.Title).HasJson();
            offer.Property(o => o.Text).HasJson();
            offer.Property(o => o.Quantity).HasJson();
            offer.Property(o => o.Area).HasMaxLength(NetworkMapping.IdentifierLength);
            offer.Property(o => o.SeenBy).HasCode();
            offer.Property(o => o.State).HasCode();
            offer.Property(o => o.Outcome).HasCode();
            offer.Property(o => o.Turn).IsConcurrencyToken();
            offer.Ignore(o => o.Language);
            // The list, and what may match.
            offer.HasIndex(o => new
            {
                o.State,
                o.PublishedAt,
                o.Id,
            });
            offer.HasIndex(o => new
            {
                o.State,
                o.Subject,
                o.Kind,
                o.Until,
            });
            offer.HasIndex(o => o.CityId);
            offer.HasIndex(o => o.OrganisationId);
            offer.HasIndex(o => o.ConsentById).HasFilter("consent_by_id IS NOT NULL");
            offer.HasOne(o => o.City).WithMany().HasForeignKey(o => o.CityId).OnDelete(DeleteBehavior.Cascade);
            offer
                .HasOne(o => o.Organisation)
                .WithMany()
                .HasForeignKey(o => o.OrganisationId)
                .OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Introduction>(introduction =>
        {
            introduction.ToTable("introductions");
            introduction.Property(i => i.Asker).HasMaxLength(OfferSide.CodeLength);
            introduction.Property(i => i.Why).HasJson();
            introduction.Property(i => i.State).HasCode();
            introduction.Property(i => i.Reason).HasJson();
            introduction.Property(i => i.Turn).IsConcurrencyToken();
            introduction.HasIndex(i => new { i.OfferId, i.Asker }).IsUnique();
            introduction.HasIndex(i => new { i.CityId, i.State });
            introduction.HasIndex(i => i.OrganisationId);
            introduction.HasIndex(i => i.OwnOfferId).HasFilter("own_offer_id IS NOT NULL");
            introduction.HasIndex(i => i.AskedById).HasFilter("asked_by_id IS NOT NULL");
            introduction.HasIndex(i => i.AnsweredById).HasFilter("answered_by_id IS NOT NULL");
            introduction.HasOne(i => i.Offer).WithMany().HasForeignKey(i => i.OfferId).OnDelete(DeleteBehavior.Cascade);
            introduction
                .HasOne(i => i.OwnOffer)
                .WithMany()
                .HasForeignKey(i => i.OwnOfferId)
                .OnDelete(DeleteBehavior.SetNull);
            introduction.HasOne(i => i.City).WithMany().HasForeignKey(i => i.CityId).OnDelete(DeleteBehavior.Cascade);
            introduction
                .HasOne(i => i.Organisation)
                .WithMany()
                .HasForeignKey(i => i.OrganisationId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
