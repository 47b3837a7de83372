using Alliance.Deals.Drafting;
using Alliance.Deals.Talks;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>
/// Takes a text back that was to be released or signed, so that it can be changed. Who was asked to sign is told that it is
/// void; who had signed has to sign the next one.
/// </summary>
public sealed class TakeBack(AppDb db, TalkMails mails, TimeProvider time)
{
    /// <returns>
    /// The draft. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>nothing-to-take-back</c>,
    /// <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Draft>> RunAsync(Door door, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (await DraftAccess.OpenAsync(db, door, now.UtcDateTime, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        if (!access.MayManage)
            return new Refusal("not-allowed");
        if (
            draft.Stage is not (DraftStage.Release or DraftStage.Signing)
            || await AnswerRelease.CurrentAsync(db, draft.Id, cancel) is not { } release
        )
            return new Refusal("nothing-to-take-back");
        await VoidAsync(draft, release, now, cancel);
        draft.MoveTo(DraftStage.Negotiation, now.UtcDateTime);
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return draft;
    }

    internal async Task VoidAsync(Draft draft, Release release, DateTimeOffset now, CancellationToken cancel)
    {
        release.VoidAt = now.UtcDateTime;
        if (release.ReleasedAt is null)
            return;
        var id = FixedDocument.IdOf(release);
        db.Raise(VersionVoid.Kind, new VersionVoid(id, release.Number, release.Hash, now.UtcDateTime), [], now);
        foreach (var party in draft.Parties)
            if (draft.Content.Party(party.Key) is { } text && SignDeal.IsNeeded(text.Role))
                await mails.TakenBackAsync(draft, party, release, cancel);
    }
}
