using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

internal static class FollowingMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Following>(following =>
        {
            following.ToTable("followings");
            following.Property(f => f.Email).HasMaxLength(OutgoingMail.AddressLength);
            following.Property(f => f.Kind).HasCode();
            following.Property(f => f.Key).HasMaxLength(Following.KeyLength);
            following.Property(f => f.Rhythm).HasCode();
            following.Property(f => f.Language).HasMaxLength(10);
            // Of two nodes that tell the same, one is refused.
            following.Property(f => f.ToldUntil).IsConcurrencyToken();
            following
                .HasIndex(f => new
                {
                    f.Email,
                    f.Kind,
                    f.Key,
                })
                .IsUnique();
            following.HasIndex(f => f.DueAt).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_followings_due");
            following.Ignore(f => f.What);
        });

        model.Entity<FollowingLink>(link =>
        {
            link.ToTable("following_links");
            link.Property(l => l.Hash).HasMaxLength(LinkToken.HashLength);
            link.Property(l => l.Asks).HasCode();
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasOne<Following>()
                .WithMany(f => f.Links)
                .HasForeignKey(l => l.FollowingId)
                .OnDelete(DeleteBehavior.Cascade);
        });
    }
}
