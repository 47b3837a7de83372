using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>The city's people show a suggestion, say why it is not shown, and say what they think of it. Who did what is kept.</summary>
public sealed class ModerateSuggestion(AppDb db, TellFollowers telling, NewsNotSent unsent, TimeProvider time)
{
    /// <param name="actor">Who decides.</param>
    /// <param name="slug">Of the board.</param>
    /// <param name="number">Of the suggestion.</param>
    /// <param name="turn">What was read (<see cref="Suggestion.Turn"/>).</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused with <c>suggestion-not-found</c> (also where it is another city's), <c>suggestion-withdrawn</c>, <c>suggestion-erased</c>,
    /// <c>somebody-was-faster</c>.
    /// </returns>
    public Task<Outcome<Suggestion>> ShowAsync(
        Actor actor,
        string slug,
        int number,
        int turn,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            number,
            turn,
            ModerationAct.Shown,
            suggestion =>
            {
                if (suggestion.Title.Length == 0)
                    return new Refusal("suggestion-erased");
                var now = time.GetUtcNow().UtcDateTime;
                (suggestion.State, suggestion.DecidedAt) = (SuggestionState.Shown, now);
                suggestion.ShownAt ??= now;
                (suggestion.Reason, suggestion.ReasonText) = (null, null);
                return null;
            },
            cancel
        );

    /// <summary>Also what was shown can be taken from everybody's eyes.</summary>
    /// <param name="reason">A code of <see cref="SuggestionRefusal"/>.</param>
    /// <param name="words">For its author alone, or empty.</param>
    /// <returns>Refused as <see cref="ShowAsync"/>, or with <c>check-fields</c>: at <c>reason</c> <c>unknown-choice</c>; at <c>words</c> <c>text-too-long</c>.</returns>
    /// <inheritdoc cref="ShowAsync"/>
    public Task<Outcome<Suggestion>> RefuseAsync(
        Actor actor,
        string slug,
        int number,
        int turn,
        string reason,
        string words,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            number,
            turn,
            ModerationAct.Refused,
            suggestion =>
            {
                words = TypedText.Plain(words);
                var problems = new List<FieldProblem>();
                if (!Code.TryParse<SuggestionRefusal>(reason, out var why))
                    problems.Add(new FieldProblem("reason", new Refusal("suggestion-reason-missing")));
                if (words.Length > Suggestion.ReasonLength)
                    problems.Add(new FieldProblem("words", new Refusal("text-too-long")));
                if (problems.Count > 0)
                    return new Refusal("check-fields") { Fields = problems };
                (suggestion.State, suggestion.DecidedAt) = (SuggestionState.Refused, time.GetUtcNow().UtcDateTime);
                (suggestion.Reason, suggestion.ReasonText) = (why, words.Length == 0 ? null : words);
                suggestion.EraseAnswer();
                return null;
            },
            cancel
        );

    /// <summary>Says, or says anew, what the city thinks of a suggestion that is shown; whoever follows it is told.</summary>
    /// <param name="answer">Plain words in <paramref name="language"/>.</param>
    /// <returns>Refused as <see cref="ShowAsync"/>, with <c>suggestion-not-shown</c>, or <c>check-fields</c>: at <c>answer</c> <c>answer-missing</c>, <c>text-too-long</c>.</returns>
    /// <inheritdoc cref="ShowAsync"/>
    public Task<Outcome<Suggestion>> AnswerAsync(
        Actor actor,
        string slug,
        int number,
        int turn,
        string answer,
        Language language,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            number,
            turn,
            ModerationAct.Answered,
            suggestion =>
            {
                answer = TypedText.Plain(answer);
                if (suggestion.State != SuggestionState.Shown)
                    return new Refusal("suggestion-not-shown");
                if (answer.Length is 0 or > Suggestion.AnswerLength)
                    return new Refusal("check-fields")
                    {
                        Fields =
                        [
                            new FieldProblem(
                                "answer",
                                new Refusal(answer.Length == 0 ? "suggestion-answer-missing" : "text-too-long")
                            ),
                        ],
                    };
                (suggestion.Answer, suggestion.AnswerLanguage) = (answer, language.Code);
                suggestion.AnsweredAt = time.GetUtcNow().UtcDateTime;
                return null;
            },
            cancel
        );

    private async Task<Outcome<Suggestion>> RunAsync(
        Actor actor,
        string slug,
        int number,
        int turn,
        ModerationAct act,
        Func<Suggestion, Refusal?> decide,
        CancellationToken cancel
    )
    {
        var led = OpenBoardRights.Led(db, actor).Where(b => b.Identifier == slug).Select(b => b.Id);
        var suggestion = await db
            .Suggestions.Include(s => s.Board)
            .SingleOrDefaultAsync(s => s.Number == number && led.Contains(s.BoardId), cancel);
        if (suggestion is null)
            return new Refusal("suggestion-not-found");
        if (suggestion.State == SuggestionState.Withdrawn)
            return new Refusal("suggestion-withdrawn");
        if (suggestion.Turn != turn)
            return new Refusal("somebody-was-faster");
        if (decide(suggestion) is { } refused)
        {
            db.ChangeTracker.Clear();
            return refused;
        }
        suggestion.Turn++;
        telling.Of(suggestion);
        var now = time.GetUtcNow();
        // What is taken from everybody's eyes is not read elsewhere either.
        if (act == ModerationAct.Refused)
        {
            await unsent.RemoveAsync(suggestion.Id, null, cancel);
            await ForgetWords.RunAsync(db, suggestion.Origin, now, cancel);
        }
        else if (act == ModerationAct.Shown)
            await ForgetWords.UndoAsync(db, suggestion, now, cancel);
        db.ModerationEntries.Add(
            new ModerationEntry
            {
                BoardId = suggestion.BoardId,
                Number = number,
                Act = act,
                Reason = suggestion.Reason,
                AccountId = actor.AccountId,
                At = now.UtcDateTime,
            }
        );
        db.RaiseSuggestion(slug, now);
        if (await db.SaveInTurnAsync(cancel) is not { } late)
            return suggestion;
        db.ChangeTracker.Clear();
        return late;
    }
}
