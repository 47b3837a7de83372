using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Makes a member an observer or an observer a member, and lets somebody go. What they wrote stays.</summary>
public sealed class KeepMember(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who keeps the space.</param>
    /// <param name="slug">The space.</param>
    /// <param name="member">The member's number.</param>
    /// <param name="role">A code of <see cref="SpaceRole"/>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with <c>space-not-found</c>, <c>not-allowed</c>, <c>member-not-found</c>, <c>unknown-choice</c>.</returns>
    public Task<Outcome<SpaceMember>> ChangeAsync(
        Actor actor,
        string slug,
        long member,
        string role,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            member,
            (access, _) => access.MayKeep,
            kept =>
            {
                if (!Code.TryParse<SpaceRole>(role, out var read))
                    return new Refusal("unknown-choice");
                kept.Role = read;
                return null;
            },
            cancel
        );

    /// <summary>By who keeps the space, or by the member: everybody may leave. Refused as <see cref="ChangeAsync"/>.</summary>
    public Task<Outcome<SpaceMember>> EndAsync(
        Actor actor,
        string slug,
        long member,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            member,
            (access, ends) => access.MayKeep || access.IsAuthor(ends.AccountId),
            ends =>
            {
                ends.Until = time.GetUtcNow().InWholeSeconds().UtcDateTime;
                return null;
            },
            cancel
        );

    private async Task<Outcome<SpaceMember>> RunAsync(
        Actor actor,
        string slug,
        long member,
        Func<SpaceAccess, SpaceMember, bool> may,
        Func<SpaceMember, Refusal?> change,
        CancellationToken cancel
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { } access)
            return new Refusal("space-not-found");
        var found = await db.SpaceMembers.SingleOrDefaultAsync(
            m => m.Id == member && m.SpaceId == access.Space.Id && m.Until == null,
            cancel
        );
        // Whom one may not touch is refused before it is said whether they are there.
        if (!access.MayKeep && found?.AccountId != actor.AccountId)
            return new Refusal("not-allowed");
        if (found is null)
            return new Refusal("member-not-found");
        if (!may(access, found))
            return new Refusal("not-allowed");
        if (change(found) is { } refused)
            return refused;
        await db.SaveChangesAsync(cancel);
        return found;
    }
}
