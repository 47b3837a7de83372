using Alliance.Engagement.Offers;
using Alliance.Roadmaps;
using Alliance.Sprints;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>Of cities alone: their sprints, the versions of their roadmaps, and what is offered and looked for there.</summary>
internal sealed partial class FindNews
{
    // When it was first shown nobody keeps: what is told is the plan as it stands since its last change.
    private async Task<IEnumerable<NewsItem>> SprintsAsync(int most, CancellationToken cancel)
    {
        var found = await SprintRights
            .Shown(db.Sprints)
            .Where(s => s.ChangedAt > since && s.ChangedAt <= until && cities.Contains(s.Host))
            .OrderByDescending(s => s.ChangedAt)
            .Take(most)
            .Select(s => new
            {
                s.Identifier,
                s.Host,
                s.Title,
                s.State,
                s.ChangedAt,
            })
            .ToListAsync(cancel);
        return found.Select(s => new NewsItem(
            s.State == SprintState.CalledOff ? NewsKind.SprintOff : NewsKind.Sprint,
            s.ChangedAt!.Value,
            "sprints/" + s.Identifier,
            s.Title,
            [new(FollowedKind.City, s.Host)]
        ));
    }

    private async Task<IEnumerable<NewsItem>> RoadmapsAsync(int most, CancellationToken cancel)
    {
        var found = await db
            .RoadmapVersions.AsNoTracking()
            .Include(v => v.Roadmap)
                .ThenInclude(r => r!.City)
            .Where(v => v.RecordedAt > since && v.RecordedAt <= until && cities.Contains(v.Roadmap!.City!.Identifier))
            .OrderByDescending(v => v.RecordedAt)
            .Take(most)
            .ToListAsync(cancel);
        return found.Select(v =>
        {
            var city = v.Roadmap!.City!;
            return new NewsItem(
                NewsKind.Roadmap,
                v.RecordedAt,
                FormattableString.Invariant($"roadmaps/{city.Identifier}/versions/{v.Number}"),
                v.Read().Title ?? city.Name,
                [new(FollowedKind.City, city.Identifier)]
            )
            {
                Version = v.Number,
                RoadmapIs = v.Kind,
            };
        });
    }

    // What everybody reads still: of what only people with an account see no mail tells a stranger.
    private async Task<IEnumerable<NewsItem>> OffersAsync(int most, CancellationToken cancel)
    {
        var found = await OfferRights
            .Public(db.Offers, DateOnly.FromDateTime(until))
            .Where(o => o.PublishedAt > since && o.PublishedAt <= until && cities.Contains(o.City!.Identifier))
            .OrderByDescending(o => o.PublishedAt)
            .Take(most)
            .Select(o => new
            {
                o.Identifier,
                o.Kind,
                o.Title,
                o.PublishedAt,
                City = o.City!.Identifier,
            })
            .ToListAsync(cancel);
        return found.Select(o => new NewsItem(
            o.Kind == OfferKind.Offer ? NewsKind.NewOffer : NewsKind.NewNeed,
            o.PublishedAt!.Value,
            "offers/" + o.Identifier,
            o.Title,
            [new(FollowedKind.City, o.City)]
        ));
    }
}
