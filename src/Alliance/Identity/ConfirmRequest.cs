using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>A stranger says by the link in the mail that the address is theirs; now whoever decides is asked.</summary>
public sealed class ConfirmRequest(AppDb db, FindPeople people, TimeProvider time)
{
    /// <returns>The organisation's name. Refused with <c>link-not-valid</c>.</returns>
    public async Task<Outcome<string>> ConfirmAsync(
        string token,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var hash = LinkToken.HashOf(token);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Of two clicks at once one is the first.
        var confirmed = await db
            .MembershipRequests.Where(r =>
                r.ConfirmationHash == hash && r.ConfirmedAt == null && r.ExpiresAt > now.UtcDateTime
            )
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => r.ConfirmedAt, now.UtcDateTime)
                        .SetProperty(r => r.ExpiresAt, now.UtcDateTime + MembershipRequest.Lasts),
                cancel
            );
        if (confirmed == 0)
            return new Refusal("link-not-valid");
        var request = await db
            .MembershipRequests.Include(r => r.Organisation)
            .SingleAsync(r => r.ConfirmationHash == hash, cancel);
        await Deciders.TellAsync(db, people, request, request.Organisation!, addressOf, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return request.Organisation!.Name;
    }
}
