using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>For what a role is given, with what the right to give it depends on.</summary>
/// <param name="City">The city; of an organisation the one it belongs to, if any.</param>
/// <param name="Organisation">Null for roles in cities and in the network.</param>
/// <param name="HasRepresentative">Whether somebody acts for the organisation already.</param>
public sealed record RolePlace(long? City = null, long? Organisation = null, bool HasRepresentative = false)
{
    public static readonly RolePlace Network = new();

    /// <summary>
    /// The place that a role names; null where it is not there, or is a record that was merged into another. One query.
    /// </summary>
    public static async Task<RolePlace?> FindAsync(
        AppDb db,
        long? city,
        long? organisation,
        CancellationToken cancel = default
    )
    {
        if (organisation is { } own)
            return await db
                .Organisations.Where(o => o.Id == own && o.MergedIntoId == null)
                .Select(o => new RolePlace(
                    o.CityId,
                    o.Id,
                    db.Memberships.Any(m => m.OrganisationId == o.Id && m.Role == MembershipRole.Representative)
                ))
                .FirstOrDefaultAsync(cancel);
        if (city is not { } place)
            return Network;
        return await db.Cities.AnyAsync(c => c.Id == place, cancel) ? new RolePlace(place) : null;
    }
}
