using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring;

/// <summary>A promise that a change has dropped, with what was said of it before.</summary>
public sealed record DroppedPromise(string Key, LocalText Action, IReadOnlyList<Measurement> Measured);

/// <summary>A deal's promises with everything that was measured.</summary>
public sealed record DealProgress(
    Deal Deal,
    IReadOnlyList<PromiseProgress> Promises,
    IReadOnlyList<DroppedPromise> Dropped
)
{
    /// <summary>What was said of each promise, by its key; the newest period first, corrections before what they correct.</summary>
    public required ILookup<string, Report> Reports { get; init; }

    public bool Any => Promises.Any(p => p.Current.Count > 0) || Dropped.Count > 0 || Reports.Count > 0;

    /// <summary>
    /// Null where there is no such deal. The same number of statements however much was measured, and one more where promises were dropped.
    /// </summary>
    public static async Task<DealProgress?> LoadAsync(AppDb db, string slug, CancellationToken cancel = default)
    {
        var deal = await DealDocuments
            .Whole(db.Deals.AsNoTracking().Where(d => d.Slug == slug))
            .SingleOrDefaultAsync(cancel);
        if (deal is null)
            return null;
        var (promises, measured) = await MeasuredAsync(db, deal, deal.Id, cancel);
        var dropped = measured.Select(g => g.Key).Except(deal.Commitments.Select(c => c.Key)).ToList();
        return new DealProgress(
            deal,
            promises,
            dropped.Count == 0 ? [] : await DroppedAsync(db, deal.Id, dropped, measured, cancel)
        )
        {
            Reports = (
                await db.Reports.AsNoTracking().Include(r => r.By).Where(r => r.DealId == deal.Id).ToListAsync(cancel)
            )
                .OrderByDescending(r => r.Period.Last)
                .ThenByDescending(r => r.Version)
                .ToLookup(r => r.Commitment),
        };
    }

    /// <summary>What came of a deal's promises in numbers, as they count today, in the deal's order.</summary>
    /// <remarks>3 queries, however much was promised and measured.</remarks>
    public static async Task<IReadOnlyList<PromiseProgress>> PromisesAsync(
        AppDb db,
        long id,
        CancellationToken cancel = default
    ) =>
        await DealDocuments.LoadAsync(db, [id], cancel) is [var deal]
            ? (await MeasuredAsync(db, deal, id, cancel)).Promises
            : [];

    private static async Task<(
        IReadOnlyList<PromiseProgress> Promises,
        ILookup<string, Measurement> Measured
    )> MeasuredAsync(AppDb db, Deal deal, long id, CancellationToken cancel)
    {
        var measured = (
            await db.Measurements.AsNoTracking().Include(m => m.By).Where(m => m.DealId == id).ToListAsync(cancel)
        ).ToLookup(m => m.Commitment);
        var chosen = await Chosen(db, id).ToDictionaryAsync(c => c.Commitment, cancel);
        return (
            [
                .. deal
                    .Commitments.OrderBy(c => c.Order)
                    .Select(c => PromiseProgress.Of(deal, c, measured[c.Key], chosen.GetValueOrDefault(c.Key))),
            ],
            measured
        );
    }

    /// <summary>By which indicators the promises of a deal are counted now.</summary>
    public static IQueryable<PromiseIndicator> Chosen(AppDb db, params IEnumerable<long> deals) =>
        db
            .PromiseIndicators.AsNoTracking()
            .Include(c => c.Indicator)
            .Where(c =>
                deals.Contains(c.DealId)
                && !db.PromiseIndicators.Any(d =>
                    d.DealId == c.DealId && d.Commitment == c.Commitment && d.Version > c.Version
                )
            );

    private static async Task<List<DroppedPromise>> DroppedAsync(
        AppDb db,
        long deal,
        List<string> keys,
        ILookup<string, Measurement> measured,
        CancellationToken cancel
    )
    {
        var contents = await db
            .DealVersions.Where(v => v.DealId == deal)
            .OrderByDescending(v => v.Number)
            .Select(v => v.Content)
            .ToListAsync(cancel);
        // The words it had last.
        var promises = contents
            .SelectMany(c => JsonSerializer.Deserialize<DealDocument>(c, JsonColumn.Options)!.Commitments ?? [])
            .Where(c => keys.Contains(c.Key))
            .DistinctBy(c => c.Key);
        return [.. promises.Select(c => new DroppedPromise(c.Key, c.Action, PromiseProgress.Newest(measured[c.Key])))];
    }
}
