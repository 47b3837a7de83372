using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>Of practices, and of what was taken over.</summary>
internal sealed partial class FindNews
{
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
            from r in Concerning()
            join d in db.Drafts on r.Draft equals d.Key
            join v in db.DealVersions on d.DealId equals v.DealId
            where v.Number == 1 && v.RecordedAt > since && v.RecordedAt <= until
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
            Concerned(r.Kind, r.Origin, r.City, r.OriginCity)
        )
        {
            City = r.CityName,
        });
    }

    // What came of it, or why it was given up: one of the two, and nothing of it changes afterwards.
    private async Task<IEnumerable<NewsItem>> OutcomesAsync(int most, CancellationToken cancel)
    {
        var found = await Concerning()
            .Where(r => (r.EndedAt ?? r.ResultAt) > since && (r.EndedAt ?? r.ResultAt) <= until)
            .OrderByDescending(r => r.EndedAt ?? r.ResultAt)
            .Take(most)
            .Select(r => new
            {
                r.Number,
                r.Kind,
                r.Origin,
                r.Title,
                r.Outcome,
                r.EndReason,
                City = r.City!.Identifier,
                CityName = r.City.Name,
                OriginCity = r.OriginCity!.Identifier,
                r.ResultAt,
                r.EndedAt,
            })
            .ToListAsync(cancel);
        // What came by a file may say less.
        var told = found.Where(r => r.EndedAt is null ? r.Outcome is not null : r.EndReason is not null);
        return told.Select(r => new NewsItem(
            r.EndedAt is null ? NewsKind.Result : NewsKind.GivenUp,
            (r.EndedAt ?? r.ResultAt)!.Value,
            FormattableString.Invariant($"replications/{r.City}/r{r.Number}"),
            r.Title,
            Concerned(r.Kind, r.Origin, r.City, r.OriginCity)
        )
        {
            City = r.CityName,
            Outcome = r.Outcome,
            EndReason = r.EndReason,
        });
    }

    // Those whose origin or whose city somebody follows, at either end.
    private IQueryable<Replication> Concerning() =>
        ReplicationView
            .Shown(db)
            .Where(r =>
                (r.Kind == OriginKind.Deal && deals.Contains(r.Origin))
                || (r.Kind == OriginKind.Practice && practices.Contains(r.Origin))
                || cities.Contains(r.City!.Identifier)
                || cities.Contains(r.OriginCity!.Identifier)
            );

    // What belongs to the network is no city's.
    private static Followed[] Concerned(OriginKind kind, string origin, string city, string? originCity) =>
        [
            new(kind == OriginKind.Deal ? FollowedKind.Deal : FollowedKind.Practice, origin),
            new(FollowedKind.City, city),
            .. originCity is { } other ? [new Followed(FollowedKind.City, other)] : Array.Empty<Followed>(),
        ];
}
