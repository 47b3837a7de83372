using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;

namespace Alliance.Knowledge.Exchange;

/// <summary>Nothing is written in a space any more, and everything stays to be read; or it goes on.</summary>
public sealed class CloseSpace(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who keeps it.</param>
    /// <param name="slug">The space.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="close">Or opens it again.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with <c>space-not-found</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>.</returns>
    public async Task<Outcome<Space>> RunAsync(
        Actor actor,
        string slug,
        int turn,
        bool close,
        CancellationToken cancel = default
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { Space: { } space } access)
            return new Refusal("space-not-found");
        if (!access.MayKeep)
            return new Refusal("not-allowed");
        if (space.Turn != turn)
            return new Refusal("somebody-was-faster");
        space.ClosedAt = close ? time.GetUtcNow().InWholeSeconds().UtcDateTime : null;
        space.Turn++;
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return space;
        db.ChangeTracker.Clear();
        return raced;
    }
}
