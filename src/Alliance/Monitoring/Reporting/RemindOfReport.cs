using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Reminds somebody at once, beside the reminders that go out by themselves.</summary>
public sealed class RemindOfReport(AppDb db, WhoReports who, ReportMails mails, TimeProvider time)
{
    /// <returns>
    /// To whom. Refused with <c>report-not-found</c>, <c>not-asked-yet</c>, <c>nothing-open</c>, <c>reminded-today</c>,
    /// <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<string>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (await ReportDoor.OfCity(actor, id).FindAsync(db, now.UtcDateTime, cancel) is not { } request)
            return new Refusal("report-not-found");
        if (request.AskedAt is null || request.KeepUntil is null)
            return new Refusal("not-asked-yet");
        // The day the morning's list shows: the soonest of what is open, not the one that moves when something joins.
        var open = await ReportQuestions.OpenOfAsync(db, request, cancel);
        if (open.Min(q => q.Due) is not { } soonest)
            return new Refusal("nothing-open");
        if (request.WrittenAt > now.UtcDateTime - ReportDays.NotAgainBefore)
            return new Refusal("reminded-today", request.Name);
        var calendar = await db.ReportCalendars.AsNoTracking().SingleAsync(c => c.CityId == request.CityId, cancel);
        var manager = await who.ManagerAsync(calendar, cancel);
        // One statement: they find their questions by themselves.
        var deals = request.Questions.Select(q => q.DealId).Distinct().ToList();
        await db.Deals.Where(d => deals.Contains(d.Id)).LoadAsync(cancel);
        var today = DateOnly.FromDateTime(calendar.LocalTime(now));
        var (what, about, due) = SendRequests.Reminder(open, soonest, today);
        mails.Send(
            request,
            manager,
            what,
            about,
            due,
            FormattableString.Invariant($"now-{now.UtcDateTime:yyyyMMddHHmm}")
        );
        return await db.SaveInTurnAsync(cancel) is { } late ? late : request.Name;
    }
}
