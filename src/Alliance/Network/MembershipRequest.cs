using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>
/// Somebody says: I act for this organisation. Whoever gives its roles answers. The row goes when the role was given, and at
/// the latest after <see cref="Lasts"/>: it holds a person's name and address.
/// </summary>
public sealed class MembershipRequest
{
    public const int NameLength = 200;
    public const int NoteLength = 1000;

    /// <summary>Whether answered or not.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(60);

    /// <summary>Within which a stranger opens the link that confirms the address.</summary>
    public static readonly TimeSpan ConfirmedWithin = TimeSpan.FromDays(7);

    public long Id { get; private set; }
    public required long OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }

    /// <summary>Representative or reporter.</summary>
    public required MembershipRole Role { get; init; }

    /// <summary>Null for a stranger.</summary>
    public long? AccountId { get; init; }
    public required string Name { get; init; }

    /// <summary>In small letters, so that the same address asks once.</summary>
    public required string Email { get; init; }

    /// <summary>In which the answer is written.</summary>
    public required string Language { get; init; }

    /// <summary>What the person wants to say about it.</summary>
    public string? Note { get; set; }

    /// <summary>Of the link that confirms a stranger's address; only its hash is kept.</summary>
    public string? ConfirmationHash { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Null until the stranger has opened the link and pressed the button; nobody is asked before.</summary>
    public DateTime? ConfirmedAt { get; set; }
    public required DateTime ExpiresAt { get; set; }

    /// <summary>
    /// A refused request stays until it expires, without what was said: meanwhile the same address is not asked for again.
    /// </summary>
    public DateTime? RefusedAt { get; set; }

    public Language Speaks => Platform.Texts.Language.Find(Language) ?? Platform.Texts.Language.English;
}
