using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>
/// Invites somebody by address. Who has an account there gets a mail, and says yes or no; who invites sees the same whether or not there is one, so
/// that nobody tries out addresses here.
/// </summary>
public sealed class InviteToSpace(AppDb db, FindPersonByEmail person, MailLinks links, TimeProvider time)
{
    /// <param name="actor">Who keeps the space.</param>
    /// <param name="slug">The space.</param>
    /// <param name="email">An address.</param>
    /// <param name="role">A code of <see cref="SpaceRole"/>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The invitation's space. Refused with <c>space-not-found</c>, <c>not-allowed</c>, <c>space-is-closed</c>, <c>somebody-was-faster</c>, or
    /// <c>check-fields</c>: at <c>email</c> <c>email-missing</c>, <c>bad-email</c>, <c>invitations-are-many</c>; at <c>role</c> <c>unknown-choice</c>.
    /// </returns>
    public async Task<Outcome<Space>> RunAsync(
        Actor actor,
        string slug,
        string email,
        string role,
        CancellationToken cancel = default
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { Space: { } space } access)
            return new Refusal("space-not-found");
        if (!access.MayKeep)
            return new Refusal("not-allowed");
        if (!access.IsOpen)
            return new Refusal("space-is-closed");
        var wrong = new List<FieldProblem>();
        email = email.Trim().ToLowerInvariant();
        if (email.Length == 0)
            wrong.Add(new FieldProblem("email", new Refusal("email-missing")));
        else if (!OutgoingMail.IsAddress(email))
            wrong.Add(new FieldProblem("email", new Refusal("bad-email", email)));
        else if (
            await db.SpaceInvitations.CountAsync(i => i.SpaceId == space.Id && i.Email != email, cancel)
            >= SpaceInvitation.Most
        )
            wrong.Add(new FieldProblem("email", new Refusal("invitations-are-many", $"{SpaceInvitation.Most}")));
        if (!Code.TryParse<SpaceRole>(role, out var given))
            wrong.Add(new FieldProblem("role", new Refusal("unknown-choice")));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var known = await person(email, cancel);
        // Who is there sees that in the list of members, as everybody does.
        if (
            known is not null
            && await db.SpaceMembers.AnyAsync(
                m => m.SpaceId == space.Id && m.AccountId == known.AccountId && m.Until == null,
                cancel
            )
        )
            return space;
        var now = time.GetUtcNow().InWholeSeconds();
        var invitation = await db.SpaceInvitations.SingleOrDefaultAsync(
            i => i.SpaceId == space.Id && i.Email == email,
            cancel
        );
        if (invitation is null)
            db.SpaceInvitations.Add(
                new SpaceInvitation
                {
                    SpaceId = space.Id,
                    Email = email,
                    Role = given,
                    At = now.UtcDateTime,
                }
            );
        else
            (invitation.Role, invitation.At) = (given, now.UtcDateTime);
        if (known is not null)
        {
            var letter = InvitationLetters.To(space, known, actor, links, now);
            // A mailbox is not filled by asking again and again.
            if (!await db.Mails.AnyAsync(m => m.Key == letter.Key, cancel))
                db.Send(letter, now);
        }
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return space;
        db.ChangeTracker.Clear();
        return raced;
    }

    /// <summary>Takes an invitation back. Refused with <c>space-not-found</c>, <c>not-allowed</c>.</summary>
    public async Task<Outcome<Space>> TakeBackAsync(
        Actor actor,
        string slug,
        long invitation,
        CancellationToken cancel = default
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { Space: { } space } access)
            return new Refusal("space-not-found");
        if (!access.MayKeep)
            return new Refusal("not-allowed");
        await db.SpaceInvitations.Where(i => i.Id == invitation && i.SpaceId == space.Id).ExecuteDeleteAsync(cancel);
        return space;
    }
}
