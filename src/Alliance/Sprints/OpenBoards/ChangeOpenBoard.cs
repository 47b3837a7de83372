using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>Writes an open board, shows it to everybody, and ends it before its last day.</summary>
public sealed class ChangeOpenBoard(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who saves.</param>
    /// <param name="slug">Which board.</param>
    /// <param name="turn">What was read.</param>
    /// <param name="typed">The fields of the form (<see cref="OpenBoardFields.All"/>); what is not in it stays.</param>
    /// <param name="language">In which its words are typed.</param>
    /// <param name="culture">How its days are written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused with <c>open-board-not-found</c> (also where it is another city's), <c>somebody-was-faster</c>, or <c>check-fields</c>: what
    /// <see cref="OpenBoardFields"/> says, at <c>sprint</c> <c>sprint-not-found</c>, and once it is published <see cref="OpenBoardFields.Missing"/> and at
    /// <c>ends</c> <c>open-board-end-past</c>. From then on it is told who changed its days, question or rules.
    /// </returns>
    public Task<Outcome<OpenBoard>> EditAsync(
        Actor actor,
        string slug,
        int turn,
        IReadOnlyDictionary<string, string> typed,
        string language,
        CultureInfo culture,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            turn,
            async board =>
            {
                var problems = new List<FieldProblem>();
                var sprintBefore = board.Sprint;
                var (first, last, question, rules) = (board.Begins, board.Ends, board.Question, board.Rules);
                foreach (var (name, field) in new OpenBoardFields(board.Title.Authentic, language).All)
                    if (typed.TryGetValue(name, out var text))
                    {
                        (_, var wrong) = field.Write(board, TypedText.Plain(text), culture);
                        if (wrong is not null)
                            problems.Add(new FieldProblem(name, new Refusal(wrong)));
                    }
                if (
                    board.Sprint is { } sprint
                    && sprint != sprintBefore
                    && !await db.Sprints.AnyAsync(
                        s => s.Identifier == sprint && s.Host == board.City!.Identifier,
                        cancel
                    )
                )
                    problems.Add(new FieldProblem("sprint", new Refusal("sprint-not-found", sprint)));
                if (problems.Count == 0)
                    problems.AddRange(OpenBoardFields.OfDays(board));
                if (problems.Count == 0 && board.PublishedAt is not null)
                {
                    problems.AddRange(OpenBoardFields.Missing(board));
                    // Nobody makes it have been over when people sent something.
                    if (board.Ends != last && board.Ends < board.DayOf(time.GetUtcNow().UtcDateTime))
                        problems.Add(new FieldProblem("ends", new Refusal("open-board-end-past")));
                }
                if (problems.Count > 0)
                    return new Refusal("check-fields") { Fields = problems };
                if (board.PublishedAt is null)
                    return null;
                if ((first, last) != (board.Begins, board.Ends))
                    Log(board, actor, ModerationAct.DaysChanged);
                if (!Equals(question, board.Question))
                    Log(board, actor, ModerationAct.QuestionChanged);
                if (!Equals(rules, board.Rules))
                    Log(board, actor, ModerationAct.RulesChanged);
                return null;
            },
            cancel
        );

    /// <summary>Refused as <see cref="EditAsync"/>, and with <c>check-fields</c> and what is missing.</summary>
    public Task<Outcome<OpenBoard>> PublishAsync(
        Actor actor,
        string slug,
        int turn,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            turn,
            board =>
            {
                var missing = OpenBoardFields.Missing(board).ToList();
                if (missing.Count > 0)
                    return Task.FromResult<Refusal?>(new Refusal("check-fields") { Fields = missing });
                if (board.PublishedAt is null)
                    Log(board, actor, ModerationAct.Published);
                board.PublishedAt ??= time.GetUtcNow().UtcDateTime;
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );

    /// <summary>Ends it today, for good; nobody is written to. Refused as <see cref="EditAsync"/>, and with <c>open-board-over</c>, <c>open-board-not-shown</c>.</summary>
    public Task<Outcome<OpenBoard>> CloseAsync(
        Actor actor,
        string slug,
        int turn,
        CancellationToken cancel = default
    ) =>
        RunAsync(
            actor,
            slug,
            turn,
            board =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                var state = board.StateAt(now);
                if (state is OpenBoardState.Draft or OpenBoardState.Closed)
                    return Task.FromResult<Refusal?>(
                        new Refusal(state == OpenBoardState.Draft ? "open-board-not-shown" : "open-board-over")
                    );
                board.ClosedAt = now;
                Log(board, actor, ModerationAct.Closed);
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );

    private async Task<Outcome<OpenBoard>> RunAsync(
        Actor actor,
        string slug,
        int turn,
        Func<OpenBoard, Task<Refusal?>> change,
        CancellationToken cancel
    )
    {
        if (await OpenBoardRights.FindLedAsync(db, actor, slug, cancel) is not { } board)
            return new Refusal("open-board-not-found", slug);
        if (turn != board.Turn)
            return new Refusal("somebody-was-faster");
        var sprintBefore = board.Sprint;
        if (await change(board) is { } refused)
        {
            db.ChangeTracker.Clear();
            return refused;
        }
        board.Turn++;
        if (board.PublishedAt is not null)
            db.RaiseChanged(board, sprintBefore, time.GetUtcNow());
        if (await db.SaveInTurnAsync(cancel) is not { } late)
            return board;
        db.ChangeTracker.Clear();
        return late;
    }

    private void Log(OpenBoard board, Actor actor, ModerationAct act) =>
        db.ModerationEntries.Add(
            new ModerationEntry
            {
                BoardId = board.Id,
                Act = act,
                AccountId = actor.AccountId,
                At = time.GetUtcNow().UtcDateTime,
            }
        );
}
