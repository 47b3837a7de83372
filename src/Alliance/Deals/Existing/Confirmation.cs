namespace Alliance.Deals.Existing;

/// <summary>
/// Somebody was asked by mail whether a record is right that was taken from public sources: for the city, or for one of the
/// deal's parties. The link in the mail is the key; no account is needed. The person is forgotten at <see cref="KeepUntil"/>;
/// that the organisation has answered stays.
/// </summary>
public sealed class Confirmation
{
    /// <summary>How long a link waits for its answer.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(60);

    /// <summary>How long an answer can be asked about.</summary>
    internal static readonly TimeSpan AfterAnswer = TimeSpan.FromDays(90);

    public const int RemarkLength = 4_000;

    public long Id { get; private set; }
    public Deal? Deal { get; set; }
    public required long DealId { get; init; }

    /// <summary>The key of the party that is asked; null is the city itself.</summary>
    public string? Party { get; init; }

    /// <summary>What the form was sent with; sent twice, it is one mail.</summary>
    public required string Submission { get; init; }
    public string? Email { get; set; }

    /// <summary>Of the person who is asked, ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>SHA-256 of the token in the mail, lower-case hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Who asked; told of the answer.</summary>
    public required long AskedByAccountId { get; init; }
    public required DateTime AskedAt { get; init; }

    /// <summary>Null while nobody has answered.</summary>
    public ConfirmationAnswer? Answer { get; set; }
    public DateTime? AnsweredAt { get; set; }

    /// <summary>What was looked at (<see cref="Confirming.HashOf"/>); an answer speaks of nothing else.</summary>
    public string? Hash { get; set; }

    /// <summary>What is wrong, in the words of who was asked; forgotten with the person.</summary>
    public string? Remark { get; set; }

    /// <summary>The moment (UTC) from which the person is forgotten; null when that is done.</summary>
    public DateTime? KeepUntil { get; set; }
}

/// <summary>What somebody says of a record.</summary>
public enum ConfirmationAnswer
{
    /// <summary>It is right as it stands.</summary>
    Right,

    /// <summary>Something in it is wrong, or the organisation has no part in it.</summary>
    Wrong,
}
