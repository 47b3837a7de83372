using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

internal static class Administrators
{
    /// <summary>
    /// Whether somebody other than this account is an administrator. To be asked in the transaction that takes the role
    /// away: until its end nobody else takes one, so that of two who leave at once one is refused.
    /// </summary>
    public static async Task<bool> AnyButAsync(AppDb db, long account, CancellationToken cancel)
    {
        // SQLite has one writer at a time anyway.
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync(
                $"SELECT id FROM memberships WHERE role = 'administrator' FOR UPDATE",
                cancel
            );
        return await db.Memberships.AnyAsync(
            m => m.Role == MembershipRole.Administrator && m.AccountId != account,
            cancel
        );
    }
}
