using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>The author takes a suggestion back, by the own link, whenever: its words are erased, and nobody follows it any more.</summary>
public sealed class WithdrawSuggestion(AppDb db, NewsNotSent unsent, TimeProvider time)
{
    private const int Tries = 5;

    /// <summary>Again is no mistake. Refused with <c>link-not-valid</c>, <c>somebody-was-faster</c>.</summary>
    public async Task<Outcome<Suggestion>> RunAsync(string token, CancellationToken cancel = default)
    {
        for (var left = Tries; ; left--)
        {
            if (await FindAsync(db, token, cancel) is not { } suggestion)
                return new Refusal("link-not-valid");
            await TakeBackAsync(suggestion, cancel);
            // Whoever decides on it or takes it on at this moment does not keep its words.
            if (await db.SaveInTurnAsync(cancel) is not { } late)
                return suggestion;
            db.ChangeTracker.Clear();
            if (left == 1)
                return late;
        }
    }

    private async Task TakeBackAsync(Suggestion suggestion, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // Also where it was taken back before: what went on in a way that nobody foresaw is set right by this.
        await ForgetWords.RunAsync(db, suggestion.Origin, now, cancel);
        if (suggestion.State == SuggestionState.Withdrawn)
            return;
        var wasDecided = suggestion.DecidedAt is not null;
        suggestion.EraseWords();
        suggestion.EraseAnswer();
        (suggestion.State, suggestion.Reason, suggestion.NewsAt) = (SuggestionState.Withdrawn, null, null);
        // What nobody had decided is nobody's matter: it is neither counted nor told of.
        suggestion.DecidedAt = wasDecided ? now.UtcDateTime : null;
        suggestion.Turn++;
        await unsent.RemoveAsync(suggestion.Id, null, cancel);
        db.SuggestionFollowers.RemoveRange(
            await db.SuggestionFollowers.Where(f => f.SuggestionId == suggestion.Id).ToListAsync(cancel)
        );
        if (wasDecided)
            db.ModerationEntries.Add(
                new ModerationEntry
                {
                    BoardId = suggestion.BoardId,
                    Number = suggestion.Number,
                    Act = ModerationAct.Withdrawn,
                    At = now.UtcDateTime,
                }
            );
        db.RaiseSuggestion(suggestion.Board!.Identifier, now);
    }

    /// <summary>
    /// Whose link it is, with its board and city; null where it opens nothing. Besides the link that was shown after sending, the links in mails to the
    /// author's address hold, once that is confirmed.
    /// </summary>
    public static async Task<Suggestion?> FindAsync(AppDb db, string token, CancellationToken cancel)
    {
        var hash = LinkToken.HashOf(token);
        var all = db.Suggestions.Include(s => s.Board!.City);
        if (await all.SingleOrDefaultAsync(s => s.TokenHash == hash, cancel) is { } own)
            return own;
        var mailed = await db
            .SuggestionFollowers.Where(f => f.IsAuthor && f.ConfirmedAt != null && f.Links.Any(l => l.Hash == hash))
            .Select(f => (long?)f.SuggestionId)
            .SingleOrDefaultAsync(cancel);
        return mailed is null ? null : await all.SingleOrDefaultAsync(s => s.Id == mailed, cancel);
    }
}
