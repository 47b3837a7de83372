using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.EvidenceFiles;

/// <summary>
/// Takes a file away: from one promise, where it was put by mistake, or wherever it stands, where it shows what nobody should read. What was
/// said stays, with a mark in place of the file (<see cref="StandingEvidence"/>). A city takes away what stands beside promises made to it;
/// beside those of others it is an administrator's to do.
/// </summary>
public sealed class RemoveEvidence(AppDb db, TimeProvider time)
{
    /// <summary>Where other cities have it too.</summary>
    public static bool MayEverywhere(Actor actor, IEnumerable<long> cities) =>
        actor.IsAdministrator || cities.All(city => DealRights.MayEdit(actor, city));

    /// <param name="file">The file's key at a promise.</param>
    /// <param name="everywhere">At all promises that name the same file.</param>
    /// <returns>From how many promises. Refused with <c>file-not-found</c>, <c>not-allowed</c>, <c>file-elsewhere</c>.</returns>
    public async Task<Outcome<int>> RunAsync(
        Actor actor,
        long file,
        bool everywhere,
        CancellationToken cancel = default
    )
    {
        var own = await db
            .EvidenceFiles.Where(f => f.Id == file)
            .Select(f => new { f.Deal!.CityId, f.Hash })
            .SingleOrDefaultAsync(cancel);
        if (own is null)
            return new Refusal("file-not-found");
        if (!DealRights.MayEdit(actor, own.CityId) && !(everywhere && actor.IsAdministrator))
            return new Refusal("not-allowed");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Who gives the same file at this moment has done so before, or gives it anew.
        await db.TakeTurnAsync(cancel);
        var meant = db.EvidenceFiles.Where(f => everywhere ? f.Hash == own.Hash : f.Id == file);
        var stands = await meant.Select(f => new { f.Deal!.Identifier, f.Deal.CityId }).Distinct().ToListAsync(cancel);
        if (everywhere && !MayEverywhere(actor, stands.Select(s => s.CityId)))
            return new Refusal("file-elsewhere");
        var removed = await meant.ExecuteDeleteAsync(cancel);
        db.Raise("evidence-removed", null, stands.Select(d => "deal:" + d.Identifier), time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return removed;
    }
}
