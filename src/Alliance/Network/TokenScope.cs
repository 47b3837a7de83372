using Alliance.Platform;

namespace Alliance.Network;

/// <summary>
/// What a token lets a program do in somebody's name. The room that takes such tokens registers one; Identity, which makes
/// them, knows no more of it. Its name is the text <c>token.scope.{Code}</c>.
/// </summary>
/// <param name="Code">As OAuth writes scopes: <c>measurements:write</c>.</param>
/// <param name="Roles">Whoever has one of them may give such a token, for the city or organisation of that role.</param>
public sealed record TokenScope(string Code, params IReadOnlyList<MembershipRole> Roles);

/// <summary>Whom a token stands for: the person now, within the places that the token names.</summary>
/// <param name="Token">Its key, under which answers are kept.</param>
public sealed record TokenActor(long Token, Actor Actor);

/// <summary>
/// The person behind a token, for rooms that know no accounts; Identity fills it in. A role that was taken is gone at the
/// next request, and the token is never more than its person.
/// </summary>
/// <param name="authorization">The header of that name.</param>
/// <param name="scope">What the token must be good for.</param>
/// <returns>Refused with <c>token-missing</c>, <c>token-unknown</c>, <c>token-expired</c>.</returns>
public delegate Task<Outcome<TokenActor>> WhoActsByToken(
    string authorization,
    TokenScope scope,
    CancellationToken cancel = default
);
