using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Stakeholders;

/// <param name="Step">In the city's own words; may be empty.</param>
/// <param name="MayEdit">Whether this person opens it.</param>
public sealed record DueStep(long Id, string Name, string Step, DateOnly On, bool MayEdit);

/// <summary>What is due with somebody on the stakeholder maps of a person's own cities.</summary>
/// <param name="First">The longest due first.</param>
/// <param name="Count">How many there are.</param>
public sealed record DueSteps(IReadOnlyList<DueStep> First, int Count)
{
    public const int MostShown = 20;

    public static readonly DueSteps None = new([], 0);

    /// <remarks>1 query, none for who has no city; a second one counts where not all are shown.</remarks>
    public static async Task<DueSteps> DueAsync(
        AppDb db,
        Actor actor,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var cities = DealRights.CitiesOf(actor, RoadmapRights.MayRead);
        if (cities.Count == 0)
            return None;
        var due = db.Stakeholders.Where(s => cities.Contains(s.CityId) && s.NextOn <= today);
        var first = await due.OrderBy(s => s.NextOn)
            .ThenBy(s => s.Id)
            .Take(MostShown)
            .Select(s => new
            {
                s.Id,
                s.CityId,
                s.Name,
                s.NextStep,
                s.NextOn,
            })
            .ToListAsync(cancel);
        return new DueSteps(
            first.ConvertAll(s => new DueStep(
                s.Id,
                s.Name,
                s.NextStep,
                s.NextOn!.Value,
                RoadmapRights.MayEdit(actor, s.CityId)
            )),
            first.Count < MostShown ? first.Count : await due.CountAsync(cancel)
        );
    }
}
