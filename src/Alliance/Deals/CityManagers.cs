using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>Who is written to about a city's deals.</summary>
internal static class CityManagers
{
    /// <summary>The city's deal managers, the first one first (2 queries).</summary>
    public static async Task<IReadOnlyList<Person>> FindAsync(
        AppDb db,
        FindPeople people,
        long city,
        CancellationToken cancel
    )
    {
        var accounts = await db
            .Memberships.Where(m => m.CityId == city && m.Role == MembershipRole.DealManager)
            .Select(m => m.AccountId)
            .Distinct()
            .ToListAsync(cancel);
        return [.. (await people(accounts, cancel)).OrderBy(p => p.AccountId)];
    }
}
