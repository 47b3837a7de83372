using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Alliance.Platform.Mail;

/// <summary>
/// What stands in a link that does something without signing in: 32 random bytes, base64url. Only the hash is stored; who
/// reads the database cannot use it.
/// </summary>
public static class LinkToken
{
    /// <summary>The length of <see cref="HashOf"/>, for the column that keeps it.</summary>
    public const int HashLength = 64;

    private const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether it looks like one of <see cref="New"/>: nothing else than that stands in an address.</summary>
    public static bool IsOne(string text) =>
        text.Length == Length && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
