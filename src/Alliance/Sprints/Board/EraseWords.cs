using System.Text.Json;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>
/// Takes the words of an erased card out of the operations too, which otherwise are kept for ever. That the card was there, and what
/// was done with it, stays: the fold of what is left gives the same board.
/// </summary>
internal static class EraseWords
{
    public static async Task RunAsync(AppDb db, long board, BoardCard card, CancellationToken cancel)
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
        await db.SaveChangesAsync(cancel);
        if (card.Photo is { } photo)
            await db.BoardPhotos.Where(p => p.Id == photo && p.BoardId == board).ExecuteDeleteAsync(cancel);
    }
}
