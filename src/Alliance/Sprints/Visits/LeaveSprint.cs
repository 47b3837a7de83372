using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Visits;

/// <summary>Gives a place back, by the own link or by the hosts; who waits longest moves up.</summary>
public sealed class LeaveSprint(AppDb db, VisitMails mails, FillPlaces filling, TimeProvider time)
{
    /// <summary>Refused with <c>link-not-valid</c>, <c>sprint-called-off</c>, <c>sprint-is-over</c>.</summary>
    public async Task<Outcome<Visit>> ByLinkAsync(string token, CancellationToken cancel = default) =>
        await RegisterForSprint.FindAsync(db, token, cancel) is not { } visit ? new Refusal("link-not-valid")
        : visit.Sprint!.State == SprintState.CalledOff ? new Refusal("sprint-called-off")
        : IsOver(visit.Sprint) ? new Refusal("sprint-is-over")
        : await RunAsync(visit, cancel);

    /// <summary>Refused with <c>visit-not-found</c>.</summary>
    public async Task<Outcome<Visit>> ByHostAsync(Actor actor, string slug, long id, CancellationToken cancel = default)
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("visit-not-found");
        var visit = await db
            .SprintVisits.Include(v => v.Sprint)
            .Include(v => v.Links)
            .SingleOrDefaultAsync(v => v.Id == id && v.SprintId == sprint.Id, cancel);
        return visit is null ? new Refusal("visit-not-found") : await RunAsync(visit, cancel);
    }

    private bool IsOver(Sprint sprint) => sprint.LastDay < sprint.DayOf(time.GetUtcNow().UtcDateTime);

    private async Task<Outcome<Visit>> RunAsync(Visit visit, CancellationToken cancel)
    {
        var sprint = visit.Sprint!;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await SprintDoor.TakeTurnAsync(db, sprint.Id, cancel);
        await db.Entry(visit).ReloadAsync(cancel);
        if (visit.State == VisitState.NotComing)
            return visit;
        var city = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == sprint.Host, cancel);
        var hadPlace = visit.State == VisitState.Registered;
        // Before the mail: what that takes out of calendars is newer than what they have.
        visit.Turn++;
        // Nobody is written to of what is past.
        if (
            visit.Email is not null
            && visit.State != VisitState.Invited
            && sprint.State == SprintState.Published
            && !IsOver(sprint)
        )
            mails.Send(visit, sprint, city, "left", "");
        // Nobody needs to know any more what somebody needs who does not come.
        (visit.State, visit.Needs, visit.CheckedInAt) = (VisitState.NotComing, null, null);
        await db.SaveChangesAsync(cancel);
        if (hadPlace)
            await filling.InTurnAsync(sprint, city, cancel);
        await transaction.CommitAsync(cancel);
        return visit;
    }
}
