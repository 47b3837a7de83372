using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Alliance.Monitoring;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>
/// What happened with what is followed, from what is stored anyway: versions, the days on which deals, practices and replications changed, numbers and
/// reports. Mails and feeds tell the same.
/// </summary>
internal sealed class FindNews
{
    private readonly AppDb db;
    private readonly DateTime since;
    private readonly DateTime until;
    private readonly List<string> deals;
    private readonly List<string> cities;
    private readonly List<string> areas;
    private readonly List<string> practices;

    private FindNews(AppDb db, IReadOnlyCollection<Followed> followed, DateTime since, DateTime until)
    {
        (this.db, this.since, this.until) = (db, since, until);
        deals = Followed.Keys(followed, FollowedKind.Deal);
        cities = Followed.Keys(followed, FollowedKind.City);
        areas = Followed.Keys(followed, FollowedKind.Area);
        practices = Followed.Keys(followed, FollowedKind.Practice);
    }

    /// <summary>Nine queries at most, however much is followed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="followed">What is followed.</param>
    /// <param name="since">What came to be known later,</param>
    /// <param name="until">and not after this.</param>
    /// <param name="most">The newest of each kind; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<IReadOnlyList<NewsItem>> LoadAsync(
        AppDb db,
        IReadOnlyCollection<Followed> followed,
        DateTime since,
        DateTime until,
        int? most = null,
        CancellationToken cancel = default
    )
    {
        if (followed.Count == 0 || until <= since)
            return [];
        var find = new FindNews(db, followed, since, until);
        var items = new List<NewsItem>();
        if (find.deals.Count + find.cities.Count + find.areas.Count > 0)
            items.AddRange(await find.OfDealsAsync(most ?? int.MaxValue, cancel));
        items.AddRange(await find.OfPracticesAsync(most ?? int.MaxValue, cancel));
        items.AddRange(await find.TakenOverAsync(most ?? int.MaxValue, cancel));
        return [.. items.OrderByDescending(i => i.At)];
    }

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

    private async Task<IEnumerable<NewsItem>> OfPracticesAsync(int most, CancellationToken cancel)
    {
        var found = await db
            .Practices.Where(p =>
                p.Standing == PracticeStanding.Published
                && p.ChangedAt > since
                && p.ChangedAt <= until
                && (
                    practices.Contains(p.Identifier!)
                    || cities.Contains(p.City!.Identifier)
                    || p.Links.Any(l =>
                        (l.Kind == LinkKind.Area && areas.Contains(l.Value))
                        || (l.Kind == LinkKind.Deal && deals.Contains(l.Value))
                    )
                )
            )
            .OrderByDescending(p => p.ChangedAt)
            .Take(most)
            .Select(p => new
            {
                p.Identifier,
                p.Title,
                p.PublishedAt,
                p.ChangedAt,
                City = p.City!.Identifier,
                p.Areas,
                p.Deals,
            })
            .ToListAsync(cancel);
        return found.Select(p => new NewsItem(
            p.PublishedAt > since ? NewsKind.NewPractice : NewsKind.ChangedPractice,
            p.ChangedAt,
            "practices/" + p.Identifier,
            p.Title,
            [
                new(FollowedKind.Practice, p.Identifier!),
                .. p.City is { } city ? [new Followed(FollowedKind.City, city)] : Array.Empty<Followed>(),
                .. p.Areas.Select(a => new Followed(FollowedKind.Area, a)),
                .. p.Deals.Select(d => new Followed(FollowedKind.Deal, d)),
            ]
        ));
    }

    // In force with the first version of its deal.
    private async Task<IEnumerable<NewsItem>> TakenOverAsync(int most, CancellationToken cancel)
    {
        var found = await (
            from r in ReplicationView.Shown(db)
            join d in db.Drafts on r.Draft equals d.Key
            join v in db.DealVersions on d.DealId equals v.DealId
            where
                v.Number == 1
                && v.RecordedAt > since
                && v.RecordedAt <= until
                && (
                    (r.Kind == OriginKind.Deal && deals.Contains(r.Origin))
                    || (r.Kind == OriginKind.Practice && practices.Contains(r.Origin))
                    || cities.Contains(r.City!.Identifier)
                    || cities.Contains(r.OriginCity!.Identifier)
                )
            orderby v.RecordedAt descending
            select new
            {
                r.Number,
                r.Kind,
                r.Origin,
                r.Title,
                City = r.City!.Identifier,
                CityName = r.City.Name,
                OriginCity = r.OriginCity!.Identifier,
                At = v.RecordedAt,
            }
        )
            .Take(most)
            .ToListAsync(cancel);
        return found.Select(r => new NewsItem(
            NewsKind.TakenOver,
            r.At,
            FormattableString.Invariant($"replications/{r.City}/r{r.Number}"),
            r.Title,
            [
                new(r.Kind == OriginKind.Deal ? FollowedKind.Deal : FollowedKind.Practice, r.Origin),
                new(FollowedKind.City, r.City),
                .. r.OriginCity is { } origin ? [new Followed(FollowedKind.City, origin)] : Array.Empty<Followed>(),
            ]
        )
        {
            City = r.CityName,
        });
    }

    private sealed record Fact(long Deal, NewsKind Kind, DateTime At)
    {
        public int Count { get; init; } = 1;
        public int? Version { get; init; }
        public DealState? State { get; init; }
    }
}
