using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.EvidenceFiles;

/// <summary>
/// Takes a file away for good, where it shows what nobody should read. The number stays with the address, at which nothing is found
/// any more.
/// </summary>
public sealed class RemoveEvidence(AppDb db)
{
    /// <returns>The file's key. Refused with <c>file-not-found</c>, <c>not-allowed</c>.</returns>
    public async Task<Outcome<long>> RunAsync(Actor actor, long file, CancellationToken cancel = default)
    {
        var found = db.EvidenceFiles.Where(f => f.Id == file);
        if (await found.Select(f => (long?)f.Deal!.CityId).SingleOrDefaultAsync(cancel) is not { } city)
            return new Refusal("file-not-found");
        if (!DealRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        await found.ExecuteDeleteAsync(cancel);
        return file;
    }
}
