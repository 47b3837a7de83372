using Alliance.Deals.Drafting;
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
        var (text, owner, email) = (TypedText.Plain(stated.Text), TypedText.Plain(stated.Owner), stated.Email.Trim());
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

        var followUp =
            known
            ?? new FollowUp
            {
                SprintId = sprint.Id,
                Text = text,
                Owner = owner,
                Language = sprint.Title.Authentic,
            };
        if (known is null)
            db.FollowUps.Add(followUp);
        else if (known.Due != due)
            known.Reminded = 0;
        (followUp.Text, followUp.Owner, followUp.Due) = (text, owner, due);
        // Nobody is reminded of what is closed.
        var remind = email.Length > 0 && followUp.State == FollowUpState.Open;
        (followUp.Email, followUp.Turn) = (remind ? email.ToLowerInvariant() : null, followUp.Turn + 1);
        return await SaveAsync(followUp, slug, cancel);

        void Check(string field, string typed, string missing, int most)
        {
            if (typed.Length == 0 || typed.Length > most)
                problems.Add(new FieldProblem(field, new Refusal(typed.Length == 0 ? missing : "text-too-long")));
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

    private Task<FollowUp?> FindAsync(Sprint sprint, long id, CancellationToken cancel) =>
        db.FollowUps.SingleOrDefaultAsync(f => f.Id == id && f.SprintId == sprint.Id, cancel);

    private async Task<Outcome<FollowUp>> SaveAsync(FollowUp followUp, string slug, CancellationToken cancel)
    {
        db.Raise("follow-up-kept", null, [$"sprint:{slug}"], time.GetUtcNow());
        return await db.SaveInTurnAsync(cancel) is { } late ? late : followUp;
    }
}
