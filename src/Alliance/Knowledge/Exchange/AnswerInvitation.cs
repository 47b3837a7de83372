using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Who was invited comes into the space, or does not want to.</summary>
public sealed class AnswerInvitation(AppDb db, FindPeople people, TimeProvider time)
{
    /// <param name="actor">Whose address was invited.</param>
    /// <param name="id">The invitation's number.</param>
    /// <param name="comes">Or says no.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with <c>invitation-not-found</c>, <c>space-is-full</c>, <c>somebody-was-faster</c>.</returns>
    public async Task<Outcome<Space>> RunAsync(Actor actor, long id, bool comes, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().InWholeSeconds().UtcDateTime;
        if (
            await EmailAsync(people, actor, cancel) is not { } email
            || await Open(db, email, now).Include(i => i.Space).SingleOrDefaultAsync(i => i.Id == id, cancel)
                is not { Space: { } space } invitation
        )
            return new Refusal("invitation-not-found");
        db.SpaceInvitations.Remove(invitation);
        if (comes)
        {
            var account = actor.AccountId!.Value;
            var before = await db.SpaceMembers.SingleOrDefaultAsync(
                m => m.SpaceId == space.Id && m.AccountId == account,
                cancel
            );
            if (
                await db.SpaceMembers.CountAsync(m => m.SpaceId == space.Id && m.Until == null, cancel)
                >= SpaceMember.Most
            )
                return new Refusal("space-is-full", $"{SpaceMember.Most}");
            if (before is null)
                db.SpaceMembers.Add(
                    new SpaceMember
                    {
                        SpaceId = space.Id,
                        AccountId = account,
                        Role = invitation.Role,
                        Since = now,
                        Rhythm = DigestRhythm.Weekly,
                        DigestedAt = now,
                    }
                );
            else
            {
                if (before.Until is not null)
                    (before.Since, before.DigestedAt, before.SeenAt) = (now, now, null);
                (before.Role, before.Until) = (invitation.Role, null);
            }
        }
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return space;
        db.ChangeTracker.Clear();
        return raced;
    }

    /// <summary>The invitations that still hold, of one address.</summary>
    public static IQueryable<SpaceInvitation> Open(AppDb db, string email, DateTime now)
    {
        var oldest = now - SpaceInvitation.Lasts;
        return db.SpaceInvitations.Where(i => i.Email == email && i.At >= oldest && i.Space!.ClosedAt == null);
    }

    /// <summary>The address of who acts, in small letters; null for a stranger.</summary>
    internal static async Task<string?> EmailAsync(FindPeople people, Actor actor, CancellationToken cancel) =>
        actor.AccountId is { } account && await people([account], cancel) is [var own]
            ? own.Email.ToLowerInvariant()
            : null;
}
