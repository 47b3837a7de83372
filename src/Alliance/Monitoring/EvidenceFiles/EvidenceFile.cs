using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.EvidenceFiles;

/// <summary>
/// A file that shows where a number comes from: public, as the number is. Its address is made of its content, so that whoever
/// has the address can tell whether the file is still the same.
/// </summary>
public sealed class EvidenceFile
{
    /// <summary>How many files one promise may have.</summary>
    public const int Most = 20;

    public long Id { get; private set; }
    public Deal? Deal { get; set; }
    public required long DealId { get; init; }

    /// <summary>The promise's key in the deal (<c>c1</c>).</summary>
    public required string Commitment { get; init; }

    /// <inheritdoc cref="Attachment.Name"/>
    public required string Name { get; init; }

    /// <summary>Found out from the content, never believed from the browser.</summary>
    public required string MediaType { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 in lower-case hex; the same file comes to a promise once.</summary>
    public required string Hash { get; init; }
    public required DateTime At { get; init; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<EvidenceFile>(file =>
        {
            file.ToTable("evidence_files");
            file.Property(f => f.Commitment).HasMaxLength(20);
            file.Property(f => f.Name).HasMaxLength(Attachment.NameLength);
            file.Property(f => f.MediaType).HasMaxLength(100);
            file.Property(f => f.Hash).HasMaxLength(LinkToken.HashLength);
            file.HasIndex(f => new
                {
                    f.DealId,
                    f.Commitment,
                    f.Hash,
                })
                .IsUnique();
            file.HasIndex(f => f.Hash);
            file.HasOne(f => f.Deal).WithMany().HasForeignKey(f => f.DealId);
        });
}
