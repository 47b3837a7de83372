using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Importing;

internal static class OpenImport
{
    /// <summary>
    /// Whether numbers of one of these deals are still coming in: what was recorded meanwhile would have been added up without
    /// them. To be asked in the turn.
    /// </summary>
    public static async Task<bool> HoldsAsync(AppDb db, IEnumerable<long> deals, CancellationToken cancel = default)
    {
        var open = await db
            .MeasurementImports.Where(i => i.Open != null)
            .Select(i => (long?)i.Id)
            .SingleOrDefaultAsync(cancel);
        return open is { } import
            && await db
                .Measurements.IgnoreQueryFilters()
                .AnyAsync(m => m.ImportId == import && deals.Contains(m.DealId), cancel);
    }
}
