using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Importing;

/// <summary>Of these deals nothing was recorded, chosen or changed as long as this is the same.</summary>
internal sealed record DealsSeen(int Measured, int Chosen, DateTime? Changed)
{
    /// <param name="db">The register.</param>
    /// <param name="deals">Which deals.</param>
    /// <param name="own">The import whose rows are no news.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<DealsSeen> LoadAsync(
        AppDb db,
        IReadOnlyCollection<long> deals,
        long own,
        CancellationToken cancel
    ) =>
        new(
            await db
                .Measurements.IgnoreQueryFilters()
                .CountAsync(m => deals.Contains(m.DealId) && (m.ImportId == null || m.ImportId != own), cancel),
            await db.PromiseIndicators.CountAsync(c => deals.Contains(c.DealId), cancel),
            await db.Deals.Where(d => deals.Contains(d.Id)).MaxAsync(d => (DateTime?)d.ChangedAt, cancel)
        );
}
