using Alliance.Deals;
using Alliance.Network;

namespace Alliance.Monitoring.Reporting;

/// <summary>
/// One person of one city's deals is asked, for all periods that end on one day, about everything the person answers for:
/// one mail, one page. The link in the mail is the key; no account is needed.
/// </summary>
public sealed class ReportRequest
{
    public const int NoteLength = 1000;

    /// <summary>How long the link stays open after the due day; longer than two years would be another report.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromDays(400);

    public long Id { get; private set; }
    public City? City { get; set; }
    public required long CityId { get; init; }

    /// <summary>The last day of the periods asked about.</summary>
    public required DateOnly PeriodEnd { get; init; }

    /// <summary>To whom, in small letters. Erased with the person, hence a number takes its place.</summary>
    public required string Email { get; set; }
    public required string Name { get; set; }

    /// <summary>ISO 639-1.</summary>
    public required string Language { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When a mail last asked about something new; null while the city has not released its first batch.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>The latest of its questions' days; reminders are counted from it.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>The last of the reminders that was sent: its place in <see cref="ReportDays.Reminders"/>; -1 for none.</summary>
    public int Reminded { get; set; } = -1;

    /// <summary>When the last mail about it went out.</summary>
    public DateTime? WrittenAt { get; set; }

    /// <summary>When a link was first opened.</summary>
    public DateTime? SeenAt { get; set; }

    /// <summary>From whom it was taken over, until the person is forgotten.</summary>
    public string? HandedOverBy { get; set; }

    /// <summary>What the city's people wrote down last: <em>called, will report next week</em>. Never public.</summary>
    public string? Note { get; set; }
    public DateTime? NotedAt { get; set; }

    /// <summary>The moment from which the person is forgotten; null when that is done.</summary>
    public DateTime? KeepUntil { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; private set; }
    public List<ReportQuestion> Questions { get; set; } = [];
    public List<ReportLink> Links { get; set; } = [];

    public void Touch() => Turn++;
}

/// <summary>One promise that is asked about, for one period. A promise is asked about once for each period.</summary>
public sealed class ReportQuestion
{
    public long Id { get; private set; }
    public long RequestId { get; set; }
    public ReportRequest? Request { get; set; }
    public Deal? Deal { get; set; }
    public required long DealId { get; init; }

    /// <summary>The promise's key.</summary>
    public required string Commitment { get; init; }

    /// <summary>The key of the party that promised.</summary>
    public required string Party { get; init; }
    public required Period Period { get; init; }

    /// <summary>When a mail went out that asks about it; null while it waits for one.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>By when; fixed when it is asked. Nobody gets less than <see cref="ReportDays.LeastNotice"/>.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>The first answer, by report or by a number alone.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>The party would like help; not public, and gone once somebody has taken care of it.</summary>
    public bool WantsHelp { get; set; }
    public string? Help { get; set; }
    public DateTime? HelpedAt { get; set; }
}

/// <summary>A link of a mail; only its hash is kept, so each mail has its own.</summary>
public sealed class ReportLink
{
    public long Id { get; private set; }
    public long RequestId { get; set; }
    public ReportRequest? Request { get; set; }

    /// <summary>SHA-256 of the token in lower-case hex.</summary>
    public required string Hash { get; init; }
    public required DateTime ExpiresAt { get; init; }
}
