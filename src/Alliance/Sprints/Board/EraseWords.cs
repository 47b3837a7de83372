using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>
/// Takes the words of an erased card out of the operations too, which otherwise are kept for ever. That the card was there, and what
/// was done with it, stays: the fold of what is left gives the same board. So they go from where the idea went on, too: what a city wrote of it in
/// its roadmap or a deal is the city's own text.
/// </summary>
internal static class EraseWords
{
    /// <param name="db">The database.</param>
    /// <param name="board">The board's number.</param>
    /// <param name="card">As it was.</param>
    /// <param name="after">What is on the board then: another card may show the same photo.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task RunAsync(
        AppDb db,
        long board,
        BoardCard card,
        BoardState after,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var named = $"\"card\":\"{card.Key}\"";
        var about = await db
            .BoardOperations.Where(o => o.BoardId == board && (o.Number == card.Number || o.Content.Contains(named)))
            .ToListAsync(cancel);
        foreach (var operation in about)
        {
            var op = JsonSerializer.Deserialize<BoardOp>(operation.Content, JsonColumn.Options)!;
            operation.Content = JsonSerializer.Serialize(op with { Text = null, Owner = null }, JsonColumn.Options);
        }
        var key = await db.IdeaBoards.Where(b => b.Id == board).Select(b => b.Key).SingleAsync(cancel);
        var origin = BoardResults.OriginOf(key, card.Key);
        await ForgetWords.RunAsync(db, origin, now, cancel);
        // Ideas say what they answer.
        var below = after
            .Cards.Values.Where(c => c.Under == card.Key)
            .Select(c => BoardResults.OriginOf(key, c.Key))
            .ToList();
        foreach (var answer in await db.Ideas.Where(i => below.Contains(i.Origin)).ToListAsync(cancel))
        {
            answer.Challenge = "";
            db.Raise("idea-erased", null, ["*"], now);
        }
        await db.SaveChangesAsync(cancel);
        if (card.Photo is { } photo && !after.Shows(photo))
            await db.BoardPhotos.Where(p => p.Id == photo && p.BoardId == board).ExecuteDeleteAsync(cancel);
    }
}
