using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Alliance.Transparency.Parts;

namespace Alliance.Transparency;

/// <summary>Adds what an import stored to the totals of indicators, once everything of it is there.</summary>
internal static class SumImported
{
    private const int Batch = 500;

    public static async Task RunAsync(AppDb db, IReadOnlyCollection<Change> changes)
    {
        if (changes.Any(c => c.File == "claims.jsonl"))
            await ClaimedShares.SumAsync(db);
        var came = changes
            .Where(c => c.File is "measurements.jsonl" or "promise-indicators.jsonl")
            .Select(c => c.Id)
            .ToHashSet(StringComparer.Ordinal);
        if (came.Count > 0)
            await Rollups.FollowAsync(db, came.Select(id => id.Split('.')[0]), came);
        foreach (var some in changes.Where(c => c.File == "claims.jsonl").Select(DealOf).Distinct().Chunk(Batch))
            await SharedNumbers.FollowAsync(db, db.Claims.Where(c => some.Contains(c.Deal!.Identifier)));

        static string DealOf(Change change) => change.Id.Split('.')[0];
    }
}
