using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>
/// Who may do what with a sprint: the host city's own people plan it, and they alone see who comes and what somebody needs. What was collected
/// from public sources nobody plans here.
/// </summary>
public static class SprintRights
{
    public static bool MayHost(Actor actor, long city) => DraftRights.MayEdit(actor, city);

    /// <summary>The sprints this person plans.</summary>
    public static IQueryable<Sprint> Hosted(AppDb db, Actor actor)
    {
        var cities = DealRights.CitiesOf(actor, MayHost);
        return db.Sprints.Where(s =>
            s.Collection == null && db.Cities.Any(c => c.Identifier == s.Host && cities.Contains(c.Id))
        );
    }

    /// <summary>What everybody may see.</summary>
    public static IQueryable<Sprint> Shown(IQueryable<Sprint> sprints) =>
        sprints.Where(s => s.State != SprintState.Planned);

    /// <summary>One of those this person plans; null where there is none of that name, or it is another's.</summary>
    public static Task<Sprint?> FindHostedAsync(AppDb db, Actor actor, string slug, CancellationToken cancel) =>
        Hosted(db, actor).SingleOrDefaultAsync(s => s.Identifier == slug, cancel);
}
