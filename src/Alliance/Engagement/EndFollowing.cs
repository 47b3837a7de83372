using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>No more mails: the address is deleted at once, and with the last thing it follows the mails that have not gone yet.</summary>
public sealed class EndFollowing(AppDb db, TimeProvider time)
{
    /// <summary>Of what this link belongs to. Refused with <c>link-not-valid</c>.</summary>
    public async Task<Outcome<Followed>> RunAsync(string token, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await ConfirmFollowing.FindAsync(db, token, now, cancel) is not { } following)
            return new Refusal("link-not-valid");
        if (!await db.Followings.AnyAsync(f => f.Email == following.Email && f.Id != following.Id, cancel))
            return await AllOfAsync(following, cancel);
        await db.Followings.Where(f => f.Id == following.Id).ExecuteDeleteAsync(cancel);
        return following.What;
    }

    /// <summary>Of everything that the link's address follows. Refused with <c>link-not-valid</c>.</summary>
    public async Task<Outcome<Followed>> AllAsync(string token, CancellationToken cancel = default) =>
        await ConfirmFollowing.FindAsync(db, token, time.GetUtcNow().UtcDateTime, cancel) is { } following
            ? await AllOfAsync(following, cancel)
            : new Refusal("link-not-valid");

    private async Task<Followed> AllOfAsync(Following following, CancellationToken cancel)
    {
        await ForgetAsync(db, following.Email, cancel);
        return following.What;
    }

    /// <summary>Everything that this address follows, and what waits to be sent to it.</summary>
    internal static async Task ForgetAsync(AppDb db, string email, CancellationToken cancel)
    {
        var (from, to) = FollowingMails.AllKeys;
        await db.Followings.Where(f => f.Email == email).ExecuteDeleteAsync(cancel);
        await db
            .Mails.Where(m =>
                m.Key.CompareTo(from) >= 0 && m.Key.CompareTo(to) < 0 && m.To == email && m.SentAt == null
            )
            .ExecuteDeleteAsync(cancel);
    }
}
