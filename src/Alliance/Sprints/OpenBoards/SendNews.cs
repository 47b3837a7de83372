using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>Mails to each follower what came to stand on the pages that are followed, in one mail a day at most; how many went out.</summary>
internal static class SendNews
{
    private static readonly TimeSpan NotAgainBefore = TimeSpan.FromDays(1);

    // Longer ago nobody waits for it any more; a server that stood still for a week still tells.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);
    private const int Batch = 200;

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var mails = services.GetRequiredService<OpenBoardMails>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var (oldest, dayBefore) = (now - Lasts, now - NotAgainBefore);
        var sent = 0;
        while (!cancel.IsCancellationRequested)
        {
            var due = db.SuggestionFollowers.Where(f =>
                f.Suggestion!.NewsAt > oldest
                && f.ConfirmedAt != null
                && f.ToldAt < f.Suggestion.NewsAt
                // What is shown everybody may be told of; what is not, its author alone.
                && (f.Suggestion.State == SuggestionState.Shown || f.IsAuthor)
                && !db.SuggestionFollowers.Any(o => o.Email == f.Email && o.MailedAt > dayBefore)
            );
            var emails = await due.Select(f => f.Email).Distinct().OrderBy(e => e).Take(Batch).ToListAsync(cancel);
            if (emails.Count == 0)
                break;
            var followers = await due.Where(f => emails.Contains(f.Email))
                .Include(f => f.Links)
                .Include(f => f.Suggestion!.Board!.City)
                .OrderBy(f => f.Id)
                .AsSplitQuery()
                .ToListAsync(cancel);
            foreach (var one in followers.GroupBy(f => f.Email))
            {
                mails.News([.. one], now);
                // Who stops at this very moment is not written to, and the others of this batch are met again.
                if (await db.SaveInTurnAsync(cancel) is null)
                    sent++;
                else
                {
                    db.ChangeTracker.Clear();
                    return sent;
                }
            }
            db.ChangeTracker.Clear();
        }
        return sent;
    }
}
