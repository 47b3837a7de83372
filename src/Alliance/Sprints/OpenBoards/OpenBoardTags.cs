using Alliance.Platform.Data;
using Alliance.Platform.Outbox;

namespace Alliance.Sprints.OpenBoards;

/// <summary>What the cached pages that show an open board are called.</summary>
public static class OpenBoardTags
{
    /// <summary>Lists of boards.</summary>
    public const string All = "open-boards";

    public static string Of(string slug) => "open-board:" + slug;

    /// <summary>Says with the change itself that the board changed: its page, the lists, and the pages that link to it.</summary>
    /// <param name="board">With its city.</param>
    /// <param name="sprintBefore">The sprint it prepared until now.</param>
    internal static void RaiseChanged(this AppDb db, OpenBoard board, string? sprintBefore, DateTimeOffset now) =>
        db.Raise(
            "open-board-changed",
            null,
            [
                Of(board.Identifier),
                All,
                "city:" + board.City!.Identifier,
                .. new[] { board.Sprint, sprintBefore }.OfType<string>().Distinct().Select(s => "sprint:" + s),
            ],
            now
        );

    /// <summary>The same of a suggestion.</summary>
    internal static void RaiseSuggestion(this AppDb db, string slug, DateTimeOffset now) =>
        db.Raise("suggestion-changed", null, [Of(slug)], now);
}
