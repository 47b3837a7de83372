using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>Espoo's idea boards, one for each phase that a form needs.</summary>
internal static class RightsBoards
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            await db.IdeaFates.ExecuteDeleteAsync(Cancel);
            await db.Ideas.ExecuteDeleteAsync(Cancel);
            await db.IdeaBoards.ExecuteDeleteAsync(Cancel);
        });

    /// <summary>The key of a board in this phase: challenge <c>k1</c>, its idea <c>k2</c> and cluster <c>k3</c>, and a question <c>k4</c>.</summary>
    public static Task<string> MadeAsync(TestApp app, BoardPhase phase) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var board = new IdeaBoard
            {
                CityId = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                Key = Guid.NewGuid().ToString("N")[..IdeaBoard.KeyLength],
                Title = "Example board",
                Language = "en",
                StartedAt = now,
            };
            db.IdeaBoards.Add(board);
            await db.SaveChangesAsync(Cancel);
            var author = new BoardParticipant
            {
                BoardId = board.Id,
                TokenHash = board.Key,
                JoinedAt = now,
            };
            db.BoardParticipants.Add(author);
            await db.SaveChangesAsync(Cancel);
            BoardOp[] ops =
            [
                new(BoardAct.Add) { Kind = CardKind.Challenge, Text = "A challenge" },
                new(BoardAct.Add)
                {
                    Kind = CardKind.Idea,
                    Under = "k1",
                    Text = "An idea",
                },
                new(BoardAct.Add)
                {
                    Kind = CardKind.Cluster,
                    Under = "k1",
                    Text = "A group",
                },
                new(BoardAct.Add) { Kind = CardKind.Question, Text = "A question" },
                new(BoardAct.Phase) { Phase = phase },
                new(BoardAct.Judge) { Card = "k2", Verdict = CardVerdict.Feasible },
            ];
            db.BoardOperations.AddRange(
                ops.Select(
                    (op, i) =>
                        new BoardOperation
                        {
                            BoardId = board.Id,
                            Number = i + 1,
                            ParticipantId = author.Id,
                            Client = $"{i}",
                            Content = JsonSerializer.Serialize(op, JsonColumn.Options),
                            At = now,
                        }
                )
            );
            await db.SaveChangesAsync(Cancel);
            return board.Key;
        });

    /// <summary>What forms change; a link that is only renewed too.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        [
            .. (await db.IdeaBoards.AsNoTracking().OrderBy(b => b.Id).ToListAsync(Cancel)).Select(b =>
                $"{b.Id} {b.HostLink} {b.LeadLink}"
            ),
            $"{await db.BoardOperations.CountAsync(Cancel)} {await db.BoardParticipants.CountAsync(Cancel)} {await db.BoardPhotos.CountAsync(Cancel)} {await db.IdeaFates.CountAsync(Cancel)}",
        ];
}
