using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>Every step of a replication goes through here: it asks whether this person may, and whether they saw what stands there.</summary>
public sealed class ChangeReplication(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who takes the step.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="may">Whether they may.</param>
    /// <param name="step">What becomes of it, given the time in whole seconds (UTC), or why not; what else it adds is stored with it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The replication. Refused with <c>replication-not-found</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>, <c>replication-is-over</c> where it was
    /// given up or has its result, and what <paramref name="step"/> refuses.
    /// </returns>
    internal async Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        Func<Actor, Replication, bool> may,
        Func<Replication, DateTime, Task<Refusal?>> step,
        CancellationToken cancel
    )
    {
        var replication = await db
            .Replications.Include(r => r.City)
            .Include(r => r.OriginCity)
            .SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (replication is null || !ReplicationRights.MayRead(actor, replication))
            return new Refusal("replication-not-found");
        if (!may(actor, replication))
            return new Refusal("not-allowed");
        if (replication.Turn != turn)
            return new Refusal("somebody-was-faster");
        if (replication.EndedAt is not null || replication.ResultAt is not null)
            return new Refusal("replication-is-over");
        var now = time.GetUtcNow().InWholeSeconds();
        if (await step(replication, now.UtcDateTime) is { } refused)
        {
            db.ChangeTracker.Clear();
            return refused;
        }
        replication.Turn++;
        db.Raise("replication-changed", null, replication.Tags(), now);
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return replication;
        db.ChangeTracker.Clear();
        return raced;
    }

    /// <summary>The same for a step that asks nothing more.</summary>
    internal Task<Outcome<Replication>> SetAsync(
        Actor actor,
        long id,
        int turn,
        Func<Actor, Replication, bool> may,
        Func<Replication, DateTime, Refusal?> step,
        CancellationToken cancel
    ) => RunAsync(actor, id, turn, may, (r, now) => Task.FromResult(step(r, now)), cancel);
}
