using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity.Tokens;

/// <inheritdoc cref="WhoActsByToken"/>
internal sealed class ActingToken(AppDb db, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    /// <inheritdoc cref="WhoActsByToken"/>
    public async Task<Outcome<TokenActor>> ActorAsync(string authorization, TokenScope scope, CancellationToken cancel)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return new Refusal("token-missing");
        var hash = LinkToken.HashOf(authorization[Scheme.Length..].Trim());
        var token = await db
            .AccessTokens.Where(t => t.Hash == hash && t.Scope == scope.Code)
            .Select(t => new
            {
                t.Id,
                t.AccountId,
                t.Until,
                t.LastUsed,
                Name = db.Accounts.Where(a => a.Id == t.AccountId).Select(a => a.Name).First(),
            })
            .SingleOrDefaultAsync(cancel);
        if (token is null)
            return new Refusal("token-unknown");
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (token.Until < today)
            return new Refusal("token-expired", $"{token.Until:yyyy-MM-dd}");
        var memberships = await db
            .Memberships.Where(m =>
                m.AccountId == token.AccountId
                && db.Set<AccessTokenPlace>()
                    .Any(p =>
                        p.TokenId == token.Id
                        && (
                            (p.CityId != null && p.CityId == m.CityId)
                            || (p.OrganisationId != null && p.OrganisationId == m.OrganisationId)
                        )
                    )
            )
            .OrderBy(m => m.Id)
            .Select(m => new ActorMembership(m.Role, m.CityId, m.OrganisationId))
            .ToListAsync(cancel);
        if (token.LastUsed != today)
            await db
                .AccessTokens.Where(t => t.Id == token.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsed, today), cancel);
        return new TokenActor(token.Id, new Actor(token.AccountId, token.Name, memberships));
    }
}
