using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>The author takes a suggestion back, by the own link, whenever: its words are erased, and nobody follows it any more.</summary>
public sealed class WithdrawSuggestion(AppDb db, TimeProvider time)
{
    /// <summary>Refused with <c>link-not-valid</c>, <c>somebody-was-faster</c>.</summary>
    public async Task<Outcome<Suggestion>> RunAsync(string token, CancellationToken cancel = default)
    {
        if (await FindAsync(db, token, cancel) is not { Board: { } board } suggestion)
            return new Refusal("link-not-valid");
        if (suggestion.State == SuggestionState.Withdrawn)
            return suggestion;
        var now = time.GetUtcNow();
        suggestion.EraseWords();
        (suggestion.State, suggestion.DecidedAt, suggestion.Reason) = (
            SuggestionState.Withdrawn,
            now.UtcDateTime,
            null
        );
        // What the city said of it may quote it.
        (suggestion.Answer, suggestion.AnswerLanguage, suggestion.NewsAt) = (null, null, null);
        suggestion.Turn++;
        db.SuggestionFollowers.RemoveRange(
            await db.SuggestionFollowers.Where(f => f.SuggestionId == suggestion.Id).ToListAsync(cancel)
        );
        db.ModerationEntries.Add(
            new ModerationEntry
            {
                BoardId = board.Id,
                Number = suggestion.Number,
                Act = ModerationAct.Withdrawn,
                At = now.UtcDateTime,
            }
        );
        await ForgetWords.RunAsync(db, suggestion.Origin, now, cancel);
        db.RaiseSuggestion(board.Identifier, now);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : suggestion;
    }

    /// <summary>Whose link it is, with its board and city; null where it opens nothing.</summary>
    public static Task<Suggestion?> FindAsync(AppDb db, string token, CancellationToken cancel)
    {
        var hash = LinkToken.HashOf(token);
        return db.Suggestions.Include(s => s.Board!.City).SingleOrDefaultAsync(s => s.TokenHash == hash, cancel);
    }
}
