using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Stakeholders;

/// <summary>Takes somebody off a city's stakeholder map, with all that was noted.</summary>
public sealed class RemoveStakeholder(AppDb db, TimeProvider time)
{
    /// <returns>Its name. Refused with <c>not-allowed</c>, <c>stakeholder-not-found</c>.</returns>
    public async Task<Outcome<string>> RunAsync(Actor actor, long city, long id, CancellationToken cancel = default)
    {
        if (!RoadmapRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (await db.Stakeholders.SingleOrDefaultAsync(s => s.Id == id && s.CityId == city, cancel) is not { } found)
            return new Refusal("stakeholder-not-found");
        db.Stakeholders.Remove(found);
        db.Raise("stakeholder-removed", null, [$"stakeholders:{city}"], time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Somebody changed or removed it meanwhile.
            db.ChangeTracker.Clear();
            return new Refusal("somebody-was-faster");
        }
        return found.Name;
    }
}
