using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>An entry of somebody's own that something matches which others show.</summary>
/// <param name="Matches">At least one, the best first.</param>
public sealed record OwnMatch(long Id, LocalText Title, IReadOnlyList<FoundMatch> Matches);

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
    public static async Task<IReadOnlyList<OwnMatch>> OpenAsync(
        AppDb db,
        Actor actor,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var own = await OfferRights
            .Own(OfferRights.Open(db.Offers, today), actor)
            .OrderByDescending(o => o.Id)
            .Take(MostLookedAt)
            .Select(o => new
            {
                o.Id,
                o.Title,
                o.Kind,
                o.Subject,
                o.CityId,
                o.City!.Latitude,
                o.City.Longitude,
                o.OrganisationId,
                o.Area,
                o.From,
                o.Until,
            })
            .ToListAsync(cancel);
        var found = await FindMatches.OfEachAsync(
            own.ConvertAll(o => new Matched(
                o.Id,
                o.Kind,
                o.Subject,
                o.CityId,
                o.OrganisationId,
                o.Area,
                o.From,
                o.Until,
                FindMatches.PlaceOf(o.Latitude, o.Longitude)
            )),
            OfferRights.Shown(db.Offers, actor, today),
            today,
            cancel
        );
        return [.. own.Where(o => found.ContainsKey(o.Id)).Select(o => new OwnMatch(o.Id, o.Title, found[o.Id]))];
    }
}
