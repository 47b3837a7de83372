using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

internal static class BoardMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<IdeaBoard>(board =>
        {
            board.ToTable("idea_boards");
            board.Property(b => b.Key).HasMaxLength(IdeaBoard.KeyLength);
            board.HasIndex(b => b.Key).IsUnique();
            board.Property(b => b.Title).HasMaxLength(IdeaBoard.TitleLength);
            board.Property(b => b.Language).HasMaxLength(2);
            board.Property(b => b.HostLink).HasMaxLength(LinkToken.HashLength);
            board.Property(b => b.LeadLink).HasMaxLength(LinkToken.HashLength);
            board.HasOne(b => b.City).WithMany().HasForeignKey(b => b.CityId).OnDelete(DeleteBehavior.Restrict);
            // The board outlives the sprint's record, which comes and goes with imports.
            board.HasOne(b => b.Sprint).WithMany().HasForeignKey(b => b.SprintId).OnDelete(DeleteBehavior.SetNull);
        });
        model.Entity<BoardParticipant>(participant =>
        {
            participant.ToTable("board_participants");
            participant.Property(p => p.TokenHash).HasMaxLength(LinkToken.HashLength);
            participant.Property(p => p.Name).HasMaxLength(BoardParticipant.NameLength);
            participant.Property(p => p.Link).HasMaxLength(LinkToken.HashLength);
            participant.HasIndex(p => new { p.BoardId, p.TokenHash }).IsUnique();
            participant.HasOne<IdeaBoard>().WithMany().HasForeignKey(p => p.BoardId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<BoardOperation>(operation =>
        {
            operation.ToTable("board_operations");
            operation.Property(o => o.Client).HasMaxLength(BoardOperation.ClientLength);
            operation.HasIndex(o => new { o.BoardId, o.Number }).IsUnique();
            operation
                .HasIndex(o => new
                {
                    o.BoardId,
                    o.ParticipantId,
                    o.Client,
                })
                .IsUnique();
            operation.HasOne<IdeaBoard>().WithMany().HasForeignKey(o => o.BoardId).OnDelete(DeleteBehavior.Cascade);
            operation
                .HasOne<BoardParticipant>()
                .WithMany()
                .HasForeignKey(o => o.ParticipantId)
                .OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<BoardPhoto>(photo =>
        {
            photo.ToTable("board_photos");
            photo.Property(p => p.Name).HasMaxLength(120);
            photo.Property(p => p.MediaType).HasMaxLength(40);
            photo.Property(p => p.Hash).HasMaxLength(64);
            photo.HasIndex(p => new { p.BoardId, p.Hash }).IsUnique();
            photo.HasOne<IdeaBoard>().WithMany().HasForeignKey(p => p.BoardId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
