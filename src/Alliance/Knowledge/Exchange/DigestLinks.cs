using System.Globalization;
using System.Security.Cryptography;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.DataProtection;

namespace Alliance.Knowledge.Exchange;

/// <summary>
/// The link in a digest that ends the mails, without signing in. It is sealed and not stored: all that were ever mailed hold, and open nothing but
/// this.
/// </summary>
public sealed class DigestLinks(IDataProtectionProvider protection, MailLinks links)
{
    private readonly IDataProtector seal = protection.CreateProtector("Alliance.ExchangeDigest.v1");

    public string Of(SpaceMember member, Language language) =>
        links.Of(language, "spaces/mails/" + seal.Protect(member.Id.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The member's number; null for what was not sealed here.</summary>
    public long? Read(string token)
    {
        try
        {
            return long.Parse(seal.Unprotect(token), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
