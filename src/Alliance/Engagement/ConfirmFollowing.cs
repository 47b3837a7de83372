using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>Whoever has the link of a mail says yes: that mails shall come, or shall go on.</summary>
public sealed class ConfirmFollowing(AppDb db, TimeProvider time)
{
    /// <summary>Whose link it is, with its links; null where it opens nothing, as after the time to confirm.</summary>
    public static async Task<Following?> FindAsync(AppDb db, string token, DateTime now, CancellationToken cancel)
    {
        var hash = LinkToken.HashOf(token);
        var oldest = now - Following.ToConfirm;
        return await db
            .Followings.Include(f => f.Links)
            .SingleOrDefaultAsync(
                f => f.Links.Any(l => l.Hash == hash) && (f.ConfirmedAt != null || f.AskedAt > oldest),
                cancel
            );
    }

    /// <summary>The rhythm that this link would confirm and that does not hold yet; null where there is nothing to confirm.</summary>
    public static FollowRhythm? Asks(Following following, string token)
    {
        var hash = LinkToken.HashOf(token);
        return
            following.Links.Find(l => l.Hash == hash)?.Asks is { } wanted
            && (following.ConfirmedAt is null || following.Rhythm != wanted)
            ? wanted
            : null;
    }

    /// <summary>Again is no mistake. Refused with <c>link-not-valid</c>.</summary>
    /// <param name="token">Of the link.</param>
    /// <param name="language">Of the page, and of mails from now on.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Outcome<Following>> RunAsync(string token, string language, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await FindAsync(db, token, now, cancel) is not { } following)
            return new Refusal("link-not-valid");
        if (Asks(following, token) is not { } rhythm)
            return following;
        following.Confirm(rhythm, language, now);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : following;
    }

    /// <summary>All that this address was asked about goes on. Again is no mistake. Refused with <c>link-not-valid</c>.</summary>
    public async Task<Outcome<Following>> GoOnAsync(string token, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await FindAsync(db, token, now, cancel) is not { ConfirmedAt: not null } following)
            return new Refusal("link-not-valid");
        foreach (
            var asked in await db
                .Followings.Where(f => f.Email == following.Email && f.AskedAgainAt != null)
                .ToListAsync(cancel)
        )
            (asked.ConfirmedAt, asked.AskedAgainAt) = (now, null);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : following;
    }
}
