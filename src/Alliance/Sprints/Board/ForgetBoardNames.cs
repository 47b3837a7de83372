using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>Erases participants' names a year after their board was closed, or after anything last happened on it.</summary>
internal static class ForgetBoardNames
{
    private const int Months = 12;

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var before = now.AddMonths(-Months);
        var due = await db
            .IdeaBoards.Where(b =>
                db.BoardParticipants.Any(p => p.BoardId == b.Id && p.Name != null)
                && (
                    b.ClosedAt != null
                        ? b.ClosedAt <= before
                        : b.StartedAt <= before
                            && !db.BoardOperations.Any(o => o.BoardId == b.Id && o.At > before)
                            && !db.BoardParticipants.Any(p => p.BoardId == b.Id && p.JoinedAt > before)
                )
            )
            .Select(b => new { b.Id, b.Key })
            .ToListAsync(cancel);
        foreach (var board in due)
        {
            await db
                .BoardParticipants.Where(p => p.BoardId == board.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, (string?)null), cancel);
            await db
                .IdeaBoards.Where(b => b.Id == board.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(b => b.NamesErasedAt, now), cancel);
            await services.GetRequiredService<LiveBoards>().DropAsync(board.Key);
        }
        return due.Count;
    }
}
