using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>
/// A city's manager has looked at whom the first requests go to, and lets them go; from then on they go by themselves, in this manager's name.
/// The calendar is changed by the same act.
/// </summary>
public sealed class ReleaseRequests(AppDb db, SendRequests sending, TimeProvider time)
{
    /// <returns>
    /// The number of mails that went out at once. Refused with <c>not-allowed</c>, <c>somebody-was-faster</c>, or <c>check-fields</c> at <c>due-days</c>
    /// (<c>bad-due-days</c>) and <c>time-zone</c> (<c>bad-time-zone</c>).
    /// </returns>
    /// <param name="release">False changes the calendar only.</param>
    public async Task<Outcome<int>> RunAsync(
        Actor actor,
        long city,
        string dueDays,
        string timeZone,
        bool release,
        CancellationToken cancel = default
    )
    {
        if (
            !DealRights.MayManage(actor, city)
            || await db.ReportCalendars.Include(c => c.City).SingleOrDefaultAsync(c => c.CityId == city, cancel)
                is not { } calendar
        )
            return new Refusal("not-allowed");
        var problems = new List<FieldProblem>();
        if (!int.TryParse(dueDays, out var days) || days is < ReportCalendar.FewestDays or > ReportCalendar.MostDays)
            problems.Add(
                new FieldProblem(
                    "due-days",
                    new Refusal("bad-due-days", $"{ReportCalendar.FewestDays}", $"{ReportCalendar.MostDays}")
                )
            );
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _) || !Zones.Contains(timeZone))
            problems.Add(new FieldProblem("time-zone", new Refusal("bad-time-zone", timeZone)));
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        // With the zone the day may change, and with the day what is overdue.
        if (calendar.TimeZone != timeZone)
            db.Raise(
                "report-calendar-changed",
                null,
                ["deals", "board:" + calendar.City!.Identifier],
                time.GetUtcNow()
            );
        (calendar.DueDays, calendar.TimeZone, calendar.PreparedOn) = (days, timeZone, null);
        if (release)
        {
            calendar.ReleasedAt ??= time.GetUtcNow().UtcDateTime;
            calendar.ManagerAccountId = actor.AccountId;
        }
        calendar.Touch();
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return release ? await sending.CityAsync(calendar, cancel) : 0;
    }

    /// <summary>The zones a European city may be in, by their usual names.</summary>
    public static IReadOnlyList<string> Zones { get; } =
    [
        "UTC",
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(z => z.Id)
            .Where(id =>
                id.StartsWith("Europe/", StringComparison.Ordinal)
                || id.StartsWith("Atlantic/", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal),
    ];
}
