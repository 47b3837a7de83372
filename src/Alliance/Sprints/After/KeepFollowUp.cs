using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <summary>A follow-up as it was typed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Turn">What was read.</param>
/// <param name="Due">A day as <c>2026-03-05</c>, or empty.</param>
/// <param name="Email">Whom to remind, or empty.</param>
public sealed record StatedFollowUp(long? Id, int Turn, string Text, string Owner, string Due, string Email);

/// <summary>Writes down what goes on after a sprint, and closes it.</summary>
public sealed class KeepFollowUp(AppDb db, TimeProvider time)
{
    private const int Tries = 3;

    /// <returns>
    /// The follow-up. Refused with <c>sprint-not-found</c>, <c>follow-up-not-found</c>, <c>somebody-was-faster</c>, <c>too-many-follow-ups</c>; or with
    /// <c>check-fields</c>: at <c>text</c> <c>follow-up-missing</c>, <c>text-too-long</c>; at <c>owner</c> <c>owner-missing</c>, <c>text-too-long</c>; at
    /// <c>due</c> <c>bad-day</c>; at <c>email</c> <c>bad-email</c>.
    /// </returns>
    public async Task<Outcome<FollowUp>> RunAsync(
        Actor actor,
        string slug,
        StatedFollowUp stated,
        CancellationToken cancel = default
    )
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("sprint-not-found", slug);
        var known = stated.Id is { } id ? await FindAsync(sprint, id, cancel) : null;
        if (stated.Id is not null && known is null)
            return new Refusal("follow-up-not-found");
        if (known is not null && known.Turn != stated.Turn)
            return new Refusal("somebody-was-faster");
        if (known is null && await db.FollowUps.CountAsync(f => f.SprintId == sprint.Id, cancel) >= FollowUp.Most)
            return new Refusal("too-many-follow-ups", $"{FollowUp.Most}");
        var problems = new List<FieldProblem>();
        var (text, owner, email) = (
            TypedText.Plain(stated.Text),
            StatedValues.OneLine(stated.Owner),
            stated.Email.Trim()
        );
        Check("text", text, "follow-up-missing", FollowUp.TextLength);
        Check("owner", owner, "owner-missing", FollowUp.OwnerLength);
        DateOnly? due = null;
        if (stated.Due.Length > 0)
        {
            if (PartialDate.TryParseDay(stated.Due, out var day))
                due = day;
            else
                problems.Add(new FieldProblem("due", new Refusal("bad-day")));
        }
        if (email.Length > 0 && !OutgoingMail.IsAddress(email))
            problems.Add(new FieldProblem("email", new Refusal("bad-email", email)));
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };

        if (known is null)
            return await AddAsync(sprint, text, owner, due, Reminding(FollowUpState.Open), cancel);
        if (known.Due != due)
            known.Reminded = 0;
        (known.Text, known.Owner, known.Due) = (text, owner, due);
        (known.Email, known.Turn) = (Reminding(known.State), known.Turn + 1);
        return await SaveAsync(known, slug, cancel);

        // Nobody is reminded of what is closed.
        string? Reminding(FollowUpState state) =>
            email.Length > 0 && state == FollowUpState.Open ? email.ToLowerInvariant() : null;

        void Check(string field, string typed, string missing, int most)
        {
            if (typed.Length == 0 || typed.Length > most)
                problems.Add(new FieldProblem(field, new Refusal(typed.Length == 0 ? missing : "text-too-long")));
        }
    }

    // Somebody else may write one at this moment and be given the same number: it is counted anew.
    private async Task<Outcome<FollowUp>> AddAsync(
        Sprint sprint,
        string text,
        string owner,
        DateOnly? due,
        string? email,
        CancellationToken cancel
    )
    {
        for (var left = Tries; ; left--)
        {
            var followUp = new FollowUp
            {
                SprintId = sprint.Id,
                Number = await NextNumberAsync(db, sprint.Id, cancel),
                Text = text,
                Owner = owner,
                Due = due,
                Email = email,
                Language = sprint.Title.Authentic,
                Turn = 1,
            };
            db.FollowUps.Add(followUp);
            var saved = await SaveAsync(followUp, sprint.Identifier, cancel);
            if (saved.Refusal is null || left == 0)
                return saved;
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Says that it is done, or that nobody goes on with it; or opens it again.</summary>
    /// <param name="state">A code of <see cref="FollowUpState"/>.</param>
    /// <param name="reason">With <c>dropped</c>; everybody reads it.</param>
    /// <returns>
    /// Refused with <c>follow-up-not-found</c>, <c>unknown-choice</c>, <c>somebody-was-faster</c>, or <c>check-fields</c>: at <c>reason</c>
    /// <c>reason-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<FollowUp>> CloseAsync(
        Actor actor,
        string slug,
        long id,
        string state,
        string reason,
        CancellationToken cancel = default
    )
    {
        if (
            await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint
            || await FindAsync(sprint, id, cancel) is not { } followUp
        )
            return new Refusal("follow-up-not-found");
        if (!Code.TryParse<FollowUpState>(state, out var chosen))
            return new Refusal("unknown-choice");
        reason = TypedText.Plain(reason);
        if (chosen == FollowUpState.Dropped && reason.Length is 0 or > FollowUp.TextLength)
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem("reason", new Refusal(reason.Length == 0 ? "reason-missing" : "text-too-long")),
                ],
            };
        followUp.State = chosen;
        followUp.ClosedOn = chosen == FollowUpState.Open ? null : sprint.DayOf(time.GetUtcNow().UtcDateTime);
        followUp.Reason = chosen == FollowUpState.Dropped ? reason : null;
        if (chosen != FollowUpState.Open)
            followUp.Email = null;
        followUp.Turn++;
        return await SaveAsync(followUp, slug, cancel);
    }

    /// <summary>None is ever deleted, so that a number is given once.</summary>
    internal static async Task<int> NextNumberAsync(AppDb db, long sprint, CancellationToken cancel) =>
        (await db.FollowUps.Where(f => f.SprintId == sprint).MaxAsync(f => (int?)f.Number, cancel) ?? 0) + 1;

    private Task<FollowUp?> FindAsync(Sprint sprint, long id, CancellationToken cancel) =>
        db.FollowUps.SingleOrDefaultAsync(f => f.Id == id && f.SprintId == sprint.Id, cancel);

    private async Task<Outcome<FollowUp>> SaveAsync(FollowUp followUp, string slug, CancellationToken cancel)
    {
        db.Raise("follow-up-kept", null, [$"sprint:{slug}"], time.GetUtcNow());
        return await db.SaveInTurnAsync(cancel) is { } late ? late : followUp;
    }
}
