using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>Which numbers stand behind a total.</summary>
/// <param name="City">The city's key; null for all of them.</param>
/// <param name="Choice">Which of the indicator's sums.</param>
public sealed record BehindFilter(Indicator Indicator, long? City, BehindChoice Choice, DashboardDays Days);

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
    /// <remarks>8 queries at most, however many numbers there are.</remarks>
    public static async Task<NumbersBehind> LoadAsync(
        AppDb db,
        BehindFilter filter,
        PromiseName? after = null,
        int size = PageSize,
        CancellationToken cancel = default
    )
    {
        if (!await AnyAsync(db, filter, cancel))
            return new NumbersBehind([], null);
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
                filter.Days.AsOf,
                filter.Days.KnownAt
            )
            .Where(n => n.Of.Indicator == filter.Indicator.Identifier && filter.Choice.Fits(n.Of, n.Trust))
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

    /// <summary>
    /// What the whole list adds up to, the newest year first: the dashboard's totals of the same days, not a sum over pages.
    /// </summary>
    /// <remarks>4 queries at most.</remarks>
    public static async Task<IReadOnlyList<IndicatorTotal>> SumsAsync(
        AppDb db,
        BehindFilter filter,
        CancellationToken cancel = default
    )
    {
        var own = filter.Indicator;
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var totals = await GrossAndNet.LoadAsync(db, filter.City, filter.Days, indicators, own.Identifier, cancel);
        return [.. totals.Where(t => filter.Choice.Fits(t.Of, t.Trust)).OrderByDescending(t => t.Of.Year)];
    }

    /// <summary>How many promises the whole list has.</summary>
    public static Task<int> CountAsync(AppDb db, BehindFilter filter, CancellationToken cancel) =>
        Chosen(db, filter).CountAsync(cancel);

    /// <summary>Each promise that the indicator has counted and that has a number of that time; what was corrected among them.</summary>
    private static IQueryable<PromiseKey> Chosen(AppDb db, BehindFilter filter)
    {
        var (id, city, choice) = (filter.Indicator.Identifier, filter.City, filter.Choice);
        var known = filter.Days.KnownAt.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var measured = db.Measurements.Where(m => m.Value != null && m.RecordedAt < known);
        if (choice.Trust is { } trust)
            measured = measured.Where(m => m.Trust == trust);
        if (choice.MeasuredIn(filter.Indicator) is { } units)
            measured = measured.Where(m => units.Contains(m.Unit!));
        if (choice.Per is { } per)
        {
            var rate = per == BehindChoice.NoRate ? null : per;
            measured = measured.Where(m => m.Per == rate);
        }
        if (choice.Year is { } year)
        {
            var periods = Period
                .Parts.Select(p => Period.Parse(FormattableString.Invariant($"{year}{(p.Length == 0 ? "" : "-")}{p}")))
                .ToList();
            measured = measured.Where(m => periods.Contains(m.Period));
        }
        var counted = db
            .PromiseIndicators.Where(c => c.IndicatorId == id && c.RecordedAt < known)
            .Where(c => city == null || c.Deal!.CityId == city);
        if (choice.Scope is { } scope)
            counted = counted.Where(c => c.Scope == scope);
        return counted
            .Where(c => measured.Any(m => m.DealId == c.DealId && m.Commitment == c.Commitment))
            .Select(c => new PromiseKey { DealId = c.DealId, Commitment = c.Commitment })
            .Distinct();
    }

    /// <summary>
    /// Whether anything ever stood in these sums. Where nothing did, promises are not looked at one by one to find none of them; and a
    /// city's sums of a year are one look into the index.
    /// </summary>
    private static Task<bool> AnyAsync(AppDb db, BehindFilter filter, CancellationToken cancel)
    {
        var (id, city, choice, days) = (filter.Indicator.Identifier, filter.City, filter.Choice, filter.Days);
        var (asOf, knownAt) = (days.AsOf, days.KnownAt);
        var sums = db.IndicatorRollups.Where(r => r.IndicatorId == id && r.Ends <= asOf && r.RecordedDay <= knownAt);
        if (choice.Year is { } year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            sums = sums.Where(r => r.Ends >= first && r.Ends <= last);
        }
        if (choice.Trust is { } trust)
            sums = sums.Where(r => r.Trust == trust);
        if (choice.MeasuredIn(filter.Indicator) is { } units)
            sums = sums.Where(r => units.Contains(r.Unit));
        if (choice.Per is { } per)
        {
            var rate = per == BehindChoice.NoRate ? "" : per;
            sums = sums.Where(r => r.Per == rate);
        }
        if (choice.Scope is { } scope)
            sums = sums.Where(r => r.Scope == scope);
        return db
            .Cities.Where(c => city == null || c.Id == city)
            .AnyAsync(c => sums.Any(r => r.CityId == c.Id), cancel);
    }

    private sealed class PromiseKey
    {
        public long DealId { get; init; }
        public string Commitment { get; init; } = "";
    }
}
