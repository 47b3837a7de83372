using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Gives the role that somebody asked for, or refuses it with a reason; either is told by a mail.</summary>
public sealed class DecideRequest(AppDb db, InvitePerson inviting, TimeProvider time)
{
    public const int ReasonLength = 1000;

    /// <returns>The person's name. Refused with <c>request-not-found</c>, and as <see cref="InvitePerson"/> does.</returns>
    public async Task<Outcome<string>> AcceptAsync(
        Actor by,
        long id,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        if (await FindAsync(by, id, cancel) is not { } request)
            return new Refusal("request-not-found");
        // Stored by the invitation's SaveChanges, in its transaction.
        db.MembershipRequests.Remove(request);
        var invited = await inviting.InviteAsync(
            by,
            new Invitation(
                request.Email,
                request.Name,
                request.Speaks,
                request.Role,
                Organisation: request.OrganisationId
            )
            {
                Asked = true,
            },
            addressOf,
            cancel
        );
        if (invited.Refusal is not { } refusal)
            return request.Name;
        // Whoever has the role already needs no answer, and the request no place.
        if (refusal.Code == "already-member")
            await db.MembershipRequests.Where(r => r.Id == id).ExecuteDeleteAsync(cancel);
        return refusal;
    }

    /// <returns>
    /// The person's name. Refused with <c>request-not-found</c>, <c>request-reason-missing</c>, <c>request-reason-too-long</c>.
    /// </returns>
    public async Task<Outcome<string>> RefuseAsync(Actor by, long id, string reason, CancellationToken cancel = default)
    {
        reason = reason.Trim();
        if (reason.Length == 0)
            return new Refusal("request-reason-missing");
        if (reason.Length > ReasonLength)
            return new Refusal("request-reason-too-long", $"{ReasonLength}");
        if (await FindAsync(by, id, cancel) is not { } request)
            return new Refusal("request-not-found");
        var now = time.GetUtcNow();
        request.RefusedAt = now.UtcDateTime;
        request.Note = null;
        var organisation = await db
            .Organisations.Where(o => o.Id == request.OrganisationId)
            .Select(o => o.Name)
            .SingleAsync(cancel);
        var reader = new Reader(request.Speaks);
        db.Send(
            new Letter(
                $"request-refused:{request.Id}",
                request.Email,
                reader.Language,
                reader["mail.refused.subject", organisation],
                [
                    reader["mail.hello", request.Name],
                    reader["mail.refused.text", organisation],
                    reader["mail.refused.reason", reason],
                ]
            )
            {
                Footnotes = [reader["mail.refused.ask"]],
            },
            now
        );
        await db.SaveChangesAsync(cancel);
        return request.Name;
    }

    private Task<MembershipRequest?> FindAsync(Actor by, long id, CancellationToken cancel) =>
        PeopleRights.Decidable(db, by, time.GetUtcNow().UtcDateTime).FirstOrDefaultAsync(r => r.Id == id, cancel);
}
