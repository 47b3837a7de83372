using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <param name="Slug">The sprint's address.</param>
/// <param name="Session">The session's key, where its page shows it.</param>
public sealed record LookingSprint(string Slug, LocalText Title, string Session);

/// <summary>Which sprints look at a deal or a practice, for the own pages of those.</summary>
internal static class LookingAt
{
    /// <summary>One statement.</summary>
    public static FindWhatDealServes Deal(AppDb db) =>
        async (deal, cancel) =>
            Shown(
                await db
                    .SprintDeals.Where(l => l.Deal!.Identifier == deal.Identifier)
                    .OrderBy(l => l.Id)
                    .Select(l => new LookingSprint(l.Sprint!.Identifier, l.Sprint.Title, l.Session))
                    .ToListAsync(cancel)
            );

    /// <summary>One statement.</summary>
    public static FindWhatPracticeIsPartOf Practice(AppDb db) =>
        async (practice, cancel) =>
            Shown(
                await db
                    .SprintPractices.Where(l => l.PracticeId == practice.Id)
                    .OrderBy(l => l.Id)
                    .Select(l => new LookingSprint(l.Sprint!.Identifier, l.Sprint.Title, l.Session))
                    .ToListAsync(cancel)
            );

    private static RenderFragment? Shown(List<LookingSprint> sprints) =>
        sprints.Count == 0
            ? null
            : b =>
            {
                b.OpenComponent<LookingSprints>(0);
                b.AddComponentParameter(1, nameof(LookingSprints.Sprints), sprints);
                b.CloseComponent();
            };
}
