using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Jobs;

/// <summary>
/// Mails what happened to who follows it, each in its rhythm and one mail a day at most to an address; asks after two years whether it shall go on; and
/// forgets who never confirmed that or did not answer.
/// </summary>
internal static class TellWhoFollows
{
    // What an act stamps is there some moments later, and what an import stamps some minutes.
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan NotAgainBefore = TimeSpan.FromDays(1);
    private const int Batch = 100;

    /// <summary>How many mails were written and addresses forgotten.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var mails = services.GetRequiredService<FollowingMails>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var done = await ForgetAsync(db, now, cancel);
        done += await AskToGoOnAsync(db, mails, now, cancel);
        return done + await TellAsync(db, mails, now, cancel);
    }

    // Asked first: on SQLite even a statement that changes nothing takes the writer's turn.
    private static async Task<int> ForgetAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        var (asked, unanswered) = (now - Following.ToConfirm, now - Following.ToGoOn);
        var over = db.Followings.Where(f =>
            (f.ConfirmedAt == null && f.AskedAt <= asked) || f.AskedAgainAt <= unanswered
        );
        return await over.AnyAsync(cancel) ? await over.ExecuteDeleteAsync(cancel) : 0;
    }

    private static async Task<int> AskToGoOnAsync(
        AppDb db,
        FollowingMails mails,
        DateTime now,
        CancellationToken cancel
    )
    {
        var before = now.AddMonths(-Following.MonthsKept);
        var due = db.Followings.Where(f => f.ConfirmedAt <= before && f.AskedAgainAt == null);
        var sent = 0;
        while (!cancel.IsCancellationRequested)
        {
            var emails = await due.Select(f => f.Email).Distinct().OrderBy(e => e).Take(Batch).ToListAsync(cancel);
            if (emails.Count == 0)
                break;
            var followings = await LoadAsync(due.Where(f => emails.Contains(f.Email)), cancel);
            var things = await FollowedThing.LoadAsync(db, [.. followings.Select(f => f.What)], cancel);
            foreach (var one in followings.GroupBy(f => f.Email))
            {
                mails.AskToGoOn([.. one.Select(f => (f, things.GetValueOrDefault(f.What)))], now);
                if (await db.SaveInTurnAsync(cancel) is not null)
                {
                    db.ChangeTracker.Clear();
                    return sent;
                }
                sent++;
            }
            db.ChangeTracker.Clear();
        }
        return sent;
    }

    private static async Task<int> TellAsync(AppDb db, FollowingMails mails, DateTime now, CancellationToken cancel)
    {
        var dayBefore = now - NotAgainBefore;
        var due = db.Followings.Where(f =>
            f.DueAt <= now && !db.Followings.Any(o => o.Email == f.Email && o.MailedAt > dayBefore)
        );
        var sent = 0;
        while (!cancel.IsCancellationRequested)
        {
            var emails = await due.Select(f => f.Email).Distinct().OrderBy(e => e).Take(Batch).ToListAsync(cancel);
            if (emails.Count == 0)
                break;
            var followings = await LoadAsync(due.Where(f => emails.Contains(f.Email)), cancel);
            var written = await TellBatchAsync(db, mails, followings, now, cancel);
            db.ChangeTracker.Clear();
            sent += written.Sent;
            // Who stops at this very moment is not written to, and the others of this batch are met again.
            if (!written.Whole)
                break;
        }
        return sent;
    }

    private static async Task<(int Sent, bool Whole)> TellBatchAsync(
        AppDb db,
        FollowingMails mails,
        List<Following> followings,
        DateTime now,
        CancellationToken cancel
    )
    {
        var until = now - Settles;
        List<Followed> followed = [.. followings.Select(f => f.What).Distinct()];
        var things = await FollowedThing.LoadAsync(db, followed, cancel);
        var since = followings.Min(f => f.ToldUntil) ?? until;
        var news = (await FindNews.LoadAsync(db, followed, since, until, cancel: cancel))
            .SelectMany(n => n.Concerns.Select(about => (about, n)))
            .ToLookup(n => n.about, n => n.n);
        var sent = 0;
        foreach (var one in followings.GroupBy(f => f.Email))
        {
            var told = new List<(Following, FollowedThing, IReadOnlyList<NewsItem>)>();
            foreach (var following in one)
                if (
                    things.GetValueOrDefault(following.What) is { } thing
                    && NewsItem.Together(news[following.What].Where(n => n.At > following.ToldUntil))
                        is { Count: > 0 } items
                )
                    told.Add((following, thing, items));
            if (told.Count > 0)
                mails.News(told, now);
            foreach (var following in one)
            {
                following.DueAt = following.AfterLook(now, isTold: told.Count > 0);
                if (following.ToldUntil < until)
                    following.ToldUntil = until;
            }
            // Those of whom there is nothing to tell are stored with the next mail, or at the end.
            if (told.Count == 0)
                continue;
            if (await db.SaveInTurnAsync(cancel) is not null)
                return (sent, false);
            sent++;
        }
        return (sent, await db.SaveInTurnAsync(cancel) is null);
    }

    private static Task<List<Following>> LoadAsync(IQueryable<Following> due, CancellationToken cancel) =>
        due.Include(f => f.Links).OrderBy(f => f.Id).AsSplitQuery().ToListAsync(cancel);
}
