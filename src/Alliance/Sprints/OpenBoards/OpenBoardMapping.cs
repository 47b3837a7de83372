using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

internal static class OpenBoardMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<OpenBoard>(board =>
        {
            board.ToTable("open_boards");
            board.Property(b => b.Identifier).HasMaxLength(OpenBoard.IdentifierLength).HasOrdinalOrder();
            board.HasIndex(b => b.Identifier).IsUnique();
            board.Property(b => b.Title).HasJson();
            board.Property(b => b.Question).HasJson();
            board.Property(b => b.Text).HasJson();
            board.Property(b => b.Office).HasJson();
            board.Property(b => b.Rules).HasJson();
            board.Property(b => b.TimeZone).HasMaxLength(OpenBoard.IdentifierLength);
            board.Property(b => b.Sprint).HasMaxLength(OpenBoard.IdentifierLength);
            board.HasIndex(b => b.Sprint);
            board.Property(b => b.Turn).IsConcurrencyToken();
            board.HasOne(b => b.City).WithMany().HasForeignKey(b => b.CityId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Suggestion>(suggestion =>
        {
            suggestion.ToTable("suggestions");
            suggestion.Property(s => s.Title).HasMaxLength(Suggestion.TitleLength);
            suggestion.Property(s => s.Text).HasMaxLength(Suggestion.TextLength);
            suggestion.Property(s => s.Language).HasMaxLength(10);
            suggestion.Property(s => s.From).HasColumnName("from_words").HasMaxLength(Suggestion.FromLength);
            suggestion.Property(s => s.State).HasCode();
            suggestion.Property(s => s.Reason).HasCode();
            suggestion.Property(s => s.ReasonText).HasMaxLength(Suggestion.ReasonLength);
            suggestion.Property(s => s.TokenHash).HasMaxLength(LinkToken.HashLength);
            suggestion.Property(s => s.Browser).HasMaxLength(LinkToken.HashLength);
            suggestion.Property(s => s.Answer).HasMaxLength(Suggestion.AnswerLength);
            suggestion.Property(s => s.AnswerLanguage).HasMaxLength(10);
            suggestion.Property(s => s.Turn).IsConcurrencyToken();
            suggestion.HasIndex(s => new { s.BoardId, s.Number }).IsUnique();
            suggestion.HasIndex(s => s.TokenHash).IsUnique();
            suggestion.HasIndex(s => s.Browser);
            // Each order of the list, and the counts, by an index alone: a board may have ten thousand.
            suggestion.HasIndex(s => new
            {
                s.BoardId,
                s.State,
                s.Number,
            });
            suggestion.HasIndex(s => new
            {
                s.BoardId,
                s.State,
                s.Mix,
                s.Number,
            });
            suggestion.HasIndex(s => new
            {
                s.BoardId,
                s.State,
                s.Supports,
                s.Number,
            });
            suggestion.HasIndex(s => new
            {
                s.BoardId,
                s.State,
                s.Reason,
            });
            suggestion.HasIndex(s => s.NewsAt).HasFilter("news_at IS NOT NULL").HasDatabaseName("ix_suggestions_news");
            suggestion.HasOne(s => s.Board).WithMany().HasForeignKey(s => s.BoardId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<SuggestionSupport>(support =>
        {
            support.ToTable("suggestion_supports");
            support.Property(s => s.Browser).HasMaxLength(LinkToken.HashLength);
            support.HasIndex(s => new { s.SuggestionId, s.Browser }).IsUnique();
            support.HasOne<Suggestion>().WithMany().HasForeignKey(s => s.SuggestionId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<SuggestionFollower>(follower =>
        {
            follower.ToTable("suggestion_followers");
            follower.Property(f => f.Email).HasMaxLength(OutgoingMail.AddressLength);
            follower.Property(f => f.Language).HasMaxLength(10);
            follower.HasIndex(f => new { f.SuggestionId, f.Email }).IsUnique();
            follower.HasIndex(f => f.Email);
            follower
                .HasOne(f => f.Suggestion)
                .WithMany()
                .HasForeignKey(f => f.SuggestionId)
                .OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<FollowerLink>(link =>
        {
            link.ToTable("suggestion_follower_links");
            link.Property(l => l.Hash).HasMaxLength(LinkToken.HashLength);
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasOne<SuggestionFollower>()
                .WithMany(f => f.Links)
                .HasForeignKey(l => l.FollowerId)
                .OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<ModerationEntry>(entry =>
        {
            entry.ToTable("open_board_log");
            entry.Property(e => e.Act).HasCode();
            entry.Property(e => e.Reason).HasCode();
            entry.HasIndex(e => e.BoardId);
            entry.HasIndex(e => e.AccountId);
            entry.HasOne<OpenBoard>().WithMany().HasForeignKey(e => e.BoardId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
