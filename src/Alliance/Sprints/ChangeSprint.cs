using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>The way every change of a sprint takes: whose it is, what was read, what follows from it.</summary>
public sealed class ChangeSprint(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who changes it.</param>
    /// <param name="slug">Which.</param>
    /// <param name="turn">What was read (<see cref="Sprint.Turn"/>); null where it does not matter what stood there.</param>
    /// <param name="change">Changes it, or says why not: then nothing is stored.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The sprint. Refused with <c>sprint-not-found</c> (also where it is another city's), <c>sprint-called-off</c>, <c>somebody-was-faster</c>, and as
    /// <paramref name="change"/> says.
    /// </returns>
    public async Task<Outcome<Sprint>> RunAsync(
        Actor actor,
        string slug,
        int? turn,
        Func<Sprint, Task<Refusal?>> change,
        CancellationToken cancel = default
    )
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("sprint-not-found", slug);
        if (sprint.State == SprintState.CalledOff)
            return new Refusal("sprint-called-off");
        if (turn is not null && turn != sprint.Turn)
            return new Refusal("somebody-was-faster");
        var wasShown = sprint.State != SprintState.Planned;
        // Before the change: what that hands to calendars is newer than what they have.
        sprint.Turn++;
        sprint.ChangedAt = time.GetUtcNow().UtcDateTime;
        if (await change(sprint) is { } refused)
        {
            db.ChangeTracker.Clear();
            return refused;
        }
        IReadOnlyList<string> others = [];
        if (wasShown || sprint.State != SprintState.Planned)
            others = await SprintLinks.RenewAsync(db, sprint, cancel);
        db.Raise("sprint-changed", null, [$"sprint:{slug}", "sprints", .. others], time.GetUtcNow());
        if (await db.SaveInTurnAsync(cancel) is not { } late)
            return sprint;
        db.ChangeTracker.Clear();
        return late;
    }
}
