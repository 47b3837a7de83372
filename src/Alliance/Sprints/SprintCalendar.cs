using Alliance.Platform.Texts;
using Alliance.Sprints.Visits;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Alliance.Sprints;

/// <summary>A sprint for people's own calendars (RFC 5545): each session with a time, else its days as a whole.</summary>
public static class SprintCalendar
{
    public const string MediaType = "text/calendar";

    /// <summary>Whether a day is known.</summary>
    public static bool Has(Sprint sprint) =>
        sprint.Begins is { Day: not null }
        || (sprint.TimeZone is not null && sprint.Sessions.Exists(s => s.Starts is not null));

    // Among the keys of sessions: the days as a whole.
    private const string Days = "";

    /// <summary>What stands in a calendar: the keys of sessions that have a time; an empty one for the days as a whole where there is none.</summary>
    /// <param name="chosen">Keys of sessions; null for all.</param>
    public static IReadOnlyList<string> KeysOf(Sprint sprint, IReadOnlyCollection<string>? chosen)
    {
        var timed = sprint.TimeZone is null
            ? []
            : sprint.Sessions.FindAll(s => s.Starts is not null && chosen?.Contains(s.Key) != false);
        return timed.Count > 0 ? timed.ConvertAll(s => s.Key)
            : sprint.Begins is { Day: not null } ? [Days]
            : [];
    }

    /// <summary>
    /// Null where nobody knows the day yet (<see cref="Has"/>). What earlier copies brought and is no longer there comes once more, as cancelled.
    /// </summary>
    /// <param name="sprint">The sprint.</param>
    /// <param name="language">In which its words are.</param>
    /// <param name="host">The host city's name.</param>
    /// <param name="sender">The address that mails about it come from.</param>
    /// <param name="page">Its page's full address.</param>
    /// <param name="now">When this is written (UTC).</param>
    /// <param name="visit">Whose calendar it is; null for everybody's.</param>
    /// <param name="ended">
    /// Takes out of calendars what an earlier copy brought (RFC 5546, 3.2.5); a sprint that is called off says so in its own calendar too.
    /// </param>
    public static string? Of(
        Sprint sprint,
        Language language,
        string host,
        string sender,
        string page,
        DateTime now,
        Visit? visit = null,
        bool ended = false
    )
    {
        var calendar = new Calendar { ProductId = "-//Alliance//Sprints//EN", Method = ended ? "CANCEL" : "PUBLISH" };
        var isOff = ended || sprint.State == SprintState.CalledOff;
        var keys = KeysOf(sprint, visit?.Chosen);
        foreach (var key in keys)
            Add(key, isOff);
        foreach (var key in (visit?.Told ?? sprint.Gone.ConvertAll(s => s.Key)).Except(keys))
            Add(key, isOff: true);
        // Calendars that do not know the zone by its name learn here when it sets its clock.
        if (sprint.TimeZone is { } named && calendar.Events.FirstOrDefault(e => e.Start!.HasTime) is { Start: { } one })
            calendar.AddTimeZone(
                VTimeZone.FromDateTimeZone(named, one.Value.AddYears(-1), includeHistoricalData: false)
            );
        return calendar.Events.Count == 0 ? null : new CalendarSerializer().SerializeToString(calendar);

        void Add(string key, bool isOff)
        {
            if (key == Days && sprint.Begins is { Day: not null } first)
                calendar.Events.Add(
                    Event(
                        sprint.Identifier,
                        sprint.Title.In(language).Text,
                        new CalDateTime(first.First),
                        // The day after the last: the end of an event is no part of it.
                        new CalDateTime((sprint.Ends is { Day: not null } last ? last.Last : first.First).AddDays(1)),
                        sprint.Theme?.In(language).Text,
                        sprint.Place?.In(language).Text,
                        isOff
                    )
                );
            var session = sprint.Sessions.Concat(sprint.Gone).FirstOrDefault(s => s.Key == key && s.Starts is not null);
            var joining = visit is { Comes: true } ? session?.Online : null;
            if (session is { Starts: { } starts } && sprint.TimeZone is { } zone)
                calendar.Events.Add(
                    Event(
                        $"{sprint.Identifier}.{session.Key}",
                        $"{sprint.Title.In(language)}: {session.Title.In(language)}",
                        new CalDateTime(starts, zone),
                        new CalDateTime(session.Ends ?? starts.AddHours(1), zone),
                        joining is null
                            ? session.Text?.In(language).Text
                            : $"{session.Text?.In(language).Text}\n{joining}".Trim(),
                        session.Room ?? joining ?? sprint.Place?.In(language).Text,
                        isOff
                    )
                );
        }

        CalendarEvent Event(
            string uid,
            string summary,
            CalDateTime starts,
            CalDateTime ends,
            string? description,
            string? location,
            bool isOff
        ) =>
            new()
            {
                // The same for ever, whatever the server is called: a calendar that knows it is brought up to date.
                Uid = $"{uid}@sprints.alliance",
                Summary = summary,
                Start = starts,
                End = ends,
                Description = description,
                Location = location,
                Url = new Uri(page),
                DtStamp = new CalDateTime(now),
                Organizer = new Organizer($"mailto:{sender}") { CommonName = host },
                // Both only grow, and what somebody chooses otherwise is newer too.
                Sequence = sprint.Turn + (visit?.Turn ?? 0),
                Status = isOff ? EventStatus.Cancelled : EventStatus.Confirmed,
            };
    }
}
