using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.Onward;
using Alliance.Sprints.Onward.Parts;
using Alliance.Sprints.Parts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <param name="Slug">The sprint's address.</param>
/// <param name="Session">The session's key, where its page shows it.</param>
public sealed record LookingSprint(string Slug, LocalText Title, string Session);

/// <summary>Which sprints look at a deal, and from which ideas it came, for the deal's own page.</summary>
internal static class SprintsOfDeal
{
    /// <summary>One statement for what was collected, two for what was signed here.</summary>
    public static FindWhatDealServes In(AppDb db) =>
        async (deal, cancel) =>
        {
            var sprints = await db
                .SprintDeals.Where(l => l.Deal!.Identifier == deal.Identifier)
                .OrderBy(l => l.Id)
                .Select(l => new LookingSprint(l.Sprint!.Identifier, l.Sprint.Title, l.Session))
                .ToListAsync(cancel);
            var ideas = deal.State is null ? [] : await IdeasBehind.DealAsync(db, deal.Identifier, cancel);
            if (sprints.Count + ideas.Count == 0)
                return null;
            return b =>
            {
                if (ideas.Count > 0)
                {
                    b.OpenComponent<CameFromIdeas>(0);
                    b.AddComponentParameter(1, nameof(CameFromIdeas.Ideas), ideas);
                    b.CloseComponent();
                }
                if (sprints.Count > 0)
                {
                    b.OpenComponent<LookingSprints>(2);
                    b.AddComponentParameter(3, nameof(LookingSprints.Sprints), sprints);
                    b.CloseComponent();
                }
            };
        };
}
