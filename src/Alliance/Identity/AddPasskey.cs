using Alliance.Platform;
using Microsoft.AspNetCore.Identity;

namespace Alliance.Identity;

/// <summary>Keeps a passkey that the person's device has just made.</summary>
public sealed class AddPasskey(UserManager<Account> accounts, SignInManager<Account> signIn)
{
    // A person has a phone, a laptop and a key or two.
    private const int Most = 20;

    /// <param name="account">Whose.</param>
    /// <param name="credential">What the browser answered (WebAuthn Level 3, 5.1.8: RegistrationResponseJSON).</param>
    /// <param name="name">How the person calls it; may be empty.</param>
    /// <returns>Refused with <c>passkey-failed</c>, <c>too-many-passkeys</c>.</returns>
    public async Task<Outcome<UserPasskeyInfo>> AddAsync(Account account, string? credential, string? name)
    {
        if (string.IsNullOrEmpty(credential))
            return new Refusal("passkey-failed");
        if ((await accounts.GetPasskeysAsync(account)).Count >= Most)
            return new Refusal("too-many-passkeys");
        var made = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!made.Succeeded)
            return new Refusal("passkey-failed");
        made.Passkey.Name = name?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, 100)] : null;
        var kept = await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey);
        return kept.Succeeded ? made.Passkey : new Refusal("passkey-failed");
    }
}
