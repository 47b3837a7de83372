using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>
/// Keeps what promises leave to others, in the transaction that stores a number, a choice or a claim of them: so what is net today is a sum, like
/// what is gross, and nobody has to read all promises that share something.
/// </summary>
internal static class SharedNumbers
{
    private const int Batch = 200;

    private static readonly (string, string)[] Key =
    [
        ("city_id", "bigint"),
        ("deal_id", "bigint"),
        ("commitment", "text"),
        ("indicator_id", "text"),
        ("year", "integer"),
        ("unit", "text"),
        ("per", "text"),
        ("scope", "text"),
        ("trust", "text"),
    ];

    /// <summary>Works them out anew for every promise that has one of these claims.</summary>
    /// <param name="db">In a transaction; what came is stored.</param>
    /// <param name="some">Whichever are chosen, all claims of their promises are looked at.</param>
    public static async Task FollowAsync(AppDb db, IQueryable<Claim> some, CancellationToken cancel = default)
    {
        var promises = await some.Select(c => new { c.DealId, c.Commitment }).Distinct().ToListAsync(cancel);
        if (promises.Count == 0)
            return;
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        foreach (var batch in promises.GroupBy(p => p.DealId).Chunk(Batch))
        {
            var deals = batch.Select(d => d.Key).ToList();
            var wanted = batch.SelectMany(d => d).Select(p => (p.DealId, p.Commitment)).ToHashSet();
            var keys = wanted.Select(p => p.Commitment).Distinct().ToList();
            var cities = await db
                .Deals.Where(d => deals.Contains(d.Id))
                .ToDictionaryAsync(d => d.Id, d => d.CityId, cancel);
            var measured = await db
                .Measurements.AsNoTracking()
                .Where(m => deals.Contains(m.DealId) && keys.Contains(m.Commitment))
                .Numbers()
                .ToListAsync(cancel);
            var choices = await db
                .PromiseIndicators.AsNoTracking()
                .Where(c => deals.Contains(c.DealId) && keys.Contains(c.Commitment))
                .ToListAsync(cancel);
            var claims = await db.Claims.AsNoTracking().Where(c => deals.Contains(c.DealId)).ToListAsync(cancel);
            var numbers = PromiseNumbers.Of(
                claims,
                measured.ToLookup(m => (m.DealId, m.Commitment)),
                choices.Where(c => wanted.Contains((c.DealId, c.Commitment))).ToLookup(c => (c.DealId, c.Commitment)),
                indicators,
                DateOnly.MaxValue,
                DateOnly.MaxValue
            );
            foreach (var own in wanted.GroupBy(p => p.Commitment, p => p.DealId))
            {
                var of = own.ToList();
                await db
                    .SharedNumbers.Where(s => s.Commitment == own.Key && of.Contains(s.DealId))
                    .ExecuteDeleteAsync(cancel);
            }
            await Rollups.UpsertAsync(
                db,
                "shared_numbers",
                Key,
                [("value", "bigint")],
                numbers
                    .Where(n => n.Left != 0)
                    .Select(n =>
                        (object[])
                            [
                                cities[n.DealId],
                                n.DealId,
                                n.Commitment,
                                n.Of.Indicator,
                                n.Of.Year,
                                n.MeasuredIn,
                                n.Of.Per ?? "",
                                n.Of.Scope,
                                n.Trust,
                                n.Left,
                            ]
                    ),
                cancel
            );
        }
    }

    /// <summary>Works all of them out once, for a database with claims that knew no such sums; to be called before anything is served.</summary>
    public static async Task FillAsync(AppDb db, CancellationToken cancel = default)
    {
        if (await db.SharedNumbers.AnyAsync(cancel) || !await db.Claims.AnyAsync(cancel))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await FollowAsync(db, db.Claims, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>How much less is net than gross, today.</summary>
    /// <param name="db">The register.</param>
    /// <param name="city">Or <see cref="IndicatorYear.AllCities"/>.</param>
    /// <param name="indicators">All there are.</param>
    /// <param name="only">Of this indicator alone; null for all of them.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<Dictionary<(SumKey, TrustLevel), decimal>> LoadAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        string? only = null,
        CancellationToken cancel = default
    )
    {
        IQueryable<SharedNumber> own = db.SharedNumbers;
        if (only is not null)
            own = own.Where(s => s.IndicatorId == only);
        if (city != IndicatorYear.AllCities)
            own = own.Where(s => s.CityId == city);
        var rows = await own.GroupBy(s => new
            {
                s.IndicatorId,
                s.Year,
                s.Unit,
                s.Per,
                s.Scope,
                s.Trust,
            })
            .Select(g => new { g.Key, Value = g.Sum(s => s.Value) })
            .ToListAsync(cancel);
        return rows.Select(r =>
                IndicatorSums.Of(
                    indicators[r.Key.IndicatorId],
                    r.Key.Year,
                    r.Key.Unit,
                    r.Key.Per,
                    r.Key.Scope,
                    r.Key.Trust,
                    r.Value,
                    numbers: 0
                )
            )
            .GroupBy(s => (s.Of, s.Trust), s => s.Value)
            .ToDictionary(g => g.Key, g => g.Sum());
    }
}
