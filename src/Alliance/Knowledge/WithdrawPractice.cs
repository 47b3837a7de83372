using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>
/// Takes a practice from public view, to be worked on again. Its address answers that nothing is there, and is kept for it.
/// </summary>
public sealed class WithdrawPractice(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The practice. Refused with <c>practice-not-found</c>, <c>not-allowed</c>, <c>practice-is-not-public</c>, <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Practice>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var practice = await db.Practices.Include(p => p.Links).SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (practice is null || !KnowledgeRights.MayRead(actor, practice.CityId))
            return new Refusal("practice-not-found");
        if (!KnowledgeRights.MayPublish(actor, practice.CityId))
            return new Refusal("not-allowed");
        if (practice.Standing != PracticeStanding.Published)
            return new Refusal("practice-is-not-public");
        var now = time.GetUtcNow();
        (practice.Standing, practice.ChangedAt) = (PracticeStanding.Withdrawn, now.UtcDateTime);
        practice.Turn++;
        practice.Relink();
        db.Raise("practice-withdrawn", null, practice.Tags(), now);
        return await StorePractice.RunAsync(db, practice, cancel) is { } raced ? raced : practice;
    }
}
