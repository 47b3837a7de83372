using Alliance.Deals.Drafting;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Loading;

/// <summary>
/// A spreadsheet that somebody has sent and not stored yet: what is looked at is what will be stored. It goes when it is
/// stored, and a day later when the next one is sent.
/// </summary>
public sealed class KeptTable
{
    internal static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    public long Id { get; private set; }

    /// <summary>What the form was sent with; the files of one sending share it.</summary>
    public required string Submission { get; init; }

    /// <summary>Its place among the files of this sending.</summary>
    public required int Order { get; init; }

    /// <summary>Who sent it; nobody else may look at it or store it.</summary>
    public required long AccountId { get; init; }
    public required string Name { get; init; }
    public required byte[] Content { get; init; }
    public required DateTime At { get; init; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<KeptTable>(table =>
        {
            table.ToTable("kept_tables");
            table.Property(t => t.Submission).HasMaxLength(60);
            table.HasIndex(t => new { t.Submission, t.Order }).IsUnique();
            table.Property(t => t.Name).HasMaxLength(Attachment.NameLength);
            table.HasIndex(t => t.At);
        });
}
