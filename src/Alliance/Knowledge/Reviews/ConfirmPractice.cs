using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Reviews;

/// <summary>Those who tell a practice, its city or the network, have looked at it again: it still holds.</summary>
public sealed class ConfirmPractice(AppDb db, TimeProvider time)
{
    /// <summary>So long a practice counts as current after it was looked at.</summary>
    public const int DaysCurrent = 730;

    /// <param name="actor">A manager of its city; a coordinator, where it belongs to none or was only collected.</param>
    /// <param name="id">The practice's number.</param>
    /// <param name="turn">The state that was read: nobody confirms what they have not seen.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The practice. Refused with <c>practice-not-found</c>, <c>not-allowed</c>, <c>practice-is-not-public</c>, <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Practice>> RunAsync(Actor actor, long id, int turn, CancellationToken cancel = default)
    {
        var practice = await db.Practices.SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (practice is null)
            return new Refusal("practice-not-found");
        if (!ReviewRights.MayConfirm(actor, practice))
            return new Refusal(KnowledgeRights.MayRead(actor, practice.CityId) ? "not-allowed" : "practice-not-found");
        if (practice.Standing != PracticeStanding.Published)
            return new Refusal("practice-is-not-public");
        if (practice.Turn != turn)
            return new Refusal("somebody-was-faster");
        var now = time.GetUtcNow().InWholeSeconds();
        practice.CheckedAt = now.UtcDateTime;
        // Its city speaks for it from then on; a coordinator says no more than that the sources of another city's one still do.
        if (practice.Collection is not null && KnowledgeRights.MayPublish(actor, practice.CityId))
            (practice.Collection, practice.PublishedAt) = (null, practice.PublishedAt ?? now.UtcDateTime);
        practice.Turn++;
        db.Raise("practice-confirmed", null, practice.Tags(), now);
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return practice;
        db.ChangeTracker.Clear();
        return raced;
    }

    /// <summary>Whether so much time has gone by since it was looked at that it may not hold any more.</summary>
    public static bool IsOld(Practice practice, DateTime now) => practice.LookedAt <= OldSince(now);

    /// <summary>What was looked at last before then is old.</summary>
    public static DateTime OldSince(DateTime now) => now.AddDays(-DaysCurrent);
}
