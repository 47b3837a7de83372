using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Sprints;

/// <summary>In which part somebody takes part in a sprint.</summary>
public enum SprintRole
{
    Host,
    PartnerCity,
    LocalStakeholder,
    Observer,
}

/// <summary>How far a sprint is.</summary>
public enum SprintState
{
    /// <summary>Its hosts plan it; nobody else sees it.</summary>
    Planned,
    Published,
    CalledOff,
}

/// <summary>Who may register.</summary>
public enum RegistrationWay
{
    Closed,

    /// <summary>Whoever has the link of an invitation.</summary>
    Invited,
    Open,
}

/// <summary>
/// A knowledge exchange sprint: some days in one city, at which cities, firms and their guests look at deals together. What was collected
/// from public sources says what its sources say, and no more.
/// </summary>
public sealed class Sprint
{
    public long Id { get; private set; }

    /// <summary>Stable; also the page's address below <c>/sprints/</c>.</summary>
    public required string Identifier { get; init; }

    /// <summary>The identifier of the city that invites.</summary>
    public required string Host { get; set; }

    /// <summary>The identifier of the project it belongs to.</summary>
    public string? Project { get; set; }
    public required LocalText Title { get; set; }

    /// <summary>What it is about.</summary>
    public LocalText? Theme { get; set; }
    public PartialDate? Begins { get; set; }
    public PartialDate? Ends { get; set; }

    /// <summary>What sources say of its dates beyond these.</summary>
    public LocalText? DateNote { get; set; }

    /// <summary>IANA; the times of its sessions are in it.</summary>
    public string? TimeZone { get; set; }
    public LocalText? Place { get; set; }

    /// <summary>What its guests are asked to bring answers to.</summary>
    public List<LocalText> Questions { get; set; } = [];
    public List<SprintGuest> Guests { get; set; } = [];

    /// <summary>Where sources do not agree on who came, or leave it open.</summary>
    public LocalText? GuestsNote { get; set; }
    public List<SprintSession> Sessions { get; set; } = [];

    /// <summary>Sessions that were on the agenda, as they were when they left it or lost their time: calendars may have them.</summary>
    public List<SprintSession> Gone { get; private set; } = [];
    public List<LocalText> Methods { get; set; } = [];

    /// <summary>What came out of it, as far as it is said.</summary>
    public List<LocalText> Outputs { get; set; } = [];
    public SourceWords? AsSource { get; set; }
    public string? Collection { get; set; }
    public List<Source> Sources { get; set; } = [];
    public SprintState State { get; set; } = SprintState.Published;
    public DateOnly? CalledOffOn { get; set; }

    /// <summary>The identifier of the sprint whose design it took over.</summary>
    public string? DesignOf { get; init; }

    public RegistrationWay Registration { get; set; }

    /// <summary>The last day on which one can register, in its zone; null until it begins.</summary>
    public DateOnly? RegisterUntil { get; set; }

    /// <summary>How many may take part; null for as many as come.</summary>
    public int? Places { get; set; }

    /// <summary>The highest number that the key of a session had so far.</summary>
    public int LastKey { get; set; }

    /// <summary>Counts who asked for a place: whoever writes it has the turn at the door (<see cref="Visits.SprintDoor"/>).</summary>
    public int Passed { get; private set; }

    /// <summary>
    /// Changes with every write, so that two of them at once do not both hold. Calendars know by it which copy is newer (RFC 5545, 3.8.7.4).
    /// </summary>
    public int Turn { get; set; }

    /// <summary>When its hosts last changed it here (UTC); null for what only came with a package.</summary>
    public DateTime? ChangedAt { get; set; }

    /// <summary>What stands in it was taken out of public sources; nobody plans it here.</summary>
    public bool IsCollected => Collection is not null;

    /// <summary>Null where no day is known.</summary>
    public DateOnly? FirstDay => Begins is { Day: not null } day ? day.First : null;

    public DateOnly? LastDay => Ends is { Day: not null } day ? day.Last : FirstDay;

    /// <summary>What the clocks of its place show at a moment (UTC).</summary>
    public DateTime LocalTime(DateTime utc) => LocalTime(TimeZone, utc);

    /// <summary>The day of a moment (UTC) in its zone.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(LocalTime(utc));

    /// <summary>Puts this agenda in place of the one before; what that had is not forgotten.</summary>
    public void Plan(List<SprintSession> agenda)
    {
        // What nobody has seen is in nobody's calendar.
        if (State != SprintState.Planned)
            Gone =
            [
                .. Gone.Concat(Sessions)
                    .Where(was =>
                        was.Starts is not null && !agenda.Exists(s => s.Key == was.Key && s.Starts is not null)
                    ),
            ];
        Sessions = agenda;
    }

    /// <summary>The same for who has not loaded all of it.</summary>
    public static DateTime LocalTime(string? timeZone, DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(
            DateTime.SpecifyKind(utc, DateTimeKind.Utc),
            ReportCalendar.ZoneOf(timeZone ?? "UTC")
        );

    /// <summary>Why nobody can register: <c>registration-closed</c>, <c>sprint-called-off</c>, <c>registration-over</c>; null where one can.</summary>
    /// <param name="today">In its zone.</param>
    /// <param name="invited">By the link of an invitation.</param>
    public string? WhyNoRegistration(DateOnly today, bool invited) =>
        State switch
        {
            SprintState.CalledOff => "sprint-called-off",
            SprintState.Planned => "registration-closed",
            _ when Registration == RegistrationWay.Closed || (Registration == RegistrationWay.Invited && !invited) =>
                "registration-closed",
            _ when today > RegisterUntil || today > LastDay => "registration-over",
            _ => null,
        };
}

/// <summary>A session of a sprint looks at a deal.</summary>
public sealed class SprintDeal
{
    public long Id { get; private set; }
    public required long SprintId { get; init; }
    public Sprint? Sprint { get; init; }
    public required long DealId { get; init; }
    public Deal? Deal { get; init; }

    /// <summary>The session's key.</summary>
    public required string Session { get; init; }
}

/// <summary>A session of a sprint looks at a practice.</summary>
public sealed class SprintPractice
{
    public long Id { get; private set; }
    public required long SprintId { get; init; }
    public Sprint? Sprint { get; init; }
    public required long PracticeId { get; init; }
    public Practice? Practice { get; init; }

    /// <summary>The session's key.</summary>
    public required string Session { get; init; }
}

/// <summary>Who takes part: a city or an organisation of the register, or somebody it does not have.</summary>
/// <param name="City">A city's identifier.</param>
/// <param name="Organisation">An organisation's identifier.</param>
/// <param name="Name">Of whoever stands in no register, or a group in words.</param>
public sealed record SprintGuest(
    SprintRole Role,
    string? City = null,
    string? Organisation = null,
    LocalText? Name = null
);

/// <summary>A part of the agenda.</summary>
/// <param name="Key">Given once, and never again: calendars know it by that.</param>
/// <param name="Starts">Local time in the sprint's zone: <c>2026-05-05T09:00</c>; null where nobody has said it.</param>
/// <param name="Ends">As <paramref name="Starts"/>.</param>
/// <param name="Room">Sessions at one time in different rooms are parallel.</param>
/// <param name="Speakers">As they are announced: organisations, or people who have agreed to be named.</param>
/// <param name="Deals">Identifiers of the deals that it looks at.</param>
/// <param name="Places">How many find room in it; null for all.</param>
/// <param name="Practices">Identifiers of the practices that it looks at.</param>
/// <param name="Online">Where one joins from elsewhere: shown to those who have registered, and in no package.</param>
public sealed record SprintSession(
    string Key,
    LocalText Title,
    LocalText? Text = null,
    DateTime? Starts = null,
    DateTime? Ends = null,
    string? Room = null,
    IReadOnlyList<string>? Speakers = null,
    IReadOnlyList<string>? Deals = null,
    int? Places = null,
    IReadOnlyList<string>? Practices = null,
    string? Online = null
);
