using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>
/// Invites all who have a place at the sprint whose guests meet in a space, by the addresses that they gave its hosts. Done again it invites who has
/// registered since: nobody who is there, is invited already, or was written to in the last month and did not want to come.
/// </summary>
public sealed class InviteGuests(
    AppDb db,
    FindGuestsOfSprint guests,
    FindPeopleByEmail people,
    MailLinks links,
    TimeProvider time
)
{
    /// <param name="actor">Who keeps the space, and hosts the sprint.</param>
    /// <param name="slug">The space.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The space. Refused with <c>space-not-found</c>, <c>not-allowed</c> (also where it is no sprint's), <c>space-is-closed</c>, <c>no-guests</c>,
    /// <c>invitations-are-many</c>, <c>somebody-was-faster</c>; then nobody is invited.
    /// </returns>
    public async Task<Outcome<Space>> RunAsync(Actor actor, string slug, CancellationToken cancel = default)
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { Space: { } space } access)
            return new Refusal("space-not-found");
        if (!access.MayKeep || space.Sprint is not { } sprint || await guests(actor, sprint, cancel) is not { } found)
            return new Refusal("not-allowed");
        if (!access.IsOpen)
            return new Refusal("space-is-closed");
        if (found.Count == 0)
            return new Refusal("no-guests");
        var now = time.GetUtcNow().InWholeSeconds();
        var open = await db.SpaceInvitations.Where(i => i.SpaceId == space.Id).Select(i => i.Email).ToListAsync(cancel);
        var keys = InvitationLetters.KeysOf(space);
        // Mails stand under addresses as their owners typed them.
        var mailed = (
            await db.Mails.Where(m => m.Key.StartsWith(keys)).Select(m => m.To).ToListAsync(cancel)
        ).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var left = found.Where(g => !open.Contains(g.Email) && !mailed.Contains(g.Email)).ToList();
        var known = (await people([.. left.Select(g => g.Email)], cancel)).ToDictionary(p =>
            p.Email.ToLowerInvariant()
        );
        var there = await db
            .SpaceMembers.Where(m => m.SpaceId == space.Id && m.Until == null)
            .Select(m => m.AccountId)
            .ToListAsync(cancel);
        left.RemoveAll(g => known.GetValueOrDefault(g.Email) is { } person && there.Contains(person.AccountId));
        if (open.Count + left.Count > SpaceInvitation.Most)
            return new Refusal("invitations-are-many", $"{SpaceInvitation.Most}");
        foreach (var guest in left)
        {
            db.SpaceInvitations.Add(
                new SpaceInvitation
                {
                    SpaceId = space.Id,
                    Email = guest.Email,
                    Role = SpaceRole.Member,
                    At = now.UtcDateTime,
                }
            );
            db.Send(
                known.GetValueOrDefault(guest.Email) is { } person
                    ? InvitationLetters.To(space, person, actor, links, now)
                    : InvitationLetters.ToGuest(space, guest, actor, links, now),
                now
            );
        }
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return space;
        db.ChangeTracker.Clear();
        return raced;
    }
}
