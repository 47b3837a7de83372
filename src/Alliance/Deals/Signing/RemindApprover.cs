using Alliance.Deals.Drafting;
using Alliance.Deals.Talks;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>Reminds who is asked to release a text; the manager by a click, and the clock every few days.</summary>
public sealed class RemindApprover(AppDb db, TalkMails mails, TimeProvider time)
{
    private static readonly TimeSpan Gap = TimeSpan.FromHours(20);

    /// <returns>
    /// The step. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>nothing-to-release</c>,
    /// <c>reminded-already</c> (within a day), <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<ReleaseStep>> RunAsync(Door door, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return new Refusal("draft-not-found");
        if (!access.MayManage)
            return new Refusal("not-allowed");
        var release = await AnswerRelease.CurrentAsync(db, access.Draft.Id, cancel);
        if (release?.Steps.Find(s => s.IsOpen) is not { } step || access.Draft.Stage != DraftStage.Release)
            return new Refusal("nothing-to-release");
        // A mail a day: who was reminded after midnight is not reminded again in the evening.
        if (now - (step.RemindedAt ?? step.AskedAt!.Value) < Gap || step.RemindedAt?.Date == now.Date)
            return new Refusal("reminded-already");
        try
        {
            await RemindAsync(access.Draft, release, step, now, cancel);
            await db.SaveChangesAsync(cancel);
            return step;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            return new Refusal("somebody-was-faster");
        }
    }

    internal async Task RemindAsync(
        Draft draft,
        Release release,
        ReleaseStep step,
        DateTime now,
        CancellationToken cancel
    )
    {
        step.RemindedAt = now;
        draft.Touch();
        await mails.AskForReleaseAsync(draft, release, step, $"reminder-{now:yyyyMMdd}", cancel);
    }
}
