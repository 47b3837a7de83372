using Alliance.Deals;
using Alliance.Monitoring;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>Of deals: versions, endings, numbers and reports.</summary>
internal sealed partial class FindNews
{
    private IQueryable<Deal> Deals =>
        db.Deals.Where(d =>
            deals.Contains(d.Identifier)
            || cities.Contains(d.City!.Identifier)
            || d.Areas.Any(a => areas.Contains(a.PolicyArea!.Identifier))
        );

    private async Task<IEnumerable<NewsItem>> OfDealsAsync(int most, CancellationToken cancel)
    {
        var facts = new List<Fact>();
        facts.AddRange(
            (
                await db
                    .DealVersions.Where(v => v.RecordedAt > since && v.RecordedAt <= until)
                    .Join(Deals, v => v.DealId, d => d.Id, (v, d) => v)
                    .OrderByDescending(v => v.RecordedAt)
                    .Take(most)
                    .Select(v => new
                    {
                        v.DealId,
                        v.Number,
                        v.Kind,
                        v.RecordedAt,
                    })
                    .ToListAsync(cancel)
            ).Select(v => new Fact(v.DealId, KindOf(v.Number, v.Kind), v.RecordedAt) { Version = v.Number })
        );
        facts.AddRange(
            (
                await Deals
                    .Where(d =>
                        d.State != null && d.State != DealState.InForce && d.ChangedAt > since && d.ChangedAt <= until
                    )
                    .OrderByDescending(d => d.ChangedAt)
                    .Take(most)
                    .Select(d => new
                    {
                        d.Id,
                        d.State,
                        d.ChangedAt,
                    })
                    .ToListAsync(cancel)
            ).Select(d => new Fact(d.Id, NewsKind.Over, d.ChangedAt) { State = d.State })
        );
        facts.AddRange(await NumbersAsync(most, cancel));
        facts.AddRange(
            (
                await db
                    .Reports.Where(r => r.RecordedAt > since && r.RecordedAt <= until)
                    .Join(Deals, r => r.DealId, d => d.Id, (r, d) => r)
                    .GroupBy(r => new { r.DealId, r.RecordedAt })
                    .Select(g => new
                    {
                        g.Key.DealId,
                        g.Key.RecordedAt,
                        Count = g.Count(),
                    })
                    .OrderByDescending(g => g.RecordedAt)
                    .Take(most)
                    .ToListAsync(cancel)
            ).Select(r => new Fact(r.DealId, NewsKind.Reports, r.RecordedAt) { Count = r.Count })
        );
        return await NamedAsync(facts, cancel);
    }

    private static NewsKind KindOf(int number, VersionKind kind) =>
        (number, kind) switch
        {
            (1, _) => NewsKind.NewDeal,
            (_, VersionKind.Released) => NewsKind.Released,
            (_, VersionKind.Joined) => NewsKind.Joined,
            _ => NewsKind.Recorded,
        };

    // What came as a file counts from when all of it was there: nobody sees it before. Another party's word is no number of its own.
    private async Task<IEnumerable<Fact>> NumbersAsync(int most, CancellationToken cancel)
    {
        var imports = await db
            .MeasurementImports.Where(i => i.CompletedAt > since && i.CompletedAt <= until)
            .ToDictionaryAsync(i => i.Id, i => i.CompletedAt!.Value, cancel);
        var ids = imports.Keys.ToList();
        var own = db.Measurements.Where(m => !(m.Trust == TrustLevel.Checked && m.Version > 1));
        var counted = await own.Where(m =>
                (m.ImportId == null && m.RecordedAt > since && m.RecordedAt <= until)
                || (m.ImportId != null && ids.Contains(m.ImportId.Value))
            )
            .Join(Deals, m => m.DealId, d => d.Id, (m, d) => m)
            .GroupBy(m => new
            {
                m.DealId,
                m.RecordedAt,
                m.ImportId,
            })
            .Select(g => new
            {
                g.Key.DealId,
                g.Key.RecordedAt,
                g.Key.ImportId,
                Count = g.Count(),
            })
            .OrderByDescending(g => g.RecordedAt)
            .Take(most)
            .ToListAsync(cancel);
        return counted.Select(c => new Fact(
            c.DealId,
            NewsKind.Numbers,
            c.ImportId is { } import ? imports[import] : c.RecordedAt
        )
        {
            Count = c.Count,
        });
    }

    private async Task<IEnumerable<NewsItem>> NamedAsync(List<Fact> facts, CancellationToken cancel)
    {
        if (facts.Count == 0)
            return [];
        var ids = facts.Select(f => f.Deal).Distinct().ToList();
        var named = await db
            .Deals.Where(d => EF.Parameter(ids).Contains(d.Id))
            .Select(d => new
            {
                d.Id,
                d.Identifier,
                d.Slug,
                d.Title,
                City = d.City!.Identifier,
                Areas = d.Areas.Select(a => a.PolicyArea!.Identifier).ToList(),
            })
            .ToDictionaryAsync(d => d.Id, cancel);
        return facts
            .Where(f => named.ContainsKey(f.Deal))
            .Select(f =>
            {
                var deal = named[f.Deal];
                return new NewsItem(
                    f.Kind,
                    f.At,
                    "deals/" + deal.Slug,
                    deal.Title,
                    [
                        new(FollowedKind.Deal, deal.Identifier),
                        new(FollowedKind.City, deal.City),
                        .. deal.Areas.Select(a => new Followed(FollowedKind.Area, a)),
                    ]
                )
                {
                    Count = f.Count,
                    Version = f.Version,
                    State = f.State,
                };
            });
    }

    private sealed record Fact(long Deal, NewsKind Kind, DateTime At)
    {
        public int Count { get; init; } = 1;
        public int? Version { get; init; }
        public DealState? State { get; init; }
    }
}
