using Alliance.Deals;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards.Api;

/// <summary>An open board as the API hands it out.</summary>
/// <param name="Id">Stable; also its page's address below <c>/open-boards/</c>.</param>
/// <param name="City">The identifier of the city that asks.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Text">What happens with the suggestions, and by when.</param>
/// <param name="Office">The office that answers, in words.</param>
/// <param name="Begins">The first day on which suggestions can be sent.</param>
/// <param name="Ends">The last day.</param>
/// <param name="State">How it stands today.</param>
/// <param name="ClosedAt">When it was ended before its last day.</param>
/// <param name="Sprint">The identifier of the sprint that it prepares.</param>
/// <param name="Url">Its address in this API.</param>
/// <param name="Links">Where it is shown, and its suggestions.</param>
public sealed record OpenBoardResource(
    string Id,
    string City,
    LocalText Title,
    LocalText? Question,
    LocalText? Text,
    LocalText? Office,
    DateOnly? Begins,
    DateOnly? Ends,
    OpenBoardState State,
    DateTime? ClosedAt,
    string? Sprint,
    string Url,
    OpenBoardLinks Links
)
{
    internal static OpenBoardResource Of(OpenBoard board, DateTime now, HttpRequest request) =>
        new(
            board.Identifier,
            board.City!.Identifier,
            board.Title,
            board.Question,
            board.Text,
            board.Office,
            board.Begins,
            board.Ends,
            board.StateAt(now),
            board.ClosedAt,
            board.Sprint,
            ApiRoutes.AddressOf(request, "open-boards/" + board.Identifier),
            new OpenBoardLinks(
                ApiRoutes.AddressOf(request, $"open-boards/{board.Identifier}/suggestions"),
                ApiRoutes.PagesOf(request, "open-boards/" + board.Identifier)
            )
        );
}

/// <summary>Addresses of an open board.</summary>
/// <param name="Suggestions">What it shows, in this API.</param>
/// <param name="Pages">The pages for people, by language.</param>
public sealed record OpenBoardLinks(string Suggestions, IReadOnlyDictionary<string, string> Pages);

/// <summary>A suggestion that is shown on an open board.</summary>
/// <param name="Number">Within its board, given once.</param>
/// <param name="Origin">How it is named outside of its board.</param>
/// <param name="Title">In the words of whoever sent it.</param>
/// <param name="Text">As the title; may be empty.</param>
/// <param name="Language">The code of the language it is written in.</param>
/// <param name="From">Whom it is from, in own words, where anything was said.</param>
/// <param name="SentAt">When it was sent (UTC).</param>
/// <param name="ShownAt">When it was first shown (UTC).</param>
/// <param name="Supports">How many browsers said that it matters to them too. No vote.</param>
/// <param name="Answer">What the city says of it.</param>
/// <param name="AnswerLanguage">The code of the answer's language.</param>
/// <param name="AnsweredAt">When the city said it last (UTC).</param>
/// <param name="LastStep">Where it went last, where it went on.</param>
/// <param name="Links">Where it is shown.</param>
public sealed record SuggestionResource(
    int Number,
    string Origin,
    string Title,
    string Text,
    string Language,
    string? From,
    DateTime SentAt,
    DateTime ShownAt,
    int Supports,
    string? Answer,
    string? AnswerLanguage,
    DateTime? AnsweredAt,
    FateKind? LastStep,
    SuggestionLinks Links
)
{
    internal static SuggestionResource Of(string slug, Suggestion s, SuggestionFate? fate, HttpRequest request) =>
        new(
            s.Number,
            Suggestion.OriginOf(slug, s.Number),
            s.Title,
            s.Text,
            s.Language,
            s.From,
            s.SentAt,
            s.ShownAt!.Value,
            s.Supports,
            s.Answer,
            s.AnswerLanguage,
            s.AnsweredAt,
            fate?.Last,
            new SuggestionLinks(
                ApiRoutes.PagesOf(request, FormattableString.Invariant($"open-boards/{slug}/{s.Number}")),
                fate is null ? null : ApiRoutes.PagesOf(request, "ideas/" + fate.Key)
            )
        );
}

/// <summary>Addresses of a suggestion.</summary>
/// <param name="Pages">The pages for people, by language.</param>
/// <param name="Idea">The pages with its whole way, where it went on.</param>
public sealed record SuggestionLinks(
    IReadOnlyDictionary<string, string> Pages,
    IReadOnlyDictionary<string, string>? Idea
);

/// <summary>What cities ask their residents and firms, and what is suggested there.</summary>
internal static class OpenBoardsApi
{
    internal const string Tag = "Open boards";

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);

    internal static ApiParameter Id { get; } =
        new("id", "The open board's identifier, as it stands in `id`.")
        {
            InPath = true,
            Example = "example-city-cooler-courtyards",
        };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/open-boards", ListAsync)
            .ReadsApi<ApiList<OpenBoardResource>>(
                "listOpenBoards",
                Tag,
                "What cities ask their residents and firms, by identifier.",
                Limit,
                ApiParameter.After
            );
        routes
            .MapGet("/api/v1/open-boards/{id}", OneAsync)
            .ReadsApi<OpenBoardResource>(
                "getOpenBoard",
                Tag,
                "One open board: what is asked, until when, and what happens with the suggestions.",
                Id
            )
            .MayBeMissing();
        routes
            .MapGet("/api/v1/open-boards/{id}/suggestions", SuggestionsAsync)
            .ReadsApi<LongApiList<SuggestionResource>>(
                "listSuggestions",
                Tag,
                "The suggestions that an open board shows, by number.",
                Id,
                Limit,
                ApiParameter.After
            )
            .MayBeMissing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags, TimeProvider time)
    {
        tags.Add(OpenBoardTags.All, "cities");
        var after = http.Request.Query["after"].LastOrDefault() ?? "";
        var size = Limit.Number(http.Request);
        var shown = OpenBoardRights.Shown(db.OpenBoards.AsNoTracking());
        var rows = await shown
            .Include(b => b.City)
            .Where(b => b.Identifier.CompareTo(after) > 0)
            .OrderBy(b => b.Identifier)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        var now = time.GetUtcNow().UtcDateTime;
        return ApiRoutes.ListOf(
            http,
            [.. rows.Take(size).Select(b => OpenBoardResource.Of(b, now, http.Request))],
            await shown.CountAsync(http.RequestAborted),
            rows.Count > size ? rows[size - 1].Identifier : null
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags, TimeProvider time)
    {
        tags.Add(OpenBoardTags.Of(id), "cities");
        return await FindAsync(db, id, http.RequestAborted) is { } board
            ? Results.Ok(OpenBoardResource.Of(board, time.GetUtcNow().UtcDateTime, http.Request))
            : Problems.NotFound(http, new Refusal("open-board-not-found", id));
    }

    private static async Task<IResult> SuggestionsAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add(OpenBoardTags.Of(id));
        if (await FindAsync(db, id, http.RequestAborted) is not { } board)
            return Problems.NotFound(http, new Refusal("open-board-not-found", id));
        var last = 0;
        if (http.Request.Query["after"].LastOrDefault() is { } after)
        {
            if (SuggestionFilter.Cursor(after, 1) is not [var number])
                return Problems.Misread(http, [ApiParameter.BadCursor(after)]);
            last = number;
        }
        var size = Limit.Number(http.Request);
        var shown = db.Suggestions.AsNoTracking().Where(s => s.BoardId == board.Id && s.State == SuggestionState.Shown);
        var rows = await shown
            .Where(s => s.Number > last)
            .OrderBy(s => s.Number)
            .Take(size + 1)
            .ToListAsync(http.RequestAborted);
        var page = rows.Take(size).ToList();
        var fates = await SuggestionFate.OfAsync(
            db,
            page.ConvertAll(s => Suggestion.OriginOf(id, s.Number)),
            http.RequestAborted
        );
        return ApiRoutes.LongListOf(
            http,
            [
                .. page.Select(s =>
                    SuggestionResource.Of(
                        id,
                        s,
                        fates.GetValueOrDefault(Suggestion.OriginOf(id, s.Number)),
                        http.Request
                    )
                ),
            ],
            last == 0 ? await shown.CountAsync(http.RequestAborted) : null,
            rows.Count > size ? FormattableString.Invariant($"{rows[size - 1].Number}") : null
        );
    }

    internal static Task<OpenBoard?> FindAsync(AppDb db, string id, CancellationToken cancel) =>
        DealFacet.IsIdentifier(id) ? OpenBoardRights.FindShownAsync(db, id, cancel) : Task.FromResult<OpenBoard?>(null);
}
