using Alliance.Deals.Drafting;

namespace Alliance.Knowledge.Exchange;

/// <summary>A file that a space shares: minutes, a plan, a table.</summary>
public sealed class SpaceDocument
{
    public const int Most = 500;
    public const int TitleLength = 200;
    public const int NoteLength = 500;

    public long Id { get; private set; }
    public required long SpaceId { get; init; }
    public Space? Space { get; init; }
    public required string Title { get; init; }

    /// <summary>The document's own date.</summary>
    public required DateOnly On { get; init; }

    /// <inheritdoc cref="Attachment.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Attachment.MediaType"/>
    public required string MediaType { get; init; }

    /// <summary>Empty once it was removed.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Null once the account is gone.</summary>
    public long? AuthorId { get; init; }

    /// <summary>UTC, whole seconds; as all that follow.</summary>
    public required DateTime At { get; init; }
    public DateTime? RemovedAt { get; set; }

    /// <summary>Why; it stands in the list in the file's place.</summary>
    public string? RemovedNote { get; set; }

    /// <summary>Changes with the removal, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
}
