using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Engagement.Offers;

/// <summary>What matches the open entries of a person's cities and organisations: nobody has to open one after the other to see it.</summary>
public static class MatchesOfOwn
{
    // Whoever has more goes through them page by page.
    private const int MostLookedAt = 200;

    /// <param name="db">The register.</param>
    /// <param name="actor">Whose, and what of others' they may see.</param>
    /// <param name="today">Only what holds then, or later.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The newest first.</returns>
    /// <remarks>2 queries at most.</remarks>
    public static Task<IReadOnlyList<OwnMatch>> OpenAsync(
        AppDb db,
        Actor actor,
        DateOnly today,
        CancellationToken cancel
    ) =>
        FindMatches.OfEachAsync(
            OfferRights.Own(OfferRights.Open(db.Offers, today), actor).OrderByDescending(o => o.Id).Take(MostLookedAt),
            OfferRights.Shown(db.Offers, actor, today),
            today,
            cancel
        );
}
