using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>Who asked takes it back, or either side says that it is over: then neither reads the other's contact here any more.</summary>
public sealed class EndIntroduction(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The introduction. Refused with <c>introduction-not-found</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>, <c>introduction-is-over</c>.
    /// </returns>
    public async Task<Outcome<Introduction>> RunAsync(
        Actor actor,
        long id,
        int turn,
        CancellationToken cancel = default
    )
    {
        var introduction = await db.Introductions.Include(i => i.Offer).SingleOrDefaultAsync(i => i.Id == id, cancel);
        if (introduction is null || !IntroductionRights.MayRead(actor, introduction))
            return new Refusal("introduction-not-found");
        if (introduction.State is IntroductionState.Declined or IntroductionState.Ended)
            return new Refusal("introduction-is-over");
        if (!IntroductionRights.MayEnd(actor, introduction))
            return new Refusal("not-allowed");
        if (introduction.Turn != turn)
            return new Refusal("somebody-was-faster");
        (introduction.State, introduction.EndedAt) = (
            IntroductionState.Ended,
            time.GetUtcNow().InWholeSeconds().UtcDateTime
        );
        introduction.Turn++;
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : introduction;
    }
}
