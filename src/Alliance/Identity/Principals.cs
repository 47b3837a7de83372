using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Alliance.Identity;

/// <summary>
/// What the session's cookie says: which account, and the stamp that ends all sessions at once. Name and rights are read at
/// each request, so that a right that was taken is gone at the next click.
/// </summary>
internal sealed class Principals(UserManager<Account> accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var claims = Options.ClaimsIdentity;
        var identity = new ClaimsIdentity(
            IdentityConstants.ApplicationScheme,
            claims.UserNameClaimType,
            claims.RoleClaimType
        );
        identity.AddClaim(
            new Claim(claims.UserIdClaimType, user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        identity.AddClaim(new Claim(claims.SecurityStampClaimType, user.SecurityStamp ?? ""));
        return Task.FromResult(identity);
    }
}
