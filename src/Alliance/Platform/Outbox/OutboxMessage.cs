using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Outbox;

/// <summary>
/// Something that happened, stored by the same <c>SaveChanges</c> as the change itself, so that cache eviction, mails
/// and the log can never miss it. Rows are leased unprocessed, never read by "id greater than the last": sequences are
/// not commit order.
/// </summary>
public sealed class OutboxMessage
{
    public long Id { get; private set; }

    /// <summary>The event's stable name, e.g. <c>package-imported</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the handlers need, as JSON.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>Cache tags to evict, separated by blanks; <c>*</c> evicts everything.</summary>
    public string Tags { get; init; } = "";

    public required DateTime OccurredAt { get; init; }
    public DateTime? LeasedUntil { get; set; }
    public DateTime? ProcessedAt { get; set; }
    public int Attempts { get; set; }

    internal static void Map(ModelBuilder model)
    {
        var message = model.Entity<OutboxMessage>().ToTable("outbox");
        message.Property(m => m.Kind).HasMaxLength(80);
        // Only what waits is looked for; the index holds nothing else.
        message.HasIndex(m => m.Id).HasFilter("processed_at IS NULL").HasDatabaseName("ix_outbox_waiting");
    }
}
