using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Signs in whoever holds a link that is still good, and makes it worthless.</summary>
public sealed class UseSignInLink(AppDb db, SignInManager<Account> signIn, TimeProvider time)
{
    /// <returns>Refused with <c>link-not-valid</c>: unknown, used, or too old.</returns>
    public async Task<Outcome<Account>> UseAsync(string token, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var hash = LinkToken.HashOf(token);
        // Of two clicks at once one is the first.
        var used = await db
            .SignInLinks.Where(l => l.Hash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), cancel);
        if (used == 0)
            return new Refusal("link-not-valid");
        var account = await db.Accounts.SingleAsync(
            a => db.SignInLinks.Any(l => l.Hash == hash && l.AccountId == a.Id),
            cancel
        );
        // The mail was read, hence the address is the person's.
        account.EmailConfirmed = true;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await db.SaveChangesAsync(cancel);
        await signIn.SignInAsync(account, isPersistent: false);
        return account;
    }
}
