using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>Throws a draft away. What was public once is only withdrawn, so that its address never means something else.</summary>
public sealed class RemovePractice(AppDb db)
{
    /// <returns>
    /// Its number. Refused with <c>practice-not-found</c>, <c>not-allowed</c>, <c>practice-was-public</c>, <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<long>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var practice = await db.Practices.SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (practice is null || !KnowledgeRights.MayRead(actor, practice.CityId))
            return new Refusal("practice-not-found");
        if (!KnowledgeRights.MayEdit(actor, practice.CityId))
            return new Refusal("not-allowed");
        if (practice.Standing != PracticeStanding.Draft)
            return new Refusal("practice-was-public");
        db.Practices.Remove(practice);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
        {
            db.ChangeTracker.Clear();
            return raced;
        }
        return id;
    }
}
