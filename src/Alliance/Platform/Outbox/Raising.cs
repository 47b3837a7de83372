using System.Text.Json;
using Alliance.Platform.Data;

namespace Alliance.Platform.Outbox;

/// <summary>How an act says that something happened.</summary>
public static class Raising
{
    /// <summary>
    /// Stores an event with the change itself: the caller's <c>SaveChanges</c> keeps both or neither.
    /// </summary>
    /// <param name="db">The context of the change.</param>
    /// <param name="kind">The event's stable name, e.g. <c>package-imported</c>.</param>
    /// <param name="payload">What the handlers need; identifiers rather than content.</param>
    /// <param name="tags">The cached pages that are no longer true, e.g. <c>deal:ma-11</c>, <c>deals</c>; <c>*</c> is all.</param>
    /// <param name="now">The time of the event.</param>
    public static void Raise(this AppDb db, string kind, object? payload, IEnumerable<string> tags, DateTimeOffset now)
    {
        var distinct = tags.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Find(t => t.Length == 0 || t.Any(char.IsWhiteSpace)) is { } bad)
            throw new ArgumentException($"A tag is one word, not \"{bad}\".", nameof(tags));
        db.Outbox.Add(
            new OutboxMessage
            {
                Kind = kind,
                Payload = payload is null ? "{}" : JsonSerializer.Serialize(payload, JsonColumn.Options),
                Tags = string.Join(' ', distinct),
                OccurredAt = now.UtcDateTime,
            }
        );
    }
}
