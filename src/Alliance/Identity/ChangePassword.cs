using Alliance.Platform;
using Microsoft.AspNetCore.Identity;

namespace Alliance.Identity;

/// <summary>
/// Sets the password of who is signed in. Who has one gives it; who came by a link and has none needs none.
/// </summary>
public sealed class ChangePassword(UserManager<Account> accounts, SignInManager<Account> signIn)
{
    public const int Shortest = 12;
    public const int Longest = 200;

    /// <returns>
    /// Refused with <c>password-too-short</c>, <c>password-too-long</c>, <c>password-wrong</c>. Other sessions of the person end.
    /// </returns>
    public async Task<Outcome<Account>> ChangeAsync(Account account, string? old, string wanted)
    {
        if (wanted.Length < Shortest)
            return new Refusal(
                "password-too-short",
                Shortest.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        if (wanted.Length > Longest)
            return new Refusal(
                "password-too-long",
                Longest.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        var result = account.PasswordHash is null
            ? await accounts.AddPasswordAsync(account, wanted)
            : await accounts.ChangePasswordAsync(account, old ?? "", wanted);
        if (!result.Succeeded)
            return new Refusal("password-wrong");
        await signIn.RefreshSignInAsync(account);
        return account;
    }
}
