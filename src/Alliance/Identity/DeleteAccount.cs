using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>
/// Erases an account and everything that hangs on it: roles, links, mails to its address, and what other rooms keep of the
/// person (<see cref="IKeepPersons"/>). What the person did for an organisation stays, under the organisation's name and the role.
/// </summary>
public sealed class DeleteAccount(AppDb db, SignInManager<Account> signIn, IEnumerable<IKeepPersons> others)
{
    /// <returns>Refused with <c>last-administrator</c>: nobody could let anybody in any more.</returns>
    public async Task<Outcome<Account>> DeleteAsync(Account account, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Programs that record by this person's tokens have done so before, or find them gone.
        await db.TakeTurnAsync(cancel);
        var isAdministrator = await db.Memberships.AnyAsync(
            m => m.AccountId == account.Id && m.Role == MembershipRole.Administrator,
            cancel
        );
        if (isAdministrator && !await Administrators.AnyButAsync(db, account.Id, cancel))
            return new Refusal("last-administrator");
        var id = account.Id;
        await db
            .RightsChanges.Where(c => c.AccountId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.AccountId, (long?)null), cancel);
        await db
            .RightsChanges.Where(c => c.ByAccountId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.ByAccountId, (long?)null), cancel);
        await db.Memberships.Where(m => m.AccountId == id).ExecuteDeleteAsync(cancel);
        var email = account.Email!.ToLowerInvariant();
        await db.MembershipRequests.Where(r => r.AccountId == id || r.Email == email).ExecuteDeleteAsync(cancel);
        await db.AccessTokens.Where(t => t.AccountId == id).ExecuteDeleteAsync(cancel);
        await db.SignInLinks.Where(l => l.AccountId == id).ExecuteDeleteAsync(cancel);
        await db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == id).ExecuteDeleteAsync(cancel);
        // Becomes lower(…) of the database: addresses stand as somebody typed them.
#pragma warning disable CA1304, CA1311, CA1862
        await db.Mails.Where(m => m.To.ToLower() == email).ExecuteDeleteAsync(cancel);
        // Mails to others that were answered to this person: what was given up names the person and is never sent again, what
        // still waits goes without the address.
        await db
            .Mails.Where(m => m.ReplyTo!.ToLower() == email && m.GivenUpAt != null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Text, "").SetProperty(m => m.Html, ""), cancel);
        await db
            .Mails.Where(m => m.ReplyTo!.ToLower() == email)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.ReplyTo, (string?)null), cancel);
        await db
            .Mandates.Where(m => m.Contact!.ToLower() == email)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Contact, (string?)null), cancel);
#pragma warning restore CA1304, CA1311, CA1862
        foreach (var room in others)
            await room.ForgetAsync(KnownPeople.Of(account), cancel);
        await db.Accounts.Where(a => a.Id == id).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        await signIn.SignOutAsync();
        return account;
    }
}
