using Alliance.Platform.Data;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// Whoever follows a suggestion is told that something new stands on its page. An act says so, and saves; <see cref="SendNews"/> writes the mails, one
/// a day at most to each address.
/// </summary>
public sealed class TellFollowers(TimeProvider time)
{
    /// <summary>The caller saves.</summary>
    public void Of(Suggestion suggestion) => suggestion.NewsAt = time.GetUtcNow().UtcDateTime;

    /// <summary>By its origin (<see cref="Suggestion.Origin"/>), for where it goes on; the caller saves.</summary>
    internal static async Task RunAsync(AppDb db, string origin, DateTime now, CancellationToken cancel = default)
    {
        if (await Suggestion.WithOriginAsync(db, origin, cancel) is { State: SuggestionState.Shown } suggestion)
            suggestion.NewsAt = now;
    }
}
