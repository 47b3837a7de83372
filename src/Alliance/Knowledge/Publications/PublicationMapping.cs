using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

internal static class PublicationMapping
{
    public const int IdentifierLength = 100;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Publication>(publication =>
        {
            publication.ToTable("publications");
            publication.Property(p => p.Identifier).HasMaxLength(IdentifierLength);
            publication.HasIndex(p => p.Identifier).IsUnique();
            publication.Property(p => p.Kind).HasCode();
            publication.Property(p => p.Title).HasJson();
            publication.Property(p => p.Introduction).HasJson();
            publication.Property(p => p.Chapters).HasJson();
            publication.Property(p => p.Turn).IsConcurrencyToken();
            publication.Ignore(p => p.Language);
        });
        model.Entity<Edition>(edition =>
        {
            edition.ToTable("publication_editions");
            edition.Property(e => e.Hash).HasMaxLength(64);
            edition.Property(e => e.Title).HasJson();
            edition.Property(e => e.Reason).HasJson();
            edition.HasIndex(e => new { e.PublicationId, e.Number }).IsUnique();
            edition.HasIndex(e => e.AccountId);
            edition.HasOne(e => e.Publication).WithMany(p => p.Editions).HasForeignKey(e => e.PublicationId);
        });
    }
}
