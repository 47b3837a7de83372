using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Alliance.Sprints.OpenBoards;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>An idea where it was written, as it stands there now.</summary>
/// <param name="Origin">As <c>board:KEY/k17</c>: given once and for ever.</param>
/// <param name="City">The number of the city whose board it is.</param>
/// <param name="Challenge">What it answers, in words.</param>
/// <param name="Verdict">Null as long as nobody has found one.</param>
/// <param name="MustBeJudged">It goes on only with a verdict; a suggestion on an open board needs none.</param>
/// <param name="Page">Where it is shown, below the language: <c>boards/KEY/cards/k17</c>.</param>
/// <param name="BoardPage">And its board.</param>
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
    bool MustBeJudged,
    string Page,
    string BoardPage
)
{
    /// <summary>Whether it comes from an open board.</summary>
    internal static bool IsSuggestion(string origin) => origin.StartsWith("open:", StringComparison.Ordinal);

    /// <returns>Null where there is none, or it is not shown to everybody there.</returns>
    public static async Task<WrittenIdea?> FindAsync(
        AppDb db,
        LiveBoards boards,
        string origin,
        CancellationToken cancel = default
    )
    {
        if (IsSuggestion(origin))
            return await Suggestion.WithOriginAsync(db, origin, cancel) is { State: SuggestionState.Shown } suggestion
                ? Of(suggestion)
                : null;
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
            true,
            $"boards/{board.Key}/cards/{found.Idea.Key}",
            $"boards/{board.Key}#{found.Idea.Key}"
        );

    /// <summary>With its steps; null as long as it went nowhere.</summary>
    /// <remarks>1 query.</remarks>
    public static Task<Idea?> WhereItWentAsync(AppDb db, string origin, CancellationToken cancel) =>
        db.Ideas.AsNoTracking().Include(i => i.Fates).SingleOrDefaultAsync(i => i.Origin == origin, cancel);

    internal static WrittenIdea Of(Suggestion suggestion)
    {
        var board = suggestion.Board!;
        var page = FormattableString.Invariant($"open-boards/{board.Identifier}/{suggestion.Number}");
        return new WrittenIdea(
            suggestion.Origin,
            board.CityId,
            board.Sprint,
            $"{board.Title}",
            suggestion.Language,
            $"{board.Question}",
            suggestion.Text.Length == 0 ? suggestion.Title : $"{suggestion.Title}\n\n{suggestion.Text}",
            null,
            suggestion.Answer,
            null,
            null,
            null,
            false,
            page,
            "open-boards/" + board.Identifier
        );
    }
}
