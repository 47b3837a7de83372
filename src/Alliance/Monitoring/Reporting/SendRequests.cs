using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Sends the requests of cities that have released their first ones, and reminds whoever has not answered.</summary>
public sealed class SendRequests(AppDb db, WhoReports who, ReportMails mails, TimeProvider time)
{
    private const int Batch = 100;

    /// <summary>The number of mails. Each has its own key and is sent once, however often this runs.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var sent = 0;
        foreach (
            var calendar in await db
                .ReportCalendars.AsNoTracking()
                .Where(c => c.ReleasedAt != null)
                .OrderBy(c => c.Id)
                .ToListAsync(cancel)
        )
            if (calendar.LocalTime(time.GetUtcNow()).Hour >= ReportDays.FirstHour)
                sent += await CityAsync(calendar, cancel);
        return sent;
    }

    /// <summary>What is due in one city, at whatever hour.</summary>
    public async Task<int> CityAsync(ReportCalendar calendar, CancellationToken cancel)
    {
        if (await who.ManagerAsync(calendar, cancel) is not { } manager)
            return 0;
        var today = DateOnly.FromDateTime(calendar.LocalTime(time.GetUtcNow()));
        var (city, sent, after) = (calendar.CityId, 0, 0L);
        var latest = today.AddDays(-ReportDays.Reminders[0]);
        var open = db.ReportQuestions.Where(ReportQuestions.AreOpen(db));
        while (true)
        {
            var requests = await Whole(
                    db.ReportRequests.Where(r =>
                        r.CityId == city
                        && r.Id > after
                        && r.KeepUntil != null
                        && open.Any(q => q.RequestId == r.Id)
                        && (
                            open.Any(q => q.RequestId == r.Id && q.AskedAt == null)
                            || (r.Due <= latest && r.Reminded < ReportDays.Reminders.Count - 1)
                        )
                    )
                )
                .OrderBy(r => r.Id)
                .Take(Batch)
                .ToListAsync(cancel);
            if (requests.Count == 0)
                return sent;
            after = requests[^1].Id;
            var waiting = await ReportQuestions.OpenOfAsync(db, requests, cancel);
            var asked = new HashSet<string>(StringComparer.Ordinal);
            sent += requests.Count(r => Write(r, waiting[r.Id], calendar, manager, today, asked));
            // Who is asked stands in another way than who never was.
            if (asked.Count > 0)
                db.Raise("report-asked", null, [.. asked], time.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException raced) when (raced.IsRaced())
            {
                // Somebody answered, or another node wrote, meanwhile: the next run looks at them again.
                return sent;
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>With everything a mail tells of.</summary>
    internal static IQueryable<ReportRequest> Whole(IQueryable<ReportRequest> requests) =>
        requests.Include(r => r.City).Include(r => r.Questions).ThenInclude(q => q.Deal).AsSplitQuery();

    private bool Write(
        ReportRequest request,
        List<ReportQuestion> open,
        ReportCalendar calendar,
        Person manager,
        DateOnly today,
        HashSet<string> asked
    )
    {
        // What joined a request that was sent already is asked about anew: nobody is overdue for what nobody asked.
        var fresh = open.FindAll(q => q.AskedAt is null);
        var now = time.GetUtcNow().UtcDateTime;
        if (fresh.Count > 0)
        {
            var soonest = today.AddDays(ReportDays.LeastNotice);
            foreach (var question in fresh)
            {
                var due = ReportDays.Due(question.Period, calendar.DueDays);
                (question.AskedAt, question.Due) = (now, due > soonest ? due : soonest);
            }
            (request.AskedAt, request.Due, request.Reminded) = (now, fresh.Max(q => q.Due), -1);
            request.KeepUntil = request.Due!.Value.ToDateTime(TimeOnly.MinValue) + ReportRequest.OpenFor;
            asked.UnionWith(fresh.Select(q => "deal:" + q.Deal!.Identifier));
            asked.Add("board:" + request.City!.Identifier);
            mails.Send(
                request,
                manager,
                "ask",
                fresh,
                fresh.Min(q => q.Due!.Value),
                FormattableString.Invariant($"ask-{now:yyyyMMddHHmmss}")
            );
            return true;
        }
        var askedOn = DateOnly.FromDateTime(
            calendar.LocalTime(new DateTimeOffset(request.AskedAt!.Value, TimeSpan.Zero))
        );
        var reminder = ReportDays.ReminderOn(request.Due!.Value, askedOn, today);
        // Whoever was reminded by hand yesterday is reminded tomorrow.
        if (reminder <= request.Reminded || request.WrittenAt > now - ReportDays.NotAgainBefore)
            return false;
        request.Reminded = reminder;
        var (what, about, by) = Reminder(open, request.Due.Value, today);
        mails.Send(
            request,
            manager,
            what,
            about,
            by,
            FormattableString.Invariant($"reminder-{request.Due.Value:yyyyMMdd}-{reminder}")
        );
        return true;
    }

    /// <summary>
    /// What a reminder says: <c>soon</c>, <c>today</c> or <c>late</c>, of which questions, and which day it tells. Nothing is called late that is in
    /// time.
    /// </summary>
    /// <param name="open">What waits for an answer, at least one.</param>
    /// <param name="day">The day because of which somebody is reminded.</param>
    /// <param name="today">The city's day.</param>
    internal static (string What, List<ReportQuestion> About, DateOnly Due) Reminder(
        List<ReportQuestion> open,
        DateOnly day,
        DateOnly today
    )
    {
        var about = day < today ? open.FindAll(q => q.Due < today) : open;
        var due = about.Where(q => day < today || q.Due >= today).Min(q => q.Due) ?? day;
        return (
            day < today ? "late"
            : due > today ? "soon"
            : "today",
            about,
            due
        );
    }
}
