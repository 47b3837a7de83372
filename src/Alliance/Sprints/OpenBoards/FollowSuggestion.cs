using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// Somebody wants to be told by mail what becomes of a suggestion: asks, confirms by the link in a mail, and stops by any link that was mailed.
/// Whoever types an address learns nothing of it.
/// </summary>
public sealed class FollowSuggestion(AppDb db, OpenBoardMails mails, TimeProvider time)
{
    // A mailbox shall not be filled through our form: neither by one suggestion nor by many.
    private static readonly TimeSpan NotAgainBefore = TimeSpan.FromMinutes(10);
    private const int MostADay = 5;

    /// <returns>
    /// Refused with <c>suggestion-not-found</c>, <c>open-board-over</c> (addresses are not kept any more), or <c>check-fields</c>: at <c>email</c>
    /// <c>email-missing</c>, <c>bad-email</c>.
    /// </returns>
    public async Task<Outcome<Suggestion>> RunAsync(
        string slug,
        int number,
        string email,
        Language language,
        CancellationToken cancel = default
    )
    {
        var suggestion = await db
            .Suggestions.Include(s => s.Board!.City)
            .SingleOrDefaultAsync(
                s =>
                    s.Number == number
                    && s.State == SuggestionState.Shown
                    && s.Board!.Identifier == slug
                    && s.Board.PublishedAt != null,
                cancel
            );
        if (suggestion is not { Board: { } board })
            return new Refusal("suggestion-not-found");
        email = email.Trim();
        if (email.Length == 0 || !OutgoingMail.IsAddress(email))
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem(
                        "email",
                        email.Length == 0 ? new Refusal("email-missing") : new Refusal("bad-email", email)
                    ),
                ],
            };
        if (board.KeepsUntil < board.DayOf(time.GetUtcNow().UtcDateTime))
            return new Refusal("open-board-over");
        await AskAsync(suggestion, board, email, language, null, cancel);
        // Of two who ask for the same address at once one has done it.
        await db.SaveInTurnAsync(cancel);
        return suggestion;
    }

    /// <summary>The caller saves.</summary>
    /// <param name="suggestion">Stored.</param>
    /// <param name="board">Its board, with the city.</param>
    /// <param name="email">An address.</param>
    /// <param name="language">In which the mails are.</param>
    /// <param name="own">The token of the author's own link, where it is the author who asks.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task AskAsync(
        Suggestion suggestion,
        OpenBoard board,
        string email,
        Language language,
        string? own,
        CancellationToken cancel
    )
    {
        email = email.Trim().ToLowerInvariant();
        var now = time.GetUtcNow().UtcDateTime;
        var known = await db
            .SuggestionFollowers.Include(f => f.Links)
            .SingleOrDefaultAsync(f => f.SuggestionId == suggestion.Id && f.Email == email, cancel);
        if (known?.AskedAt > now - NotAgainBefore)
            return;
        var dayBefore = now.AddDays(-1);
        if (
            await db.SuggestionFollowers.CountAsync(
                f => f.Email == email && f.ConfirmedAt == null && f.AskedAt > dayBefore,
                cancel
            ) >= MostADay
        )
            return;
        if (known is null)
        {
            known = new SuggestionFollower
            {
                SuggestionId = suggestion.Id,
                Email = email,
                Language = language.Code,
                IsAuthor = own is not null,
                AskedAt = now,
            };
            db.SuggestionFollowers.Add(known);
        }
        else
            known.AskedAt = now;
        mails.AskToConfirm(known, suggestion, board, own);
    }

    /// <summary>Whose link it is, with suggestion, board and city; null where it opens nothing.</summary>
    public static Task<SuggestionFollower?> FindAsync(AppDb db, string token, CancellationToken cancel)
    {
        var hash = LinkToken.HashOf(token);
        return db
            .SuggestionFollowers.Include(f => f.Suggestion!.Board!.City)
            .SingleOrDefaultAsync(f => f.Links.Any(l => l.Hash == hash), cancel);
    }

    /// <summary>Again is no mistake. Refused with <c>link-not-valid</c>.</summary>
    public async Task<Outcome<SuggestionFollower>> ConfirmAsync(string token, CancellationToken cancel = default)
    {
        if (await FindAsync(db, token, cancel) is not { } follower)
            return new Refusal("link-not-valid");
        if (follower.ConfirmedAt is not null)
            return follower;
        var now = time.GetUtcNow().UtcDateTime;
        // An author is told what happened while the mail was unread; others have just read the page.
        (follower.ConfirmedAt, follower.ToldAt) = (now, follower.IsAuthor ? follower.AskedAt : now);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : follower;
    }

    /// <summary>The address is deleted at once. Refused with <c>link-not-valid</c>.</summary>
    public async Task<Outcome<Suggestion>> StopAsync(string token, CancellationToken cancel = default)
    {
        if (await FindAsync(db, token, cancel) is not { Suggestion: { } suggestion } follower)
            return new Refusal("link-not-valid");
        db.SuggestionFollowers.Remove(follower);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : suggestion;
    }
}
