using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Takes a role from a person; the account stays.</summary>
public sealed class RevokeMembership(AppDb db, TimeProvider time)
{
    /// <returns>Refused with <c>membership-not-found</c>, <c>not-allowed</c>, <c>last-administrator</c>.</returns>
    public async Task<Outcome<Membership>> RevokeAsync(Actor by, long id, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (
            await PeopleRights.Visible(db.Memberships, by).FirstOrDefaultAsync(m => m.Id == id, cancel)
            is not { } membership
        )
            return new Refusal("membership-not-found");
        if (!PeopleRights.MayTake(by, membership))
            return new Refusal("not-allowed");
        if (
            membership.Role == MembershipRole.Administrator
            && !await Administrators.AnyButAsync(db, membership.AccountId, cancel)
        )
            return new Refusal("last-administrator");
        db.Memberships.Remove(membership);
        db.RightsChanges.Add(
            new RightsChange
            {
                At = time.GetUtcNow().UtcDateTime,
                ByAccountId = by.AccountId,
                AccountId = membership.AccountId,
                Granted = false,
                Role = membership.Role,
                CityId = membership.CityId,
                OrganisationId = membership.OrganisationId,
            }
        );
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return membership;
    }
}
