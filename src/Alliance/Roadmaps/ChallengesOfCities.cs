using Alliance.Knowledge;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>The challenges that cities have put before everybody, for the practices that answer them.</summary>
internal static class ChallengesOfCities
{
    /// <summary>One statement.</summary>
    public static FindChallenges In(AppDb db) =>
        async (cities, cancel) =>
        {
            var newest = await db
                .RoadmapVersions.AsNoTracking()
                .Where(v =>
                    cities.Contains(v.Roadmap!.City!.Identifier)
                    && !db.RoadmapVersions.Any(o => o.RoadmapId == v.RoadmapId && o.Number > v.Number)
                )
                .OrderBy(v => v.Roadmap!.City!.Identifier)
                .Select(v => new
                {
                    v.Roadmap!.City!.Identifier,
                    v.Roadmap.City.Name,
                    Version = v,
                })
                .ToListAsync(cancel);
            return
            [
                .. newest.SelectMany(n =>
                    n.Version.Read()
                        .Challenges.Where(c => c.Title is not null)
                        .Select(c => new NamedChallenge(new ChallengeName(n.Identifier, c.Key), n.Name, c.Title!))
                ),
            ];
        };
}
