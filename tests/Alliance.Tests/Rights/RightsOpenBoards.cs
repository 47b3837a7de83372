using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>Espoo's open board and what was suggested there, on which rights are tried.</summary>
internal static partial class RightsOpenBoards
{
    public const string Board = "example-city-cooler-courtyards";
    public const string Token = "example-suggestion-token";
    public const string FollowerToken = "example-follower-token";

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
}
