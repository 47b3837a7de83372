using System.Security.Cryptography;
using System.Text;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>What somebody typed who suggests something.</summary>
/// <param name="Submission">
/// Random, made with the form; it becomes the author's own link, so that the same sending twice is one. What is not made as <see cref="LinkToken"/> makes
/// it is not used.
/// </param>
/// <param name="Language">The code of the language it is written in.</param>
/// <param name="From">In own words, or empty.</param>
/// <param name="Email">Wants to be told there what becomes of it, or empty.</param>
/// <param name="Trap">A field that people do not see; programs fill in what they find.</param>
public sealed record NewSuggestion(
    string Submission,
    string Title,
    string Text,
    string Language,
    string From,
    string Email,
    string Trap
);

/// <param name="Token">Of the author's own link.</param>
/// <param name="Number">The suggestion's.</param>
public sealed record SentSuggestion(string Token, int Number);

/// <summary>Sends a suggestion to an open board, without an account; the city's people see it first.</summary>
public sealed class SendSuggestion(
    AppDb db,
    SendingAllowance allowance,
    FollowingAllowance mails,
    FollowSuggestion following,
    TimeProvider time
)
{
    /// <summary>More than that wait on no board: nobody reads them any more, and a flood fills no database.</summary>
    public const int MostWaiting = 500;

    /// <summary>So many a day from one browser to one board.</summary>
    public const int MostADay = 10;

    /// <param name="slug">Which board.</param>
    /// <param name="said">What was typed.</param>
    /// <param name="client">The network address it comes from, as far as limits go.</param>
    /// <param name="browser">The browser's word (<see cref="OwnBrowser"/>).</param>
    /// <param name="reader">The language of the page, and of mails.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The author's link. Refused with <c>open-board-not-found</c>, <see cref="OpenBoard.WhyNotOpen"/>, <c>suggestion-by-machine</c>, <c>too-many-suggestions</c>
    /// (the browser), <c>suggestions-too-fast</c>, <c>follows-too-fast</c> (the network address), <c>open-board-queue-full</c>, or <c>check-fields</c>: at
    /// <c>title</c> <c>title-missing</c>;
    /// at <c>language</c> <c>unknown-choice</c>; at <c>email</c> <c>bad-email</c>; at texts <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<SentSuggestion>> RunAsync(
        string slug,
        NewSuggestion said,
        string client,
        string browser,
        Language reader,
        CancellationToken cancel = default
    )
    {
        if (await OpenBoardRights.FindShownAsync(db, slug, cancel) is not { } board)
            return new Refusal("open-board-not-found", slug);
        var problems = new List<FieldProblem>();
        var suggestion = Judge(board, said, browser, problems);
        var token = LinkToken.IsOne(said.Submission) ? said.Submission : LinkToken.New();
        if (await SentBeforeAsync(token, suggestion, cancel) is { } before)
            return before;
        var now = suggestion.SentAt;
        if (board.WhyNotOpen(now) is { } closed)
            return new Refusal(closed);
        if (said.Trap.Length > 0)
            return new Refusal("suggestion-by-machine");
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        var wantsMail = said.Email.Trim().Length > 0;
        if (wantsMail && !mails.Takes(client))
            return new Refusal("follows-too-fast");
        if (!allowance.Takes(client))
            return new Refusal("suggestions-too-fast");

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Until the end of the transaction nobody else sends to this board: both databases let one at a time write its row.
        await db
            .OpenBoards.Where(b => b.Id == board.Id)
            .ExecuteUpdateAsync(u => u.SetProperty(b => b.LastNumber, b => b.LastNumber + 1), cancel);
        var turn = await db
            .OpenBoards.Where(b => b.Id == board.Id)
            .Select(b => new { b.LastNumber, IsClosed = b.ClosedAt != null })
            .SingleAsync(cancel);
        if (turn.IsClosed)
            return new Refusal("open-board-over");
        if (await SentBeforeAsync(token, suggestion, cancel) is { } meanwhile)
            return meanwhile;
        // The page before was sent again with other words: that is another suggestion.
        if (await db.Suggestions.AnyAsync(s => s.TokenHash == LinkToken.HashOf(token), cancel))
            token = LinkToken.New();
        var dayBefore = now.AddDays(-1);
        if (
            await db.Suggestions.CountAsync(s => s.Browser == suggestion.Browser && s.SentAt > dayBefore, cancel)
            >= MostADay
        )
            return new Refusal("too-many-suggestions", $"{MostADay}");
        if (
            await db.Suggestions.CountAsync(s => s.BoardId == board.Id && s.State == SuggestionState.Waiting, cancel)
            >= MostWaiting
        )
            return new Refusal("open-board-queue-full");
        var numbered = new Suggestion
        {
            BoardId = board.Id,
            Number = turn.LastNumber,
            Title = suggestion.Title,
            Text = suggestion.Text,
            Language = suggestion.Language,
            From = suggestion.From,
            Folded = suggestion.Folded,
            TokenHash = LinkToken.HashOf(token),
            Browser = suggestion.Browser,
            SentAt = now,
            Mix = suggestion.Mix,
        };
        db.Suggestions.Add(numbered);
        await db.SaveChangesAsync(cancel);
        if (wantsMail)
            await following.AskAsync(numbered.Id, numbered.Number, board, said.Email, reader, isAuthor: true, cancel);
        await transaction.CommitAsync(cancel);
        return new SentSuggestion(token, numbered.Number);
    }

    private async Task<SentSuggestion?> SentBeforeAsync(string token, Suggestion said, CancellationToken cancel)
    {
        var hash = LinkToken.HashOf(token);
        var number = await db
            .Suggestions.Where(s => s.TokenHash == hash && s.Title == said.Title && s.Text == said.Text)
            .Select(s => (int?)s.Number)
            .SingleOrDefaultAsync(cancel);
        return number is { } sent ? new SentSuggestion(token, sent) : null;
    }

    private Suggestion Judge(OpenBoard board, NewSuggestion said, string browser, List<FieldProblem> wrong)
    {
        string Said(string field, string typed, int most, bool lines = false)
        {
            var clean = BoardText.Clean(typed, lines);
            if (clean.Length > most)
                wrong.Add(new FieldProblem(field, new Refusal("text-too-long")));
            return clean;
        }
        var title = Said("title", said.Title, Suggestion.TitleLength);
        if (!title.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            wrong.Add(new FieldProblem("title", new Refusal("title-missing")));
        var text = Said("text", said.Text, Suggestion.TextLength, lines: true);
        var from = Said("from", said.From, Suggestion.FromLength);
        if (Language.Find(said.Language) is null)
            wrong.Add(new FieldProblem("language", new Refusal("unknown-choice")));
        var email = said.Email.Trim();
        if (email.Length > 0 && !OutgoingMail.IsAddress(email))
            wrong.Add(new FieldProblem("email", new Refusal("bad-email", email)));
        return new Suggestion
        {
            BoardId = board.Id,
            Number = 0,
            Title = title,
            Text = text,
            Language = said.Language,
            From = from.Length == 0 ? null : from,
            Folded = SuggestionFilter.FoldedOf(title, text),
            Browser = OwnBrowser.OnBoard(browser, board.Id),
            SentAt = time.GetUtcNow().UtcDateTime,
            Mix = RandomNumberGenerator.GetInt32(int.MaxValue),
        };
    }
}
