using Alliance.Platform.Mail;

namespace Alliance.Knowledge.Exchange;

/// <summary>What somebody is in a space.</summary>
public enum SpaceRole
{
    Member,

    /// <summary>Reads everything, asks and answers; takes no position in a decision.</summary>
    Observer,
}

/// <summary>How often somebody is mailed what happened in a space.</summary>
public enum DigestRhythm
{
    None,
    Daily,
    Weekly,
    Monthly,
}

/// <summary>Somebody in a space, or who was there.</summary>
public sealed class SpaceMember
{
    /// <summary>So many a space has: its page reads all of them.</summary>
    public const int Most = 300;

    public long Id { get; private set; }
    public required long SpaceId { get; init; }
    public Space? Space { get; init; }
    public required long AccountId { get; init; }
    public required SpaceRole Role { get; set; }

    /// <summary>UTC, whole seconds; as all that follow. Who comes back is there since then.</summary>
    public required DateTime Since { get; set; }

    /// <summary>Null as long as they are there.</summary>
    public DateTime? Until { get; set; }
    public required DigestRhythm Rhythm { get; set; }

    /// <summary>What happened until then was mailed, or was there before they came.</summary>
    public required DateTime DigestedAt { get; set; }

    /// <summary>When they looked at the space last.</summary>
    public DateTime? SeenAt { get; set; }
}

/// <summary>
/// Somebody is invited by address. Who has an account there says yes or no; who invites sees the same whether or not there is one.
/// </summary>
public sealed class SpaceInvitation
{
    /// <summary>Afterwards it is forgotten.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(60);

    public const int Most = 200;
    public const int AddressLength = OutgoingMail.AddressLength;

    public long Id { get; private set; }
    public required long SpaceId { get; init; }
    public Space? Space { get; init; }

    /// <summary>In small letters.</summary>
    public required string Email { get; init; }
    public required SpaceRole Role { get; set; }
    public required DateTime At { get; set; }
}
