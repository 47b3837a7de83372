using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>
/// The day it is in a city: what is due on a day is overdue when that day is over there, wherever the server stands.
/// </summary>
public sealed class CityClock
{
    private readonly TimeZoneInfo zone;

    private CityClock(string timeZone, DateTimeOffset now)
    {
        zone = ReportCalendar.ZoneOf(timeZone);
        Now = now;
        Today = DayOf(now.UtcDateTime);
    }

    public DateTimeOffset Now { get; }
    public DateOnly Today { get; }

    /// <summary>The hour of that day.</summary>
    public int Hour => TimeZoneInfo.ConvertTime(Now, zone).Hour;

    /// <summary>The city's day at a moment that is stored as UTC.</summary>
    public DateOnly DayOf(DateTime utc) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));

    /// <summary>Whether it is still the same day there.</summary>
    public bool IsSameDay(DateTimeOffset now) => DayOf(now.UtcDateTime) == Today;

    /// <param name="calendar">Null where nobody was ever asked: then it is the usual zone of the country.</param>
    public static CityClock Of(ReportCalendar? calendar, string country, DateTimeOffset now) =>
        new(calendar?.TimeZone ?? ReportCalendar.UsualZone(country), now);

    /// <remarks>1 statement, however many cities.</remarks>
    public static async Task<IReadOnlyDictionary<long, CityClock>> LoadAsync(
        AppDb db,
        IQueryable<Network.City> cities,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        await cities
            .Select(c => new
            {
                c.Id,
                c.Country,
                Zone = db.ReportCalendars.Where(r => r.CityId == c.Id).Select(r => r.TimeZone).FirstOrDefault(),
            })
            .ToDictionaryAsync(
                c => c.Id,
                c => new CityClock(c.Zone ?? ReportCalendar.UsualZone(c.Country), now),
                cancel
            );

    /// <summary>Of one city.</summary>
    public static async Task<CityClock> LoadAsync(
        AppDb db,
        long city,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) => (await LoadAsync(db, db.Cities.Where(c => c.Id == city), now, cancel))[city];
}
