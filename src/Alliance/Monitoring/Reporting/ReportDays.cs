using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Network;

namespace Alliance.Monitoring.Reporting;

/// <summary>The days of reporting: when a period is asked about, by when, and when somebody is reminded. Days are those of the city's zone.</summary>
public static class ReportDays
{
    /// <summary>A request goes out so many days before it is due.</summary>
    public const int AskedBefore = 45;

    /// <summary>Who is asked late has so many days all the same.</summary>
    public const int LeastNotice = 21;

    /// <summary>Days after the due day on which whoever has not answered is reminded.</summary>
    public static readonly IReadOnlyList<int> Reminders = [-14, 0, 14, 42];

    /// <summary>Two mails in a day are not a reminder.</summary>
    public static readonly TimeSpan NotAgainBefore = TimeSpan.FromHours(20);

    /// <summary>Nobody is written to before this hour of the city's day.</summary>
    public const int FirstHour = 7;

    /// <summary>
    /// By when a period is reported. A quarter that were due like a year would be reported when the next one is over.
    /// </summary>
    public static DateOnly Due(Period period, int dueDays) =>
        period.Last.AddDays(Math.Min(dueDays, (period.Last.DayNumber - period.First.DayNumber + 1) / 2));

    /// <summary>The first day on which a period is asked about: never before it is over.</summary>
    public static DateOnly Asked(Period period, int dueDays)
    {
        var (due, over) = (Due(period, dueDays).AddDays(-AskedBefore), period.Last.AddDays(1));
        return due > over ? due : over;
    }

    /// <summary>The reminder that is due: its place in <see cref="Reminders"/>, or -1. Of several that were missed only the last one is sent.</summary>
    public static int ReminderOn(DateOnly due, DateOnly asked, DateOnly today)
    {
        var place = -1;
        for (var i = 0; i < Reminders.Count; i++)
        {
            var day = due.AddDays(Reminders[i]);
            // Two mails in one week would not be a reminder.
            if (day <= today && day >= asked.AddDays(7))
                place = i;
        }
        return place;
    }

    /// <summary>The last period of a rhythm that is over; null where <see cref="Rhythm.Once"/> has not come yet.</summary>
    public static Period? LastOver(Rhythm every, DateOnly today, DateOnly? ends)
    {
        var yesterday = today.AddDays(-1);
        switch (every)
        {
            case Rhythm.Quarter:
                var quarter = (yesterday.Month - 1) / 3;
                return IsOver($"{yesterday.Year}-Q{quarter + 1}", today) ?? Before(yesterday.Year, quarter, 4, "Q");
            case Rhythm.HalfYear:
                var half = (yesterday.Month - 1) / 6;
                return IsOver($"{yesterday.Year}-H{half + 1}", today) ?? Before(yesterday.Year, half, 2, "H");
            case Rhythm.Once when ends is { } end:
                return IsOver($"{end.Year}", today);
            default:
                return IsOver($"{yesterday.Year}", today) ?? Period.Parse($"{yesterday.Year - 1}");
        }
    }

    /// <summary>
    /// Whether a promise is asked about for a period: it must have run for half of it, and must not have been due before it began.
    /// </summary>
    public static bool Concerns(Period period, DateOnly? begins, DateOnly? ends)
    {
        var middle = period.First.AddDays((period.Last.DayNumber - period.First.DayNumber) / 2);
        // What begins late and ends within the same period is asked about now or never.
        return begins is { } from
            && (from <= middle || (from <= period.Last && ends <= period.Last))
            && !(ends < period.First);
    }

    /// <summary>When a promise begins: what was before is not asked about.</summary>
    public static DateOnly? Begins(Deal deal, Commitment promise) =>
        (promise.Target?.From ?? deal.Agreed ?? deal.Start)?.First;

    /// <summary>When a promise ends; null where nobody has said.</summary>
    public static DateOnly? Ends(Deal deal, Commitment promise) => TargetText.LastDay(promise.Target) ?? deal.End?.Last;

    /// <summary>
    /// The rhythm that a deal's words mean (<see cref="Deals.Reporting.Every"/>). Where it says none, that in which the promise's indicator is
    /// usually measured; but nobody is asked every month.
    /// </summary>
    public static Rhythm Of(string? every, PeriodType? usual) =>
        every switch
        {
            "year" => Rhythm.Year,
            "half-year" => Rhythm.HalfYear,
            "quarter" => Rhythm.Quarter,
            "project" => Rhythm.Once,
            _ => usual switch
            {
                PeriodType.HalfYear => Rhythm.HalfYear,
                PeriodType.Quarter or PeriodType.Month => Rhythm.Quarter,
                _ => Rhythm.Year,
            },
        };

    private static Period? IsOver(string text, DateOnly today) =>
        // A promise may end in a year that no report is about.
        Period.TryParse(text, out var period)
        && period.Last < today
            ? period
            : null;

    private static Period Before(int year, int place, int parts, string letter) =>
        place == 0 ? Period.Parse($"{year - 1}-{letter}{parts}") : Period.Parse($"{year}-{letter}{place}");
}
