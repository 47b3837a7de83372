using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>Which numbers stand behind a total.</summary>
/// <param name="City">The city's key; null for all of them.</param>
/// <param name="Year">Of which alone; null for all of them.</param>
/// <param name="AsOf">Of periods that had ended by this day.</param>
/// <param name="KnownAt">Recorded by the end of this day (UTC).</param>
public sealed record BehindFilter(Indicator Indicator, long? City, int? Year, DateOnly AsOf, DateOnly KnownAt);

/// <summary>A promise, and what it puts into the totals of an indicator: the newest year first.</summary>
/// <param name="Action">Null where the deal holds the promise no longer.</param>
public sealed record PromiseBehind(
    PromiseName Name,
    string City,
    LocalText CityName,
    string Slug,
    LocalText Title,
    LocalText? Action,
    IReadOnlyList<PromiseNumber> Numbers
);

/// <summary>A page of the list behind a total.</summary>
/// <param name="Next">The last promise of this page; null on the last page.</param>
public sealed record NumbersBehind(IReadOnlyList<PromiseBehind> Promises, PromiseName? Next)
{
    public const int PageSize = 50;

    /// <summary>In the order in which the deals came here.</summary>
    /// <param name="after">Where the page before ended; a name that nobody has begins at the beginning.</param>
    /// <remarks>6 queries at most, however many numbers there are.</remarks>
    public static async Task<NumbersBehind> LoadAsync(
        AppDb db,
        BehindFilter filter,
        PromiseName? after = null,
        int size = PageSize,
        CancellationToken cancel = default
    )
    {
        var chosen = Chosen(db, filter);
        if (after is { } name)
        {
            var deal = await db
                .Deals.Where(d => d.Identifier == name.Deal)
                .Select(d => d.Id)
                .SingleOrDefaultAsync(cancel);
            chosen = chosen.Where(c =>
                c.DealId > deal || c.DealId == deal && c.Commitment.CompareTo(name.Commitment) > 0
            );
        }
        var page = await chosen.OrderBy(c => c.DealId).ThenBy(c => c.Commitment).Take(size + 1).ToListAsync(cancel);
        var more = page.Count > size;
        if (more)
            page.RemoveAt(size);
        if (page.Count == 0)
            return new NumbersBehind([], null);
        var (deals, keys) = (
            page.Select(p => p.DealId).Distinct().ToList(),
            page.Select(p => p.Commitment).Distinct().ToList()
        );
        var named = await db
            .Deals.Where(d => deals.Contains(d.Id))
            .Select(d => new
            {
                d.Id,
                d.CityId,
                d.Identifier,
                d.Slug,
                d.Title,
                City = d.City!.Identifier,
                CityName = d.City.Name,
                Actions = d.Commitments.Where(c => keys.Contains(c.Key)).Select(c => new { c.Key, c.Action }).ToList(),
            })
            .ToDictionaryAsync(d => d.Id, cancel);
        var choices = await db
            .PromiseIndicators.AsNoTracking()
            .Where(c => deals.Contains(c.DealId) && keys.Contains(c.Commitment))
            .ToListAsync(cancel);
        var claims = await db
            .Claims.AsNoTracking()
            .Where(c => deals.Contains(c.DealId) && keys.Contains(c.Commitment))
            .ToListAsync(cancel);
        var measured = (
            await db
                .Measurements.AsNoTracking()
                .Where(m => deals.Contains(m.DealId) && keys.Contains(m.Commitment))
                .Numbers()
                .ToListAsync(cancel)
        ).ToLookup(m => (m.DealId, m.Commitment));
        // Only what this indicator has ever counted; what another one counts of the same promise has no numbers here.
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var listed = page.Select(p => (p.DealId, p.Commitment)).ToHashSet();
        var numbers = PromiseNumbers
            .Of(
                claims,
                measured,
                choices.Where(c => listed.Contains((c.DealId, c.Commitment))).ToLookup(c => (c.DealId, c.Commitment)),
                indicators,
                filter.AsOf,
                filter.KnownAt
            )
            .Where(n => n.Of.Indicator == filter.Indicator.Identifier)
            .Where(n => filter.Year is null || n.Of.Year == filter.Year)
            .OrderByDescending(n => n.Of.Year)
            .ThenBy(n => n.Trust)
            .ToLookup(n => (n.DealId, n.Commitment));
        var promises = page.Select(p =>
            {
                var deal = named[p.DealId];
                return new PromiseBehind(
                    new PromiseName(deal.Identifier, p.Commitment),
                    deal.City,
                    deal.CityName,
                    deal.Slug,
                    deal.Title,
                    deal.Actions.Find(a => a.Key == p.Commitment)?.Action,
                    [.. numbers[(p.DealId, p.Commitment)]]
                );
            })
            .ToList();
        return new NumbersBehind(promises, more ? promises[^1].Name : null);
    }

    /// <summary>How many promises the whole list has.</summary>
    public static Task<int> CountAsync(AppDb db, BehindFilter filter, CancellationToken cancel) =>
        Chosen(db, filter).CountAsync(cancel);

    /// <summary>Each promise that the indicator has counted and that has a number of that time; what was corrected among them.</summary>
    private static IQueryable<PromiseKey> Chosen(AppDb db, BehindFilter filter)
    {
        var (id, city) = (filter.Indicator.Identifier, filter.City);
        var known =
            filter.KnownAt == DateOnly.MaxValue
                ? DateTime.MaxValue
                : filter.KnownAt.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var measured = db.Measurements.Where(m => m.Value != null && m.RecordedAt < known);
        if (filter.Year is { } year)
        {
            var periods = Period
                .Parts.Select(p => Period.Parse(FormattableString.Invariant($"{year}{(p.Length == 0 ? "" : "-")}{p}")))
                .ToList();
            measured = measured.Where(m => periods.Contains(m.Period));
        }
        return db
            .PromiseIndicators.Where(c => c.IndicatorId == id && (city == null || c.Deal!.CityId == city))
            .Where(c => measured.Any(m => m.DealId == c.DealId && m.Commitment == c.Commitment))
            .Select(c => new PromiseKey { DealId = c.DealId, Commitment = c.Commitment })
            .Distinct();
    }

    private sealed class PromiseKey
    {
        public long DealId { get; init; }
        public string Commitment { get; init; } = "";
    }
}
