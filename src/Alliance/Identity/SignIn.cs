using Alliance.Platform;
using Microsoft.AspNetCore.Identity;

namespace Alliance.Identity;

/// <summary>Signs in by e-mail address and password, or by a passkey.</summary>
public sealed class SignIn(UserManager<Account> accounts, SignInManager<Account> signIn)
{
    // What an unknown address is compared with, so that it takes as long as a known one.
    private static readonly Account Nobody = new() { UserName = "nobody" };
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(Nobody, "nobody");

    /// <returns>
    /// Refused with <c>sign-in-failed</c>, whatever was wrong: who tries addresses or passwords learns nothing. After ten
    /// wrong passwords the account takes none for a quarter of an hour; a link by mail still works.
    /// </returns>
    public async Task<Outcome<Account>> SignInAsync(string email, string password)
    {
        if (await accounts.FindByEmailAsync(email.Trim()) is not { PasswordHash: not null } account)
        {
            accounts.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return new Refusal("sign-in-failed");
        }
        var result = await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded ? account : new Refusal("sign-in-failed");
    }

    /// <param name="credential">What the browser answered (WebAuthn Level 3, 5.1.8: AuthenticationResponseJSON).</param>
    /// <returns>Refused with <c>passkey-failed</c>.</returns>
    public async Task<Outcome<string>> ByPasskeyAsync(string? credential)
    {
        if (string.IsNullOrEmpty(credential))
            return new Refusal("passkey-failed");
        var result = await signIn.PasskeySignInAsync(credential);
        return result.Succeeded ? "" : new Refusal("passkey-failed");
    }
}
