using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>How a point is closed.</summary>
public enum PointAnswer
{
    Accept,
    Refuse,
    Answer,
    Withdraw,
}

/// <summary>
/// Closes an open point. Proposed words are accepted or refused by the city, and by the party that promises where it is
/// about its promise; only who raised a point takes it back.
/// </summary>
public sealed class AnswerPoint(AppDb db, ChangeDraft change, TalkMails mails, TimeProvider time)
{
    /// <returns>
    /// The point. Refused with <c>draft-not-found</c>, <c>point-not-found</c>, <c>not-allowed</c>, <c>point-is-closed</c>,
    /// <c>draft-is-fixed</c> (accepting changes the text), <c>changed-meanwhile</c> (the words it would replace are others
    /// now), <c>reason-missing</c>.
    /// </returns>
    public async Task<Outcome<DraftPoint>> CloseAsync(
        Door door,
        long id,
        PointAnswer answer,
        string reason,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        if (await DraftAccess.OpenAsync(db, door, now.UtcDateTime, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        if (
            await db.DraftPoints.SingleOrDefaultAsync(p => p.Id == id && p.DraftId == draft.Id, cancel) is not { } point
        )
            return new Refusal("point-not-found");
        if (SayPoint.SpeakerOf(access) is not { } speaker || !May(access, point, answer, speaker))
            return new Refusal("not-allowed");
        if (point.State != PointState.Open)
            return new Refusal("point-is-closed");
        reason = reason.ReplaceLineEndings("\n").Trim();
        if (reason.Length > DraftPoint.TextLength)
            return new Refusal("text-too-long");
        if (reason.Length == 0 && answer is PointAnswer.Refuse or PointAnswer.Answer)
            return new Refusal("reason-missing");
        if (answer == PointAnswer.Accept)
        {
            if (!draft.IsOpen)
                return new Refusal("draft-is-fixed");
            var culture = CultureInfo.InvariantCulture;
            if (DraftFields.Read(draft.Content, point.About, culture) is not { } stands || stands != point.Before)
                return new Refusal("changed-meanwhile", DraftFields.Read(draft.Content, point.About, culture) ?? "");
            var (content, wrong) = DraftFields.Write(draft.Content, point.About, point.Proposed!, culture);
            if (wrong is not null)
                return new Refusal(wrong);
            change.Set(draft, content, access.Actor.AccountId, now.UtcDateTime);
        }
        point.State = answer switch
        {
            PointAnswer.Accept => PointState.Accepted,
            PointAnswer.Refuse => PointState.Refused,
            PointAnswer.Answer => PointState.Answered,
            _ => PointState.Withdrawn,
        };
        (point.Answer, point.AnsweredBy, point.AnsweredAt) = (
            reason.Length == 0 ? null : reason,
            speaker,
            now.UtcDateTime
        );
        draft.Touch();
        await mails.PointClosedAsync(draft, point, cancel);
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return point;
    }

    /// <summary>Whether this person may close the point in this way; pages offer by it.</summary>
    public static bool May(DraftAccess access, DraftPoint point, PointAnswer answer, string speaker)
    {
        if (answer == PointAnswer.Withdraw)
            return point.ByParty == speaker;
        // Nobody accepts the own proposal.
        if (answer == PointAnswer.Accept && (point.Proposed is null || point.ByParty == speaker))
            return false;
        return DraftRights.MayEdit(access.Actor, access.Draft.CityId) || IsOwn(access, point, speaker);
    }

    private static bool IsOwn(DraftAccess access, DraftPoint point, string speaker) =>
        point.About.Split('.') is ["promise", var key, ..] && access.Draft.Content.Promise(key)?.By == speaker;
}
