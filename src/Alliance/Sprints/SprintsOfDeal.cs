using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.Parts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <param name="Slug">The sprint's address.</param>
/// <param name="Session">The session's key, where its page shows it.</param>
public sealed record LookingSprint(string Slug, LocalText Title, string Session);

/// <summary>Which sprints look at a deal, for the deal's own page.</summary>
internal static class SprintsOfDeal
{
    /// <summary>One statement.</summary>
    public static FindWhatDealServes In(AppDb db) =>
        async (deal, cancel) =>
        {
            var sprints = await db
                .SprintDeals.Where(l => l.Deal!.Identifier == deal.Identifier)
                .OrderBy(l => l.Id)
                .Select(l => new LookingSprint(l.Sprint!.Identifier, l.Sprint.Title, l.Session))
                .ToListAsync(cancel);
            if (sprints.Count == 0)
                return null;
            return b =>
            {
                b.OpenComponent<LookingSprints>(0);
                b.AddComponentParameter(1, nameof(LookingSprints.Sprints), sprints);
                b.CloseComponent();
            };
        };
}
