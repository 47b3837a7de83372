using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>Espoo's open board and what was suggested there, on which rights are tried.</summary>
internal static class RightsOpenBoards
{
    public const string Board = "example-city-cooler-courtyards";
    public const string Token = "example-suggestion-token";
    public const string FollowerToken = "example-follower-token";
    private const string Work = "/en/workspace/open-boards";
    private const string Desk = $"{Work}/{Board}";
    private const string Public = $"/en/open-boards/{Board}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestApp app) => app.WithDbAsync(db => db.OpenBoards.ExecuteDeleteAsync(Cancel));

    /// <summary>A board with a suggestion that is shown, one that waits and one that is refused; somebody follows the first.</summary>
    public static async Task<string> MakeAsync(TestApp app, bool isDraft = false)
    {
        await ClearAsync(app);
        await app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var today = DateOnly.FromDateTime(now);
            var board = new OpenBoard
            {
                CityId = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                Identifier = Board,
                Title = new LocalText("en", "Cooler courtyards (example)"),
                Question = new LocalText("en", "What would make your courtyard cooler?"),
                Text = new LocalText("en", "The climate office reads all of it by June."),
                Office = new LocalText("en", "Climate office (example)"),
                Begins = today.AddDays(-7),
                Ends = today.AddDays(30),
                TimeZone = "Europe/Helsinki",
                PublishedAt = isDraft ? null : now.AddDays(-7),
            };
            db.OpenBoards.Add(board);
            await db.SaveChangesAsync(Cancel);
            if (isDraft)
                return;
            Suggestion Made(int number, SuggestionState state, string title) =>
                new()
                {
                    BoardId = board.Id,
                    Number = number,
                    Title = title,
                    Text = "Invented for a test.",
                    From = "a resident (example)",
                    Language = "en",
                    Folded = SuggestionFilter.FoldedOf(title, "Invented for a test."),
                    State = state,
                    Reason = state == SuggestionState.Refused ? SuggestionRefusal.Advertising : null,
                    TokenHash = number == 1 ? LinkToken.HashOf(Token) : null,
                    SentAt = now.AddDays(-2),
                    ShownAt = state == SuggestionState.Shown ? now.AddDays(-1) : null,
                    DecidedAt = state == SuggestionState.Waiting ? null : now.AddDays(-1),
                    Mix = number * 1_000,
                };
            var shown = Made(1, SuggestionState.Shown, "Vines on the walls (example)");
            db.Suggestions.AddRange(
                shown,
                Made(2, SuggestionState.Waiting, "A tree for each bench (example)"),
                Made(3, SuggestionState.Refused, "Buy our awnings (example)")
            );
            await db.SaveChangesAsync(Cancel);
            db.SuggestionFollowers.Add(
                new SuggestionFollower
                {
                    SuggestionId = shown.Id,
                    Email = "follower@example.org",
                    Language = "en",
                    AskedAt = now.AddHours(-1),
                    Links = { new FollowerLink { Hash = LinkToken.HashOf(FollowerToken) } },
                }
            );
            await db
                .OpenBoards.Where(b => b.Id == board.Id)
                .ExecuteUpdateAsync(u => u.SetProperty(b => b.LastNumber, 3), Cancel);
            await db.SaveChangesAsync(Cancel);
        });
        return Board;
    }

    /// <summary>What forms change.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        [
            .. (await db.OpenBoards.AsNoTracking().OrderBy(b => b.Id).ToListAsync(Cancel)).Select(b =>
                $"{b.Identifier} {b.Turn} {b.PublishedAt} {b.ClosedAt}"
            ),
            .. (await db.Suggestions.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancel)).Select(s =>
                $"{s.Number} {s.Turn} {s.State} {s.Supports}"
            ),
            .. (await db.SuggestionFollowers.AsNoTracking().OrderBy(f => f.Id).ToListAsync(Cancel)).Select(f =>
                $"{f.Email} {f.ConfirmedAt}"
            ),
        ];

    public static RightsTable.Form[] Forms { get; } =
    [
        new(Work, "start-open-board", [("title", "Example"), ("city", "espoo")], RightsTable.Editors),
        new(Desk, "publish-open-board", [("turn", "0"), ("beside", "{open draft}")], RightsTable.Editors),
        new(Desk, "remove-open-board", [("beside", "{open draft}")], RightsTable.Editors),
        City(Desk, "close-open-board", ("turn", "0")),
        City(Desk, "moderate", ("turn.2", "0"), ("do", "show:2")),
        City(Desk, "moderate", ("turn.2", "0"), ("reason.2", "insult"), ("do", "refuse:2")),
        City(Desk + "/edit", "edit-open-board", ("turn", "0"), ("title", "Other")),
        City(Desk + "/1", "answer-suggestion", ("turn", "0"), ("answer", "We look at it.")),
        City(Desk + "/1", "moderate", ("turn.1", "0"), ("reason.1", "unlawful"), ("do", "refuse:1")),
        City(Desk + "/2", "moderate", ("turn.2", "0"), ("do", "show:2")),
        Anybody(Public + "/new", "suggest", ("title", "Shade (example)"), ("language", "en")),
        Anybody(Public + "/1", "support", ("do", "support")),
        // Who has not supported it takes nothing back: OpenBoardTests.
        new(
            Public + "/1",
            "support",
            [("do", "back"), ("beside", "{open board}")],
            RightsTable.Everybody,
            Stores: false
        ),
        Anybody(Public + "/1", "follow", ("email", "somebody@example.org")),
        // By the own link, whoever follows it.
        Anybody("/en/open-boards/own/" + Token, "withdraw"),
        Anybody("/en/open-boards/following/" + FollowerToken, "confirm-following"),
        Anybody("/en/open-boards/following/" + FollowerToken, "stop-following"),
    ];

    private static RightsTable.Form City(string page, string form, params (string, string)[] fields) =>
        new(page, form, [.. fields, ("beside", "{open board}")], RightsTable.Editors);

    private static RightsTable.Form Anybody(string page, string form, params (string, string)[] fields) =>
        new(page, form, [.. fields, ("beside", "{open board}")], RightsTable.Everybody);
}
