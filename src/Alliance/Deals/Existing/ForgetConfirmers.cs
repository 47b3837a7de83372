using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Existing;

/// <summary>
/// Forgets the persons who were asked: a question nobody answered goes as a whole; of an answer the address and the words go,
/// and that the organisation gave it stays.
/// </summary>
internal static class ForgetConfirmers
{
    /// <summary>Those whose time is over; how many.</summary>
    public static async Task<int> RunAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        // Asked first: on SQLite even a statement that deletes nothing takes the writer's turn.
        var due = db.Confirmations.Where(c => c.KeepUntil <= now);
        return await due.AnyAsync(cancel) ? await RunAsync(due, cancel) : 0;
    }

    public static async Task<int> RunAsync(IQueryable<Confirmation> asked, CancellationToken cancel)
    {
        var gone = await asked.Where(c => c.Answer == null).ExecuteDeleteAsync(cancel);
        return gone
            + await asked.ExecuteUpdateAsync(
                s =>
                    s.SetProperty(c => c.Email, (string?)null)
                        .SetProperty(c => c.Remark, (string?)null)
                        .SetProperty(c => c.KeepUntil, (DateTime?)null),
                cancel
            );
    }
}
