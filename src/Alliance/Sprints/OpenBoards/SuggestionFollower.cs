namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// An address that wants to be told what becomes of a suggestion: nothing is sent there before it was confirmed by the link in a mail, and it goes with
/// the last use it has.
/// </summary>
public sealed class SuggestionFollower
{
    /// <summary>An address that nobody confirms is forgotten after that.</summary>
    public static readonly TimeSpan ToConfirm = TimeSpan.FromDays(7);

    public long Id { get; private set; }
    public required long SuggestionId { get; init; }
    public Suggestion? Suggestion { get; init; }

    /// <summary>In small letters.</summary>
    public required string Email { get; init; }
    public required string Language { get; set; }

    /// <summary>Typed by whoever sent the suggestion: is told as well why it is not shown.</summary>
    public bool IsAuthor { get; set; }

    /// <summary>When it was asked first: the days to confirm it run from then, however often it is asked again.</summary>
    public required DateTime AskedAt { get; init; }
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>What came to stand on the page until then is known.</summary>
    public DateTime? ToldAt { get; set; }

    /// <summary>When the newest mail with news went there.</summary>
    public DateTime? MailedAt { get; set; }
    public List<FollowerLink> Links { get; } = [];
}

/// <summary>A link that was mailed, to confirm and to stop; all of them hold.</summary>
public sealed class FollowerLink
{
    public long Id { get; private set; }
    public long FollowerId { get; private set; }

    /// <summary>Of the token (<see cref="Platform.Mail.LinkToken"/>).</summary>
    public required string Hash { get; init; }
}
