using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Sprints.OpenBoards;

/// <summary>How an open board stands on a day.</summary>
public enum OpenBoardState
{
    /// <summary>The city's people write it; nobody else sees it.</summary>
    Draft,

    /// <summary>Everybody reads what will be asked, and from when.</summary>
    Coming,
    Open,
    Closed,
}

/// <summary>
/// A city asks its residents and firms something for some weeks: whoever likes sends a suggestion, without an account, and the city's people show
/// it or say why not. Nothing is live here, and nothing needs a script (for the hour in a hall there is <see cref="Board.IdeaBoard"/>).
/// </summary>
public sealed class OpenBoard
{
    public const int IdentifierLength = 100;

    /// <summary>So long the board keeps what could lead to somebody after it has ended: addresses, links, browsers, senders' words for themselves.</summary>
    public const int MonthsKept = 12;

    public long Id { get; private set; }
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>Stable; its page's address below <c>/open-boards/</c>.</summary>
    public required string Identifier { get; init; }
    public required LocalText Title { get; set; }

    /// <summary>What is asked.</summary>
    public LocalText? Question { get; set; }

    /// <summary>What happens with the suggestions, and by when.</summary>
    public LocalText? Text { get; set; }

    /// <summary>The office that answers, in words.</summary>
    public LocalText? Office { get; set; }

    /// <summary>What is shown and what is not; null for the usual rules, which every language has.</summary>
    public LocalText? Rules { get; set; }
    public DateOnly? Begins { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? Ends { get; set; }

    /// <summary>IANA; its days are those of the city's clock.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The identifier of the sprint that it prepares.</summary>
    public string? Sprint { get; set; }
    public DateTime? PublishedAt { get; set; }

    /// <summary>Set where it was ended before its last day.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>The number of the newest suggestion. Whoever writes it has the turn: no two get the same.</summary>
    public int LastNumber { get; private set; }

    /// <summary>Changes with every write of the city, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }

    /// <summary>The city's day of a moment (UTC).</summary>
    public DateOnly DayOf(DateTime utc) =>
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTimeFromUtc(
                DateTime.SpecifyKind(utc, DateTimeKind.Utc),
                ReportCalendar.ZoneOf(TimeZone)
            )
        );

    public OpenBoardState StateAt(DateTime utc) =>
        PublishedAt is null ? OpenBoardState.Draft
        : ClosedAt is not null ? OpenBoardState.Closed
        : DayOf(utc) is var today && today < Begins ? OpenBoardState.Coming
        : today > Ends ? OpenBoardState.Closed
        : OpenBoardState.Open;

    /// <summary>Why nothing can be sent or supported now: <c>open-board-not-begun</c>, <c>open-board-over</c>; null where it can.</summary>
    public string? WhyNotOpen(DateTime utc) =>
        StateAt(utc) switch
        {
            OpenBoardState.Open => null,
            OpenBoardState.Closed => "open-board-over",
            _ => "open-board-not-begun",
        };

    /// <summary>The day on which it ended or will; null before it has days.</summary>
    public DateOnly? LastDay =>
        ClosedAt is { } closed && DayOf(closed) is var day && (Ends is null || day < Ends) ? day : Ends;

    /// <summary>The day on which it was ended before its first one; null of all others.</summary>
    public DateOnly? NeverBegan => ClosedAt is not null && LastDay < Begins ? LastDay : null;

    /// <summary>After this day nobody's address is kept here any more.</summary>
    public DateOnly? KeepsUntil => LastDay?.AddMonths(MonthsKept);
}
