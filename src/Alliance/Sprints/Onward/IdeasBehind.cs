using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Roadmaps;
using Alliance.Sprints.Onward.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>An idea that stands behind something, as that thing's page names it.</summary>
public sealed record IdeaBehind(string Key, string Text, string Board, string Language);

/// <summary>From which ideas something came: for the pages of deals, roadmaps and practices.</summary>
internal static class IdeasBehind
{
    /// <summary>One statement; none for what was collected.</summary>
    public static FindWhatDealServes Deal(AppDb db) =>
        async (deal, cancel) =>
            deal.State is not null && await DealAsync(db, deal.Identifier, cancel) is { Count: > 0 } ideas
                ? Section(ideas)
                : null;

    // Those of which a deal has articles.
    private static async Task<IReadOnlyList<IdeaBehind>> DealAsync(AppDb db, string deal, CancellationToken cancel)
    {
        var found = await db
            .IdeaFates.Where(f =>
                f.Kind == FateKind.Draft
                && (
                    (f.Target == deal && f.Elsewhere != null)
                    || db.Drafts.Any(d =>
                        d.Key == f.Target && d.Deal!.Identifier == deal && d.Stage == DraftStage.Concluded
                    )
                )
            )
            .OrderBy(f => f.Id)
            .Select(f => new
            {
                f.Article,
                Content = db.Drafts.Where(d => d.Key == f.Target).Select(d => d.Content).FirstOrDefault(),
                Idea = new IdeaBehind(f.Idea!.Key, f.Idea.Text, f.Idea.Board, f.Idea.Language),
            })
            .ToListAsync(cancel);
        // The parties may have struck the article before they signed.
        return
        [
            .. found
                .Where(f => f.Content is null || f.Content.Article(f.Article ?? "") is not null)
                .Select(f => f.Idea),
        ];
    }

    /// <summary>One statement.</summary>
    public static FindWhereChallengesComeFrom Roadmap(AppDb db) =>
        async (city, cancel) =>
        {
            var fates = await db
                .IdeaFates.Where(f =>
                    f.City!.Identifier == city && (f.Kind == FateKind.Challenge || f.Kind == FateKind.Milestone)
                )
                .OrderBy(f => f.Id)
                .Select(f => new
                {
                    f.Target,
                    Idea = new IdeaBehind(f.Idea!.Key, f.Idea.Text, f.Idea.Board, f.Idea.Language),
                })
                .ToListAsync(cancel);
            return fates
                .GroupBy(f => f.Target!, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => Line([.. g.Select(f => f.Idea)]), StringComparer.Ordinal);
        };

    /// <summary>One statement.</summary>
    public static FindWhatPracticeIsPartOf Practice(AppDb db) =>
        async (practice, cancel) =>
        {
            var (origin, name) = (practice.Origin, practice.Identifier);
            var ideas = await db
                .Ideas.Where(i =>
                    i.Origin == origin
                    || i.Fates.Any(f => f.Kind == FateKind.Practice && f.Target == name && f.Elsewhere != null)
                )
                .Select(i => new IdeaBehind(i.Key, i.Text, i.Board, i.Language))
                .ToListAsync(cancel);
            return ideas.Count == 0 ? null : Section(ideas);
        };

    private static RenderFragment Section(IReadOnlyList<IdeaBehind> ideas) =>
        b =>
        {
            b.OpenComponent<CameFromIdeas>(0);
            b.AddComponentParameter(1, nameof(CameFromIdeas.Ideas), ideas);
            b.CloseComponent();
        };

    private static RenderFragment Line(IReadOnlyList<IdeaBehind> ideas) =>
        b =>
        {
            b.OpenComponent<CameFromIdea>(0);
            b.AddComponentParameter(1, nameof(CameFromIdea.Ideas), ideas);
            b.CloseComponent();
        };
}
