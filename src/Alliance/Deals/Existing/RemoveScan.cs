using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Existing;

/// <summary>Removes a scan: it was the wrong file, or who signed wants to be forgotten.</summary>
public sealed class RemoveScan(AppDb db)
{
    /// <summary>The name of the file. Refused with <c>scan-not-found</c>, <c>not-allowed</c>.</summary>
    public async Task<Outcome<string>> RunAsync(Actor actor, long scan, CancellationToken cancel = default)
    {
        var found = await db
            .DealScans.Where(s => s.Id == scan)
            .Select(s => new { s.Name, s.Deal!.CityId })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
            return new Refusal("scan-not-found");
        if (!DealRights.MayEdit(actor, found.CityId))
            return new Refusal("not-allowed");
        await db.DealScans.Where(s => s.Id == scan).ExecuteDeleteAsync(cancel);
        return found.Name;
    }
}
