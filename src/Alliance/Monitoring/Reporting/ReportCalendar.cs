using Alliance.Network;

namespace Alliance.Monitoring.Reporting;

/// <summary>When and in whose name a city asks what came of the promises made to it, and its own.</summary>
public sealed class ReportCalendar
{
    /// <summary>The end of March, for calendar years.</summary>
    public const int UsualDays = 90;
    public const int FewestDays = 30;
    public const int MostDays = 180;

    public long Id { get; private set; }
    public City? City { get; set; }
    public required long CityId { get; init; }

    /// <summary>The city's own days begin here (IANA, <c>Europe/Helsinki</c>).</summary>
    public required string TimeZone { get; set; }

    /// <summary>So many days after a year has ended its reports are due; of shorter periods at most half their length.</summary>
    public int DueDays { get; set; } = UsualDays;

    /// <summary>Whose name the mails bear and to whom replies go; null while nobody has released the first ones.</summary>
    public long? ManagerAccountId { get; set; }

    /// <summary>Until the manager has looked at the first batch, nobody is written to.</summary>
    public DateTime? ReleasedAt { get; set; }

    /// <summary>The city's day up to which its requests were made; null makes it look again.</summary>
    public DateOnly? PreparedOn { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; private set; }

    public void Touch() => Turn++;

    /// <summary>Of Helsinki, Berlin or Stockholm by the country; elsewhere UTC until somebody says otherwise.</summary>
    public static string UsualZone(string country) =>
        country switch
        {
            "FI" => "Europe/Helsinki",
            "SE" => "Europe/Stockholm",
            "DE" => "Europe/Berlin",
            _ => "UTC",
        };

    /// <summary>The city's day and hour at a moment.</summary>
    public DateTime LocalTime(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, ZoneOf(TimeZone)).DateTime;

    /// <summary>A zone this machine does not know counts as UTC.</summary>
    internal static TimeZoneInfo ZoneOf(string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
