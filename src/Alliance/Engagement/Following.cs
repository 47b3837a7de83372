namespace Alliance.Engagement;

public enum FollowedKind
{
    Deal,
    City,

    /// <summary>A shared policy area.</summary>
    Area,
    Practice,
}

/// <summary>How often somebody is told, where something happened; no address gets more than one mail a day.</summary>
public enum FollowRhythm
{
    AtOnce,
    Weekly,
    Monthly,
}

/// <summary>
/// That an address wants to be told what happens with something. Nothing is sent there before it was confirmed by the link in a mail, and it goes when
/// somebody stops.
/// </summary>
public sealed class Following
{
    public const int KeyLength = 100;

    /// <summary>An address that nobody confirms is forgotten after that.</summary>
    public static readonly TimeSpan ToConfirm = TimeSpan.FromHours(48);

    /// <summary>So long after the last yes, in months, it is asked whether it shall go on.</summary>
    public const int MonthsKept = 24;

    /// <summary>Who does not answer that is forgotten after that.</summary>
    public static readonly TimeSpan ToGoOn = TimeSpan.FromDays(30);

    /// <summary>How often what is told at once is looked for.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMinutes(30);

    public long Id { get; private set; }

    /// <summary>In small letters.</summary>
    public required string Email { get; init; }
    public required FollowedKind Kind { get; init; }

    /// <summary>The identifier of the deal, city, area or practice.</summary>
    public required string Key { get; init; }
    public required FollowRhythm Rhythm { get; set; }

    /// <summary>Of the page on which it was asked, and of the mails.</summary>
    public required string Language { get; set; }

    /// <summary>When it was asked last.</summary>
    public required DateTime AskedAt { get; set; }

    /// <summary>When it was said last that mails are wanted; null as long as it never was.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>What happened until then was told, or was known before.</summary>
    public DateTime? ToldUntil { get; set; }

    /// <summary>When it is looked next whether there is news.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>When the newest mail with news of it went out.</summary>
    public DateTime? MailedAt { get; set; }

    /// <summary>When it was asked whether it shall go on; null where that is not due.</summary>
    public DateTime? AskedAgainAt { get; set; }
    public List<FollowingLink> Links { get; } = [];

    public Followed What => new(Kind, Key);

    /// <summary>From now on it is told.</summary>
    public void Confirm(FollowRhythm rhythm, string language, DateTime now)
    {
        (Rhythm, Language, ConfirmedAt, AskedAgainAt) = (rhythm, language, now, null);
        ToldUntil ??= now;
        DueAt = AfterLook(now, isTold: false);
    }

    /// <summary>When it is looked again.</summary>
    public DateTime AfterLook(DateTime now, bool isTold) =>
        Rhythm switch
        {
            FollowRhythm.Weekly => now.AddDays(7),
            FollowRhythm.Monthly => now.AddMonths(1),
            _ => isTold ? now.AddDays(1) : now + Look,
        };
}

/// <summary>A link that was mailed; each of them opens the page on which it is stopped.</summary>
public sealed class FollowingLink
{
    public long Id { get; private set; }
    public long FollowingId { get; private set; }

    /// <summary>Of the token (<see cref="Platform.Mail.LinkToken"/>).</summary>
    public required string Hash { get; init; }

    /// <summary>The rhythm that this link confirms; null for one that came with news.</summary>
    public FollowRhythm? Asks { get; init; }
}
