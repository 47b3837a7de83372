using System.Globalization;
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
public sealed class FollowSuggestion(
    AppDb db,
    OpenBoardMails mails,
    NewsNotSent unsent,
    FollowingAllowance allowance,
    TimeProvider time
)
{
    // A mailbox shall not be filled through our form: neither by one suggestion nor by many. The mails themselves are counted, over all boards: who stops
    // or takes back what was sent has had them all the same.
    private static readonly TimeSpan NotAgainBefore = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private const int MostADay = 5;
    private const int Tries = 3;

    /// <param name="slug">Of the board.</param>
    /// <param name="number">Of the suggestion.</param>
    /// <param name="email">What was typed.</param>
    /// <param name="client">The network address it comes from, as far as limits go.</param>
    /// <param name="language">Of the page, and of mails.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused with <c>suggestion-not-found</c>, <c>open-board-over</c> (addresses are not kept any more), <c>follows-too-fast</c>, or <c>check-fields</c>: at
    /// <c>email</c> <c>email-missing</c>, <c>bad-email</c>.
    /// </returns>
    public async Task<Outcome<Suggestion>> RunAsync(
        string slug,
        int number,
        string email,
        string client,
        Language language,
        CancellationToken cancel = default
    )
    {
        var suggestion = await db
            .Suggestions.AsNoTracking()
            .Include(s => s.Board!.City)
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
        if (!allowance.Takes(client))
            return new Refusal("follows-too-fast");
        await AskAsync(suggestion.Id, number, board, email, language, isAuthor: false, cancel);
        return suggestion;
    }

    /// <summary>Mails the question and stores that, unless the address has had enough of them. Whoever asked is not told which.</summary>
    /// <param name="suggestion">Its key.</param>
    /// <param name="number">Its number on the board.</param>
    /// <param name="board">Its board, with the city.</param>
    /// <param name="email">An address.</param>
    /// <param name="language">In which the mails are.</param>
    /// <param name="isAuthor">It is typed by whoever sent the suggestion.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task AskAsync(
        long suggestion,
        int number,
        OpenBoard board,
        string email,
        Language language,
        bool isAuthor,
        CancellationToken cancel
    )
    {
        email = email.Trim().ToLowerInvariant();
        for (var left = Tries; left > 0; left--)
        {
            if (!await PrepareAsync(suggestion, number, board, email, language, isAuthor, cancel))
                return;
            if (await db.SaveInTurnAsync(cancel) is null)
                return;
            // Somebody typed the same address at this moment: it is counted anew.
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> PrepareAsync(
        long suggestion,
        int number,
        OpenBoard board,
        string email,
        Language language,
        bool isAuthor,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (from, to) = OpenBoardMails.KeysOfAsking(email);
        var asked = await db
            .Mails.Where(m => m.Key.CompareTo(from) >= 0 && m.Key.CompareTo(to) < 0 && m.To == email)
            .OrderByDescending(m => m.Key)
            .Take(MostADay)
            .Select(m => new { m.Key, m.CreatedAt })
            .ToListAsync(cancel);
        if (asked.Count == MostADay && asked[^1].CreatedAt > now - Day)
            return false;
        var follower = await db
            .SuggestionFollowers.Include(f => f.Links)
            .SingleOrDefaultAsync(f => f.SuggestionId == suggestion && f.Email == email, cancel);
        if (follower is null)
            db.SuggestionFollowers.Add(
                follower = new SuggestionFollower
                {
                    SuggestionId = suggestion,
                    Email = email,
                    Language = language.Code,
                    IsAuthor = isAuthor,
                    AskedAt = now,
                }
            );
        else if (
            asked is [{ CreatedAt: var last }, ..]
            && last > now - (follower.ConfirmedAt is null ? NotAgainBefore : Day)
        )
            return false;
        var place = asked.Count == 0 ? 1 : 1 + int.Parse(asked[0].Key[from.Length..], CultureInfo.InvariantCulture);
        mails.AskToConfirm(follower, number, board, place);
        return true;
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
        await unsent.RemoveAsync(suggestion.Id, follower.Email, cancel);
        db.SuggestionFollowers.Remove(follower);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : suggestion;
    }
}
