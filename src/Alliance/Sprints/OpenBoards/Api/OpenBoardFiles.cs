using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards.Api;

/// <summary>What an open board shows as a table.</summary>
internal static class OpenBoardFiles
{
    private static readonly Table<ToldSuggestion> Suggestions = new(
        "suggestions",
        [
            Column<ToldSuggestion>.Of("number", s => s.Of.Number),
            Column<ToldSuggestion>.Of("title", s => s.Of.Title),
            Column<ToldSuggestion>.Of("text", s => s.Of.Text),
            Column<ToldSuggestion>.Of("language", s => s.Of.Language),
            Column<ToldSuggestion>.Of("from", s => s.Of.From),
            Column<ToldSuggestion>.Of("sentAt", s => s.Of.SentAt),
            Column<ToldSuggestion>.Of("shownAt", s => s.Of.ShownAt),
            Column<ToldSuggestion>.Of("supports", s => s.Of.Supports),
            Column<ToldSuggestion>.Of("answer", s => s.Of.Answer),
            Column<ToldSuggestion>.Of("answeredAt", s => s.Of.AnsweredAt),
            Column<ToldSuggestion>.Of("idea", s => s.Idea),
            new Column<ToldSuggestion>(
                "lastStep",
                s => s.LastStep is { } step ? Code.Of(step) : null,
                (s, reader) => s.LastStep is { } step ? reader["idea.fate." + Code.Of(step)] : null
            ),
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
                    ? new Rows<ToldSuggestion>(ToldAsync(http, db, board), [])
                    : new Rows<ToldSuggestion>(
                        AsyncEnumerable.Empty<ToldSuggestion>(),
                        [],
                        new Refusal("open-board-not-found", id)
                    );
            },
            [OpenBoardsApi.Id]
        );

    private static async IAsyncEnumerable<ToldSuggestion> ToldAsync(HttpContext http, AppDb db, OpenBoard board)
    {
        var cancel = http.RequestAborted;
        var language = Language.Find($"{http.GetRouteValue("Lang")}") ?? Language.English;
        var fates = await SuggestionFate.OfBoardAsync(db, board.Identifier, cancel);
        await foreach (
            var suggestion in db
                .Suggestions.AsNoTracking()
                .Where(s => s.BoardId == board.Id && s.State == SuggestionState.Shown)
                .OrderBy(s => s.Number)
                .AsAsyncEnumerable()
                .WithCancellation(cancel)
        )
        {
            var fate = fates.GetValueOrDefault(Suggestion.OriginOf(board.Identifier, suggestion.Number));
            yield return new ToldSuggestion(
                suggestion,
                fate is null ? null : ApiRoutes.PagesOf(http.Request, "ideas/" + fate.Key)[language.Code],
                fate?.Last
            );
        }
    }

    private sealed record ToldSuggestion(Suggestion Of, string? Idea, FateKind? LastStep);
}
