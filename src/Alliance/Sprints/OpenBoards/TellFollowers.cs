using System.Globalization;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// Whoever follows a suggestion is told that something new stands on its page. An act says so, and saves; <see cref="SendNews"/> writes the mails, one
/// a day at most to each address.
/// </summary>
public sealed class TellFollowers(AppDb db, TimeProvider time)
{
    /// <summary>The caller saves.</summary>
    public void Of(Suggestion suggestion) => suggestion.NewsAt = time.GetUtcNow().UtcDateTime;

    /// <summary>By its origin (<see cref="Suggestion.Origin"/>), for rooms in which it goes on; the caller saves.</summary>
    /// <returns>Its board's cache tag, for the event that the caller raises; null where the origin is no suggestion's that is shown.</returns>
    public async Task<string?> RunAsync(string origin, CancellationToken cancel = default)
    {
        if (
            !origin.StartsWith("open:", StringComparison.Ordinal)
            || origin[5..].Split('/') is not [var slug, var number]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        )
            return null;
        var suggestion = await db.Suggestions.SingleOrDefaultAsync(
            s => s.Number == n && s.Board!.Identifier == slug && s.State == SuggestionState.Shown,
            cancel
        );
        if (suggestion is null)
            return null;
        Of(suggestion);
        return OpenBoardTags.Of(slug);
    }
}
