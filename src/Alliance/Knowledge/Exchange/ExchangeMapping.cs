using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

internal static class ExchangeMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Space>(space =>
        {
            space.ToTable("spaces");
            space.Property(s => s.Slug).HasMaxLength(NetworkMapping.IdentifierLength).HasOrdinalOrder();
            space.HasIndex(s => s.Slug).IsUnique();
            space.Property(s => s.Kind).HasCode();
            space.Property(s => s.Name).HasJson();
            space.Property(s => s.Purpose).HasJson();
            space.Property(s => s.Sprint).HasMaxLength(NetworkMapping.IdentifierLength);
            space.Property(s => s.Turn).IsConcurrencyToken();
            space.HasOne(s => s.City).WithMany().HasForeignKey(s => s.CityId).OnDelete(DeleteBehavior.SetNull);
        });
        model.Entity<SpaceMember>(member =>
        {
            member.ToTable("space_members");
            member.Property(m => m.Role).HasCode();
            member.Property(m => m.Rhythm).HasCode();
            member.HasIndex(m => new { m.SpaceId, m.AccountId }).IsUnique();
            member.HasIndex(m => m.AccountId);
            member
                .HasOne(m => m.Space)
                .WithMany(s => s.Members)
                .HasForeignKey(m => m.SpaceId)
                .OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<SpaceInvitation>(invitation =>
        {
            invitation.ToTable("space_invitations");
            invitation.Property(i => i.Email).HasMaxLength(SpaceInvitation.AddressLength);
            invitation.Property(i => i.Role).HasCode();
            invitation.HasIndex(i => new { i.SpaceId, i.Email }).IsUnique();
            invitation.HasIndex(i => i.Email);
            invitation.HasOne(i => i.Space).WithMany().HasForeignKey(i => i.SpaceId).OnDelete(DeleteBehavior.Cascade);
        });
        MapTopics(model);
        model.Entity<SpaceDocument>(document =>
        {
            document.ToTable("space_documents");
            document.Property(d => d.Title).HasMaxLength(SpaceDocument.TitleLength);
            document.Property(d => d.Name).HasMaxLength(Attachment.NameLength);
            document.Property(d => d.MediaType).HasMaxLength(100);
            document.Property(d => d.RemovedNote).HasMaxLength(SpaceDocument.NoteLength);
            document.Property(d => d.Turn).IsConcurrencyToken();
            document.HasIndex(d => new { d.SpaceId, d.At });
            document.HasIndex(d => d.AuthorId);
            document.HasOne(d => d.Space).WithMany().HasForeignKey(d => d.SpaceId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void MapTopics(ModelBuilder model)
    {
        model.Entity<Topic>(topic =>
        {
            topic.ToTable("space_topics");
            topic.Property(t => t.Kind).HasCode();
            topic.Property(t => t.Title).HasJson();
            topic.Property(t => t.Text).HasJson();
            topic.Property(t => t.Link).HasMaxLength(TopicLink.Length);
            topic.Property(t => t.Outcome).HasCode();
            topic.Property(t => t.OutcomeWords).HasJson();
            topic.Property(t => t.Turn).IsConcurrencyToken();
            topic.HasIndex(t => new { t.SpaceId, t.At });
            topic.HasIndex(t => t.AuthorId);
            topic.HasOne(t => t.Space).WithMany().HasForeignKey(t => t.SpaceId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Answer>(answer =>
        {
            answer.ToTable("space_answers");
            answer.Property(a => a.Text).HasJson();
            answer.Property(a => a.RemovedBecause).HasMaxLength(Answer.ReasonLength);
            answer.HasIndex(a => new { a.TopicId, a.At });
            answer.HasIndex(a => a.AuthorId);
            answer.HasOne(a => a.Topic).WithMany().HasForeignKey(a => a.TopicId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Position>(position =>
        {
            position.ToTable("space_positions");
            position.Property(p => p.Stand).HasCode();
            position.Property(p => p.Words).HasJson();
            position.HasIndex(p => new { p.TopicId, p.AccountId }).IsUnique();
            position.HasIndex(p => p.AccountId);
            position.HasOne(p => p.Topic).WithMany().HasForeignKey(p => p.TopicId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
