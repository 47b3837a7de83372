using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity.Tokens;

/// <summary>What somebody wants a token for, as it was typed.</summary>
/// <param name="Places">Codes of <see cref="TokenPlace"/>.</param>
/// <param name="Until">The last day, <c>2026-12-31</c>.</param>
public sealed record StatedToken(string Name, string Scope, IReadOnlyCollection<string> Places, string Until);

/// <param name="Secret">Shown now and never again.</param>
public sealed record MadeToken(AccessToken Token, string Secret);

/// <summary>Makes a token for a program that shall act in the person's name.</summary>
public sealed class MakeToken(AppDb db, IEnumerable<TokenScope> scopes, TimeProvider time)
{
    /// <returns>
    /// Refused with <c>not-allowed</c>, <c>too-many-tokens</c>; or with <c>check-fields</c>: at
    /// <c>name</c> <c>token-name-missing</c>, <c>token-name-taken</c>; at <c>places</c> <c>token-place-missing</c>; at
    /// <c>until</c> <c>token-bad-day</c>.
    /// </returns>
    public async Task<Outcome<MadeToken>> RunAsync(Actor actor, StatedToken stated, CancellationToken cancel = default)
    {
        if (scopes.FirstOrDefault(s => s.Code == stated.Scope) is not { } scope)
            return new Refusal("not-allowed");
        var may = await TokenPlace.OfAsync(db, actor, scope, cancel);
        if (may.Count == 0)
            return new Refusal("not-allowed");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // How many there are no index can say: one after another.
        await db.TakeTurnAsync(cancel);
        var own = await db
            .AccessTokens.Where(t => t.AccountId == actor.AccountId)
            .Select(t => t.Name)
            .ToListAsync(cancel);
        if (own.Count >= AccessToken.Most)
            return new Refusal("too-many-tokens", $"{AccessToken.Most}");
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var wrong = new List<FieldProblem>();
        var name = stated.Name.Trim();
        if (name.Length is 0 or > AccessToken.NameLength || name.Any(char.IsControl))
            wrong.Add(new FieldProblem("name", new Refusal("token-name-missing", $"{AccessToken.NameLength}")));
        else if (own.Contains(name))
            wrong.Add(new FieldProblem("name", new Refusal("token-name-taken", name)));
        var places = may.Where(p => stated.Places.Contains(p.Code)).ToList();
        // One that the person may not record for, or no longer, is no slip of the pen.
        if (places.Count < stated.Places.Distinct().Count())
            return new Refusal("not-allowed");
        if (places.Count == 0)
            wrong.Add(new FieldProblem("places", new Refusal("token-place-missing")));
        if (!PartialDate.TryParseDay(stated.Until, out var until) || until < today || until > AccessToken.Latest(today))
            wrong.Add(
                new FieldProblem("until", new Refusal("token-bad-day", $"{AccessToken.Latest(today):yyyy-MM-dd}"))
            );
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var (secret, hash) = AccessToken.NewSecret();
        var token = new AccessToken
        {
            AccountId = actor.AccountId!.Value,
            Name = name,
            Scope = scope.Code,
            Hash = hash,
            Since = today,
            Until = until,
            Places =
            [
                .. places.Select(p => new AccessTokenPlace { CityId = p.CityId, OrganisationId = p.OrganisationId }),
            ],
        };
        db.AccessTokens.Add(token);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new MadeToken(token, secret);
    }
}
