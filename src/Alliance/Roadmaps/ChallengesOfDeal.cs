using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps.Parts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <param name="Roadmap">The address of the roadmap's city.</param>
/// <param name="Key">The challenge's key, where its page shows it.</param>
public sealed record ServedChallenge(string Roadmap, LocalText City, string Key, LocalText Title);

/// <summary>On which challenges of a published roadmap a deal works, for the deal's own page.</summary>
internal static class ChallengesOfDeal
{
    /// <summary>One statement.</summary>
    public static FindWhatDealServes In(AppDb db) =>
        async (deal, cancel) =>
        {
            var challenges = await db
                .RoadmapDeals.Where(l => l.Deal!.Identifier == deal.Identifier)
                .OrderBy(l => l.Id)
                .Select(l => new ServedChallenge(
                    l.Roadmap!.City!.Identifier,
                    l.Roadmap.City.Name,
                    l.Challenge,
                    l.Title
                ))
                .ToListAsync(cancel);
            if (challenges.Count == 0)
                return null;
            return b =>
            {
                b.OpenComponent<ServedChallenges>(0);
                b.AddComponentParameter(1, nameof(ServedChallenges.Challenges), challenges);
                b.CloseComponent();
            };
        };
}
