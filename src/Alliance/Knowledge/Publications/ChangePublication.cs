using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

/// <summary>Every step on a publication goes through here: it asks whether this person may, and whether they saw what stands there.</summary>
public sealed class ChangePublication(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who takes the step.</param>
    /// <param name="id">The publication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="step">What becomes of it, given the time in whole seconds (UTC), or why not.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The publication. Refused with <c>publication-not-found</c>, <c>somebody-was-faster</c>, and what <paramref name="step"/> refuses. Whoever does not
    /// keep publications finds none.
    /// </returns>
    internal async Task<Outcome<Publication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        Func<Publication, DateTime, Task<Refusal?>> step,
        CancellationToken cancel
    )
    {
        if (
            !KnowledgeRights.MayEdit(actor, null)
            || await db.Publications.Include(p => p.Editions).SingleOrDefaultAsync(p => p.Id == id, cancel)
                is not { } publication
        )
            return new Refusal("publication-not-found");
        if (publication.Turn != turn)
            return new Refusal("somebody-was-faster");
        var now = time.GetUtcNow().InWholeSeconds();
        if (await step(publication, now.UtcDateTime) is { } refused)
        {
            db.ChangeTracker.Clear();
            return refused;
        }
        (publication.ChangedAt, publication.Turn) = (now.UtcDateTime, publication.Turn + 1);
        db.Raise("publication-changed", null, ["publications"], now);
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return publication;
        db.ChangeTracker.Clear();
        return raced;
    }

    /// <summary>The same for a step that asks nothing more.</summary>
    internal Task<Outcome<Publication>> SetAsync(
        Actor actor,
        long id,
        int turn,
        Func<Publication, Refusal?> step,
        CancellationToken cancel
    ) => RunAsync(actor, id, turn, (p, _) => Task.FromResult(step(p)), cancel);
}
