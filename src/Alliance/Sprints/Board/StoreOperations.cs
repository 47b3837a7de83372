using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>Stores operations, and what follows from them for the board's own row; the caller's transaction holds all of it.</summary>
internal static class StoreOperations
{
    private const int SnapshotEvery = 200;

    /// <summary>What can change which ideas are judged, and how they read.</summary>
    private static readonly BoardAct[] Telling =
    [
        BoardAct.Judge,
        BoardAct.Change,
        BoardAct.Move,
        BoardAct.Hide,
        BoardAct.Erase,
        BoardAct.Silence,
    ];

    /// <param name="db">The database.</param>
    /// <param name="board">The board.</param>
    /// <param name="before">What is on it.</param>
    /// <param name="next">What is on it afterwards.</param>
    /// <param name="stored">The operations in between.</param>
    /// <param name="now">The moment (UTC).</param>
    public static async Task RunAsync(
        AppDb db,
        IdeaBoard board,
        BoardState before,
        BoardState next,
        List<(BoardOperation Row, BoardOp Op)> stored,
        DateTime now
    )
    {
        db.BoardOperations.AddRange(stored.Select(s => s.Row));
        await db.SaveChangesAsync();
        var own = db.IdeaBoards.Where(b => b.Id == board.Id);
        var erased = stored.Where(s => s.Op.Do == BoardAct.Erase).Select(s => s.Op.Card!).ToList();
        foreach (var key in erased)
            await EraseWords.RunAsync(
                db,
                board.Id,
                before.Card(key) ?? next.Card(key)!,
                next,
                new DateTimeOffset(now),
                default
            );
        if (erased.Count > 0 || next.Version / SnapshotEvery != before.Version / SnapshotEvery)
        {
            var json = LiveBoard.Write(next);
            await own.ExecuteUpdateAsync(s =>
                s.SetProperty(b => b.Snapshot, json).SetProperty(b => b.SnapshotVersion, next.Version)
            );
        }
        if (stored.Exists(s => s.Op.Do == BoardAct.Phase))
        {
            DateTime? closed = next.Phase == BoardPhase.Closed ? now : null;
            await own.ExecuteUpdateAsync(s => s.SetProperty(b => b.ClosedAt, closed));
        }
        if (
            board.SprintId is { } id
            && stored.Exists(s => Telling.Contains(s.Op.Do))
            && !Judged(board, before).SequenceEqual(Judged(board, next))
        )
        {
            // Its report tells them to everybody.
            var sprint = await db.Sprints.Where(s => s.Id == id).Select(s => s.Identifier).SingleAsync();
            db.Raise("ideas-judged", null, ["sprint:" + sprint], new DateTimeOffset(now));
            await db.SaveChangesAsync();
        }
    }

    private static IEnumerable<(string, string, CardVerdict?)> Judged(IdeaBoard board, BoardState state) =>
        BoardResults
            .Of(board, state)
            .Ideas.Where(i => i.Idea.Verdict is not null)
            .Select(i => (i.Origin, i.Idea.Text, i.Idea.Verdict));
}
