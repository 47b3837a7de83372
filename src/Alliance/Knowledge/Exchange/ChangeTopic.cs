using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Everything that is done to a topic goes through here: it asks whether this person may, and keeps two writes from crossing.</summary>
public sealed class ChangeTopic(AppDb db, TimeProvider time)
{
    // Two who answer at once do not hinder each other.
    private const int Tries = 5;

    /// <param name="actor">Who does it.</param>
    /// <param name="slug">The space.</param>
    /// <param name="id">The topic's number.</param>
    /// <param name="turn">The state that was read, where the act rests on it; else it is done again on what stands there now.</param>
    /// <param name="may">Whether they may.</param>
    /// <param name="step">What becomes of it, given the time in whole seconds (UTC), or why not; what else it adds is stored with it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The topic. Refused with <c>space-not-found</c>, <c>topic-not-found</c>, <c>space-is-closed</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>, and
    /// what <paramref name="step"/> refuses.
    /// </returns>
    internal async Task<Outcome<Topic>> RunAsync(
        Actor actor,
        string slug,
        long id,
        int? turn,
        Func<SpaceAccess, Topic, bool> may,
        Func<Topic, DateTime, Task<Refusal?>> step,
        CancellationToken cancel
    )
    {
        for (var left = Tries; ; left--)
        {
            if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { } access)
                return new Refusal("space-not-found");
            var topic = await db.SpaceTopics.SingleOrDefaultAsync(
                t => t.Id == id && t.SpaceId == access.Space.Id,
                cancel
            );
            if (topic is null)
                return new Refusal("topic-not-found");
            if (!access.IsOpen)
                return new Refusal("space-is-closed");
            if (turn is { } read && topic.Turn != read)
                return new Refusal("somebody-was-faster");
            if (!may(access, topic))
                return new Refusal("not-allowed");
            if (await step(topic, time.GetUtcNow().InWholeSeconds().UtcDateTime) is { } refused)
            {
                db.ChangeTracker.Clear();
                return refused;
            }
            topic.Turn++;
            if (await db.SaveInTurnAsync(cancel) is not { } raced)
                return topic;
            db.ChangeTracker.Clear();
            if (turn is not null || left <= 1)
                return raced;
        }
    }
}
