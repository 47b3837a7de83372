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

    public static Task ClearAsync(TestApp app) => app.WithDbAsync(db => db.IdeaBoards.ExecuteDeleteAsync(Cancel));

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
            $"{await db.BoardOperations.CountAsync(Cancel)} {await db.BoardParticipants.CountAsync(Cancel)} {await db.BoardPhotos.CountAsync(Cancel)}",
        ];

    public static RightsTable.Form[] Forms { get; } =
    [
        new(
            "/en/workspace/boards",
            "begin-board",
            [("title", "Example"), ("city", "espoo"), ("language", "en"), ("dots", "5")],
            RightsTable.Editors
        ),
        Write("challenges", "challenge", ("text.new", "Another")),
        Write("ideas", "idea:k1", ("text.k1", "Another")),
        Write("grouping", "cluster:k1", ("cluster.k1", "Another")),
        Write("realists", "comment:k2", ("text.k2", "Who pays?")),
        Write("ideas", "question", ("text.question", "Who pays?")),
        Write("voting", "vote:k2"),
        Write("voting", "unvote:k2"),
        new("/en/boards/{board ideas}", "write", [("do", "look")], RightsTable.Everybody, Stores: false),
        new("/en/boards/{board ideas}", "join", [("name", "Somebody")], RightsTable.Everybody),
        Lead("phase:ideas"),
        Lead("timer:5"),
        Lead("timer:0"),
        Lead("silent:on"),
        Lead("silent:off"),
        Lead("link:host"),
        Lead("link:lead"),
        Card("ideas", "k2", "card-text", RightsTable.Editors, ("do", "change:k2"), ("text", "Other words")),
        Card("realists", "k2", "card-comment", RightsTable.Everybody, ("do", "comment:k2"), ("text.k2", "Who pays?")),
        Card("grouping", "k2", "card-place", RightsTable.Everybody, ("do", "gather:k2"), ("cluster", "k3")),
        Card("grouping", "k2", "card-place", RightsTable.Everybody, ("do", "move:k2"), ("under", "k1")),
        Card(
            "voting",
            "k2",
            "card-votes",
            RightsTable.Editors,
            ("do", "table-votes:k2"),
            ("table", "3"),
            ("count", "4")
        ),
        Card("verdicts", "k2", "card-verdict", RightsTable.Editors, ("do", "judge:k2"), ("verdict", "feasible")),
        Card(
            "verdicts",
            "k2",
            "card-step",
            RightsTable.Editors,
            ("do", "step:k2"),
            ("step", "Ask"),
            ("owner", "The city")
        ),
        Card("ideas", "k4", "card-lead", RightsTable.Editors, ("do", "answered:k4")),
        Card("ideas", "k4", "card-lead", RightsTable.Editors, ("do", "unanswered:k4")),
        Card("ideas", "k4", "card-lead", RightsTable.Editors, ("do", "hide:k4")),
        Card("ideas", "k4", "card-lead", RightsTable.Editors, ("do", "show:k4")),
        Card("ideas", "k4", "card-lead", RightsTable.Editors, ("do", "erase:k4")),
        // The test sends no photo.
        new(
            "/en/boards/{board ideas}/photo",
            "paper-photo",
            [("note", "Example")],
            RightsTable.Everybody,
            Stores: false,
            File: ("photo", "photo.jpg")
        ),
        new("/en/boards/{board ideas}/photo", "paper-list", [("list", "challenge: Another")], RightsTable.Editors),
    ];

    private static RightsTable.Form Write(string phase, string press, params (string, string)[] fields) =>
        new($"/en/boards/{{board {phase}}}", "write", [("do", press), .. fields], RightsTable.Everybody);

    private static RightsTable.Form Lead(string press) =>
        new("/en/boards/{board challenges}", "lead", [("do", press)], RightsTable.Editors);

    private static RightsTable.Form Card(
        string phase,
        string card,
        string form,
        string whom,
        params (string, string)[] fields
    ) => new($"/en/boards/{{board {phase}}}/cards/{card}", form, fields, whom);
}
