using Alliance.Platform.Mail;

namespace Alliance.Identity;

/// <summary>
/// A link that signs one person in, once. Only its hash is stored: who reads the database cannot use it. Opening the link
/// does not consume it, because mail scanners open links; the button behind it does.
/// </summary>
public sealed class SignInLink
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>For invitations, which are not always read at once.</summary>
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    public long Id { get; private set; }
    public required long AccountId { get; init; }
    public required string Hash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; set; }

    /// <summary>A new link and the token that stands in its address.</summary>
    public static (SignInLink Link, string Token) New(long account, TimeSpan lasts, DateTime now)
    {
        var token = LinkToken.New();
        var link = new SignInLink
        {
            AccountId = account,
            Hash = LinkToken.HashOf(token),
            CreatedAt = now,
            ExpiresAt = now + lasts,
        };
        return (link, token);
    }
}
