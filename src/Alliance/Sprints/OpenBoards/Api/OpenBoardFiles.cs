using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards.Api;

/// <summary>What an open board shows as a table.</summary>
internal static class OpenBoardFiles
{
    private static readonly Table<Suggestion> Suggestions = new(
        "suggestions",
        [
            Column<Suggestion>.Of("number", s => s.Number),
            Column<Suggestion>.Of("title", s => s.Title),
            Column<Suggestion>.Of("text", s => s.Text),
            Column<Suggestion>.Of("language", s => s.Language),
            Column<Suggestion>.Of("from", s => s.From),
            Column<Suggestion>.Of("sentAt", s => s.SentAt),
            Column<Suggestion>.Of("shownAt", s => s.ShownAt),
            Column<Suggestion>.Of("supports", s => s.Supports),
            Column<Suggestion>.Of("answer", s => s.Answer),
            Column<Suggestion>.Of("answeredAt", s => s.AnsweredAt),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapTable(
            Suggestions,
            "open-boards/{id}/suggestions",
            "open-boards/{id}/suggestions",
            OpenBoardsApi.Tag,
            "The suggestions that an open board shows, one a row.",
            async (http, db) =>
            {
                var id = $"{http.GetRouteValue("id")}";
                return await OpenBoardsApi.FindAsync(db, id, http.RequestAborted) is { } board
                    ? new Rows<Suggestion>(
                        db.Suggestions.AsNoTracking()
                            .Where(s => s.BoardId == board.Id && s.State == SuggestionState.Shown)
                            .OrderBy(s => s.Number)
                            .AsAsyncEnumerable(),
                        []
                    )
                    : new Rows<Suggestion>(
                        AsyncEnumerable.Empty<Suggestion>(),
                        [],
                        new Refusal("open-board-not-found", id)
                    );
            },
            [OpenBoardsApi.Id]
        );
}
