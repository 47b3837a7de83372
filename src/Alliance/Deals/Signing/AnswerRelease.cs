using Alliance.Deals.Drafting;
using Alliance.Deals.Talks;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>An approver releases the text for signature, or sends it back with the reason.</summary>
public sealed class AnswerRelease(AppDb db, TalkMails mails, TimeProvider time)
{
    /// <returns>
    /// The draft. Refused with <c>draft-not-found</c>, <c>not-allowed</c> (for who is not asked at this step),
    /// <c>nothing-to-release</c>, <c>reason-missing</c> (for sending back), <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Draft>> AnswerAsync(
        Door door,
        StepAnswer answer,
        string reason,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        var release = await CurrentAsync(db, draft.Id, cancel);
        if (release?.Steps.Find(s => s.IsOpen) is not { } step || draft.Stage != DraftStage.Release)
            return new Refusal("nothing-to-release");
        if (!step.IsFor(door.Actor))
            return new Refusal("not-allowed");
        reason = reason.ReplaceLineEndings("\n").Trim();
        if (reason.Length == 0 && answer == StepAnswer.SentBack)
            return new Refusal("reason-missing");
        if (reason.Length > DraftPoint.TextLength)
            return new Refusal("text-too-long");

        (step.AnsweredAt, step.Answer, step.AnsweredByAccountId) = (now, answer, door.Actor.AccountId);
        step.Reason = reason.Length == 0 ? null : reason;
        if (answer == StepAnswer.SentBack)
            await SendBackAsync(draft, release, now, cancel);
        else if (release.Steps.Find(s => s.Order == step.Order + 1) is { } next)
        {
            next.AskedAt = now;
            draft.Touch();
            await mails.AskForReleaseAsync(draft, release, next, "asked", cancel);
        }
        else
            await AskToSignAsync(draft, release, now, cancel);
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return draft;
    }

    /// <summary>The text that is decided about or signed now, with its steps and signatures; null where none is.</summary>
    public static Task<Release?> CurrentAsync(AppDb db, long draft, CancellationToken cancel = default) =>
        db
            .Releases.Include(r => r.Steps.OrderBy(s => s.Order))
            .Include(r => r.Signatures.OrderBy(s => s.At))
            .AsSplitQuery()
            .Where(r => r.DraftId == draft && r.VoidAt == null)
            .OrderByDescending(r => r.Number)
            .FirstOrDefaultAsync(cancel);

    private async Task SendBackAsync(Draft draft, Release release, DateTime now, CancellationToken cancel)
    {
        release.VoidAt = now;
        draft.MoveTo(DraftStage.Negotiation, now);
        await mails.ToManagerAsync(draft, "sent-back", $"v{release.Id}", "", "/release", cancel);
    }

    private async Task AskToSignAsync(Draft draft, Release release, DateTime now, CancellationToken cancel)
    {
        release.ReleasedAt = now;
        draft.MoveTo(DraftStage.Signing, now);
        var id = FixedDocument.IdOf(release);
        db.Raise(
            VersionReleased.Kind,
            new VersionReleased(id, release.Number, release.Hash, now),
            [],
            time.GetUtcNow()
        );
        foreach (var party in draft.Parties)
            if (draft.Content.Party(party.Key) is { } text && SignDeal.IsNeeded(text.Role))
            {
                party.InvitedAt ??= now;
                await mails.AskToSignAsync(draft, party, release, cancel);
            }
    }
}
