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

    /// <summary>From one promise.</summary>
    /// <param name="file">The file's key there.</param>
    /// <returns>Refused with <c>file-not-found</c>, <c>not-allowed</c>.</returns>
    public Task<Outcome<int>> RunAsync(Actor actor, long file, CancellationToken cancel = default) =>
        RemoveAsync(
            db.EvidenceFiles.Where(f => f.Id == file),
            cities => DealRights.MayEdit(actor, cities[0]) ? null : new Refusal("not-allowed"),
            cancel
        );

    /// <summary>From all promises that name it.</summary>
    /// <param name="hash">What its address is made of: a key at one promise would lead nowhere once it is gone from there.</param>
    /// <returns>From how many promises. Refused with <c>file-not-found</c>, <c>not-allowed</c>, <c>file-elsewhere</c>.</returns>
    public async Task<Outcome<int>> EverywhereAsync(Actor actor, string hash, CancellationToken cancel = default) =>
        // PostgreSQL cannot even be asked for it.
        hash.Contains('\0', StringComparison.Ordinal)
            ? new Refusal("file-not-found")
            : await RemoveAsync(
                db.EvidenceFiles.Where(f => f.Hash == hash),
                cities =>
                    MayEverywhere(actor, cities) ? null
                    : cities.Exists(city => DealRights.MayEdit(actor, city)) ? new Refusal("file-elsewhere")
                    : new Refusal("not-allowed"),
                cancel
            );

    private async Task<Outcome<int>> RemoveAsync(
        IQueryable<EvidenceFile> meant,
        Func<List<long>, Refusal?> mayNot,
        CancellationToken cancel
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Who gives the same file at this moment has done so before, or gives it anew.
        await db.TakeTurnAsync(cancel);
        var stands = await meant.Select(f => new { f.Deal!.Identifier, f.Deal.CityId }).Distinct().ToListAsync(cancel);
        if (stands.Count == 0)
            return new Refusal("file-not-found");
        if (mayNot(stands.ConvertAll(s => s.CityId)) is { } refused)
            return refused;
        var removed = await meant.ExecuteDeleteAsync(cancel);
        db.Raise("evidence-removed", null, stands.Select(d => "deal:" + d.Identifier), time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return removed;
    }
}
