using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// Forgets what could lead to somebody: addresses that nobody confirmed after a week, the words of what is not shown after
/// <see cref="Suggestion.DaysRefused"/> days (what nobody decided: so long after the board has ended), and all of it
/// <see cref="OpenBoard.MonthsKept"/> months after that. What is shown stays.
/// </summary>
internal static class ForgetSuggesters
{
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var gone = await UnconfirmedAsync(db, now - SuggestionFollower.ToConfirm, cancel);
        gone += await RefusedAsync(db, now.AddDays(-Suggestion.DaysRefused), cancel);
        // Some boards a year, in the whole network.
        foreach (
            var board in await OpenBoardRights
                .Shown(db.OpenBoards.AsNoTracking())
                .Where(b =>
                    db.Suggestions.Any(s =>
                        s.BoardId == b.Id
                        && (s.TokenHash != null || s.Browser != null || s.State == SuggestionState.Waiting)
                    ) || db.SuggestionFollowers.Any(f => f.Suggestion!.BoardId == b.Id)
                )
                .OrderBy(b => b.Id)
                .ToListAsync(cancel)
        )
        {
            var today = board.DayOf(now);
            if (board.KeepsUntil < today)
                gone += await OfBoardAsync(db, board.Id, cancel);
            else if (board.LastDay?.AddDays(Suggestion.DaysRefused) < today)
                gone += await UndecidedAsync(db, board.Id, cancel);
        }
        return gone;
    }

    // What still waits was never for everybody's eyes; who follows it goes with it.
    private static async Task<int> UndecidedAsync(AppDb db, long board, CancellationToken cancel)
    {
        var due = db.Suggestions.Where(s => s.BoardId == board && s.State == SuggestionState.Waiting);
        return await due.AnyAsync(cancel) ? await due.ExecuteDeleteAsync(cancel) : 0;
    }

    // Asked first: on SQLite even a statement that changes nothing takes the writer's turn.
    private static async Task<int> UnconfirmedAsync(AppDb db, DateTime before, CancellationToken cancel)
    {
        var due = db.SuggestionFollowers.Where(f => f.ConfirmedAt == null && f.AskedAt <= before);
        return await due.AnyAsync(cancel) ? await due.ExecuteDeleteAsync(cancel) : 0;
    }

    private static async Task<int> RefusedAsync(AppDb db, DateTime before, CancellationToken cancel)
    {
        var due = db.Suggestions.Where(s =>
            s.State == SuggestionState.Refused && s.Title != "" && s.DecidedAt <= before
        );
        return await due.AnyAsync(cancel)
            ? await due.ExecuteUpdateAsync(
                u =>
                    u.SetProperty(s => s.Title, "")
                        .SetProperty(s => s.Text, "")
                        .SetProperty(s => s.Folded, "")
                        .SetProperty(s => s.From, (string?)null)
                        .SetProperty(s => s.ReasonText, (string?)null)
                        .SetProperty(s => s.Turn, s => s.Turn + 1),
                cancel
            )
            : 0;
    }

    private static async Task<int> OfBoardAsync(AppDb db, long board, CancellationToken cancel)
    {
        var all = db.Suggestions.Where(s => s.BoardId == board);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var gone = await db.SuggestionFollowers.Where(f => f.Suggestion!.BoardId == board).ExecuteDeleteAsync(cancel);
        await db.SuggestionSupports.Where(s => all.Any(x => x.Id == s.SuggestionId)).ExecuteDeleteAsync(cancel);
        gone += await UndecidedAsync(db, board, cancel);
        gone += await all.ExecuteUpdateAsync(
            u =>
                u.SetProperty(s => s.TokenHash, (string?)null)
                    .SetProperty(s => s.Browser, (string?)null)
                    .SetProperty(s => s.From, (string?)null),
            cancel
        );
        await transaction.CommitAsync(cancel);
        return gone;
    }
}
