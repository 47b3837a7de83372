using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity.Tokens;

/// <summary>Ends a token at once, and for good.</summary>
public sealed class RevokeToken(AppDb db)
{
    /// <returns>The token's key. Refused with <c>token-not-found</c>: it is another person's, or gone already.</returns>
    public async Task<Outcome<long>> RunAsync(Actor actor, long token, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // What a program records by it at this moment is recorded before, or not at all.
        await db.TakeTurnAsync(cancel);
        var own = db.AccessTokens.Where(t => t.Id == token && t.AccountId == actor.AccountId);
        if (await own.ExecuteDeleteAsync(cancel) == 0)
            return new Refusal("token-not-found");
        await transaction.CommitAsync(cancel);
        return token;
    }
}
