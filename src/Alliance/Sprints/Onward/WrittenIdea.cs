using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>An idea where it was written, as it stands there now.</summary>
/// <param name="Origin">As <c>board:KEY/k17</c>: given once and for ever.</param>
/// <param name="City">The number of the city whose board it is.</param>
/// <param name="Challenge">What it answers, in words.</param>
/// <param name="Verdict">Null as long as nobody has found one.</param>
/// <param name="Page">Where it is shown, below the language: <c>boards/KEY/cards/k17</c>.</param>
public sealed record WrittenIdea(
    string Origin,
    long City,
    string? Sprint,
    string Board,
    string Language,
    string Challenge,
    string Text,
    CardVerdict? Verdict,
    string? Why,
    string? NextStep,
    string? Owner,
    DateOnly? Due,
    string Page
)
{
    /// <returns>Null where there is none, or it is not shown to everybody there.</returns>
    public static async Task<WrittenIdea?> FindAsync(
        AppDb db,
        LiveBoards boards,
        string origin,
        CancellationToken cancel = default
    )
    {
        if (
            await BoardResults.AtAsync(db, boards, origin, cancel) is not var (live, card)
            || BoardResults.Of(live).Ideas.FirstOrDefault(i => i.Idea.Key == card) is not { } found
        )
            return null;
        var sprint = live.Board.SprintId is { } id
            ? await db.Sprints.Where(s => s.Id == id).Select(s => s.Identifier).SingleOrDefaultAsync(cancel)
            : null;
        return Of(live.Board, found, sprint);
    }

    private static WrittenIdea Of(IdeaBoard board, BoardResult found, string? sprint) =>
        new(
            found.Origin,
            board.CityId,
            sprint,
            board.Title,
            board.Language,
            found.Challenge,
            found.Idea.Text,
            found.Idea.Verdict,
            found.Idea.Why,
            found.Idea.NextStep,
            found.Idea.Owner,
            found.Idea.Due,
            $"boards/{board.Key}/cards/{found.Idea.Key}"
        );
}
