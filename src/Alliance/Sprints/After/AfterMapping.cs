using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

internal static class AfterMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<FollowUp>(followUp =>
        {
            followUp.ToTable("follow_ups");
            followUp.HasIndex(f => new { f.SprintId, f.Number }).IsUnique();
            followUp.Ignore(f => f.Key);
            // Only what is open is reminded of.
            followUp.HasIndex(f => f.Due).HasFilter("state = 'open'").HasDatabaseName("ix_follow_ups_due");
            followUp.Property(f => f.Text).HasMaxLength(FollowUp.TextLength);
            followUp.Property(f => f.Owner).HasMaxLength(FollowUp.OwnerLength);
            followUp.Property(f => f.State).HasCode();
            followUp.Property(f => f.Reason).HasMaxLength(FollowUp.TextLength);
            followUp.Property(f => f.Email).HasMaxLength(OutgoingMail.AddressLength);
            followUp.Property(f => f.Language).HasMaxLength(10);
            followUp.Property(f => f.Origin).HasMaxLength(FollowUp.OriginLength);
            // Taken over once, however often and by however many at the same moment.
            followUp.HasIndex(f => f.Origin).IsUnique();
            followUp.Property(f => f.Idea).HasMaxLength(FollowUp.TextLength);
            followUp.Property(f => f.Verdict).HasCode();
            followUp.Property(f => f.Turn).IsConcurrencyToken();
            followUp.HasOne(f => f.Sprint).WithMany().HasForeignKey(f => f.SprintId);
        });

        model.Entity<Minutes>(minutes =>
        {
            minutes.ToTable("sprint_minutes");
            minutes.HasIndex(m => new { m.SprintId, m.Number }).IsUnique();
            minutes.Property(m => m.Language).HasMaxLength(10);
            minutes.Property(m => m.Turn).IsConcurrencyToken();
            minutes.HasOne(m => m.Sprint).WithMany().HasForeignKey(m => m.SprintId);
        });

        model.Entity<SprintFeedback>(feedback =>
        {
            feedback.ToTable("sprint_feedback");
            feedback.HasIndex(f => f.SprintId);
            feedback.Property(f => f.Takes).HasMaxLength(SprintFeedback.TextLength);
            feedback.Property(f => f.Better).HasMaxLength(SprintFeedback.TextLength);
            feedback.HasOne(f => f.Sprint).WithMany().HasForeignKey(f => f.SprintId);
        });
    }
}
