using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Reviews;

/// <summary>Who is written to about practices: a city's deal managers, and of what belongs to no city the network's coordinators.</summary>
internal static class WhoTells
{
    /// <param name="db">The register.</param>
    /// <param name="people">Who they are.</param>
    /// <param name="places">Cities by number; null is the network.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>By place, the first one first.</returns>
    /// <remarks>2 queries for all of them.</remarks>
    public static async Task<ILookup<long?, Person>> FindAsync(
        AppDb db,
        FindPeople people,
        IReadOnlyCollection<long?> places,
        CancellationToken cancel
    )
    {
        var (cities, network) = (places.OfType<long>().ToList(), places.Contains(null));
        var members = await db
            .Memberships.Where(m =>
                (m.Role == MembershipRole.DealManager && m.CityId != null && cities.Contains(m.CityId.Value))
                || (network && m.Role == MembershipRole.Coordinator)
            )
            .Select(m => new { m.AccountId, m.CityId })
            .Distinct()
            .ToListAsync(cancel);
        var persons = (await people([.. members.Select(m => m.AccountId).Distinct()], cancel)).ToDictionary(p =>
            p.AccountId
        );
        return members
            .Where(m => persons.ContainsKey(m.AccountId))
            .OrderBy(m => m.AccountId)
            .ToLookup(m => m.CityId, m => persons[m.AccountId]);
    }
}
