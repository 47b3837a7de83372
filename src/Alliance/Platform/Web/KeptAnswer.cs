using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Alliance.Platform.Web;

/// <summary>What a writing request was answered, kept for a day under the key that its sender gave it.</summary>
public sealed class KeptAnswer
{
    internal static readonly TimeSpan Lasts = TimeSpan.FromHours(24);
    private const int HashLength = 64;

    public long Id { get; private set; }

    /// <summary>By which token it was sent: a key is its sender's own.</summary>
    public required long TokenId { get; init; }

    /// <summary>What stood in <c>Idempotency-Key</c>.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the body, in lower-case hex.</summary>
    public required string Asked { get; init; }

    /// <summary>The address of what was made.</summary>
    public required string Location { get; init; }
    public required string Body { get; init; }
    public required DateTime At { get; init; }

    internal static void Map(EntityTypeBuilder<KeptAnswer> answer)
    {
        answer.ToTable("kept_answers");
        answer.Property(a => a.Key).HasMaxLength(IdempotencyKey.Longest);
        answer.Property(a => a.Asked).HasMaxLength(HashLength);
        // Two at once with the same key cannot both be stored.
        answer.HasIndex(a => new { a.TokenId, a.Key }).IsUnique();
        answer.HasIndex(a => a.At);
    }
}
