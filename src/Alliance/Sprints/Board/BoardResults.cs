using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>An idea of one of a sprint's boards, with what became of it there.</summary>
/// <param name="Origin">Where it stands: <c>board:KEY/k17</c>; given once and for ever.</param>
/// <param name="Challenge">What it answers, in words.</param>
/// <param name="Idea">The card.</param>
public sealed record BoardResult(string Origin, string Challenge, BoardCard Idea);

/// <summary>A board of a sprint, and what was found there: challenge by challenge, what has most dots first.</summary>
/// <param name="Ideas">What is hidden or erased is left out.</param>
/// <param name="Shown">All cards that are to be seen, in the order in which they were written.</param>
public sealed record BoardResults(IdeaBoard Board, IReadOnlyList<BoardResult> Ideas, IReadOnlyList<BoardCard> Shown)
{
    public IEnumerable<BoardCard> Of(CardKind kind) => Shown.Where(c => c.Kind == kind);

    public IEnumerable<BoardCard> Under(BoardCard card, CardKind kind) => Of(kind).Where(c => c.Under == card.Key);

    public static string OriginOf(string board, string card) => $"board:{board}/{card}";

    /// <summary>The board of an origin as it is now, and the card's key; null where it is no board's.</summary>
    internal static async Task<(LiveBoard Live, string Card)?> AtAsync(
        AppDb db,
        LiveBoards boards,
        string origin,
        CancellationToken cancel
    )
    {
        if (
            origin.Split(':', 2) is not ["board", var place]
            || place.Split('/') is not [var key, var card]
            || await boards.FindAsync(key, cancel) is not { } live
        )
            return null;
        await live.CatchUpBeforeReadingAsync(db, cancel);
        return (live, card);
    }

    /// <remarks>1 query, and 2 for each board that nobody has opened lately.</remarks>
    public static async Task<IReadOnlyList<BoardResults>> OfSprintAsync(
        AppDb db,
        LiveBoards boards,
        long sprint,
        CancellationToken cancel = default
    )
    {
        var found = new List<BoardResults>();
        foreach (
            var key in await db
                .IdeaBoards.Where(b => b.SprintId == sprint)
                .OrderBy(b => b.Id)
                .Select(b => b.Key)
                .ToListAsync(cancel)
        )
            if (await boards.FindAsync(key, cancel) is { } live)
            {
                await live.CatchUpBeforeReadingAsync(db, cancel);
                found.Add(Of(live));
            }
        return found;
    }

    public static BoardResults Of(LiveBoard live) => Of(live.Board, live.State);

    public static BoardResults Of(IdeaBoard board, BoardState state)
    {
        // While all write in silence nobody but its author sees a card, the hosts neither.
        var shown = state.Cards.Values.Where(c => !c.Hidden && !c.Erased && !state.Veils(c, null)).ToList();
        return new BoardResults(
            board,
            [
                .. shown
                    .Where(c => c.Kind == CardKind.Challenge)
                    .SelectMany(challenge =>
                        shown
                            .Where(i => i.Kind == CardKind.Idea && i.Under == challenge.Key)
                            .OrderByDescending(i => i.Dots)
                            .ThenBy(i => i.Number)
                            .Select(i => new BoardResult(OriginOf(board.Key, i.Key), challenge.Text, i))
                    ),
            ],
            shown
        );
    }
}
