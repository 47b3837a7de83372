using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// Somebody says that a suggestion matters to them too, once for each browser, and can take it back while the board is open. It is a hint of interest
/// and no vote: who has two browsers counts twice.
/// </summary>
public sealed class SupportSuggestion(AppDb db, TimeProvider time)
{
    /// <param name="slug">Of the board.</param>
    /// <param name="number">Of the suggestion.</param>
    /// <param name="browser">The browser's word (<see cref="OwnBrowser"/>).</param>
    /// <param name="supports">False takes it back.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many there are now. Again is no mistake. Refused with <c>suggestion-not-found</c>, <see cref="OpenBoard.WhyNotOpen"/>.</returns>
    public async Task<Outcome<int>> RunAsync(
        string slug,
        int number,
        string browser,
        bool supports,
        CancellationToken cancel = default
    )
    {
        var suggestion = await db
            .Suggestions.AsNoTracking()
            .Include(s => s.Board)
            .SingleOrDefaultAsync(
                s => s.Number == number && s.State == SuggestionState.Shown && s.Board!.Identifier == slug,
                cancel
            );
        if (suggestion is null)
            return new Refusal("suggestion-not-found");
        if (suggestion.Board!.WhyNotOpen(time.GetUtcNow().UtcDateTime) is { } closed)
            return new Refusal(closed);
        var (id, hash) = (suggestion.Id, OwnBrowser.OnSuggestion(browser, suggestion.Id));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // First the count: whoever writes it has the turn, so that the row and the count cannot differ.
        await CountAsync(id, supports ? 1 : -1, cancel);
        var there = await db.SuggestionSupports.AnyAsync(s => s.SuggestionId == id && s.Browser == hash, cancel);
        if (there == supports)
            return suggestion.Supports;
        if (supports)
        {
            db.SuggestionSupports.Add(new SuggestionSupport { SuggestionId = id, Browser = hash });
            await db.SaveChangesAsync(cancel);
        }
        else
            await db
                .SuggestionSupports.Where(s => s.SuggestionId == id && s.Browser == hash)
                .ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return suggestion.Supports + (supports ? 1 : -1);
    }

    private Task<int> CountAsync(long id, int by, CancellationToken cancel) =>
        db
            .Suggestions.Where(s => s.Id == id)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.Supports, s => s.Supports + by), cancel);
}
