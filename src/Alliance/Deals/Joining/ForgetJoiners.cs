using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>
/// Forgets persons when their time is over: requests that came to nothing go as a whole; of those that were accepted, the
/// person to write to goes, and the name of who did not want to be named.
/// </summary>
internal static class ForgetJoiners
{
    /// <summary>How many it forgot.</summary>
    public static async Task<int> RunAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        // Asked first: on SQLite even a statement that deletes nothing takes the writer's turn.
        var due = db.JoinRequests.Where(r => r.KeepUntil <= now);
        if (!await due.AnyAsync(cancel))
            return 0;
        var gone = await due.Where(r => r.State != JoinState.Accepted).ExecuteDeleteAsync(cancel);
        return gone
            + await due.ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => r.ContactName, (string?)null)
                        .SetProperty(r => r.ContactEmail, (string?)null)
                        .SetProperty(r => r.Name, r => r.ShowName ? r.Name : null)
                        .SetProperty(r => r.KeepUntil, (DateTime?)null),
                cancel
            );
    }
}
