using Alliance.Platform;
using Microsoft.AspNetCore.Identity;

namespace Alliance.Identity;

/// <summary>
/// Has somebody who is signed in prove to hold a passkey of the account now, for an act that a session alone is not enough
/// for.
/// </summary>
public sealed class PasskeyProof(
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    IHttpContextAccessor http
)
{
    /// <inheritdoc cref="Network.AskForPasskey"/>
    public async Task<string?> AskAsync()
    {
        if (await AccountAsync() is not { } account || (await accounts.GetPasskeysAsync(account)).Count == 0)
            return null;
        return await signIn.MakePasskeyRequestOptionsAsync(account);
    }

    /// <inheritdoc cref="Network.ConfirmByPasskey"/>
    public async Task<Outcome<long>> ConfirmAsync(string? credential)
    {
        if (string.IsNullOrEmpty(credential) || await AccountAsync() is not { } account)
            return new Refusal("passkey-failed");
        var result = await signIn.PerformPasskeyAssertionAsync(credential);
        if (!result.Succeeded || result.User.Id != account.Id)
            return new Refusal("passkey-failed");
        // The counter of uses, by which a copied key gives itself away.
        await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey);
        return account.Id;
    }

    private async Task<Account?> AccountAsync() =>
        http.HttpContext is { User: { } user } ? await accounts.GetUserAsync(user) : null;
}
