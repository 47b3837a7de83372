using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// What became of a suggestion after it went on: its part of a roadmap is public, talks were signed or came to nothing, a practice was published. Those
/// rooms know nothing of suggestions; so this looks there, and whoever follows is told.
/// </summary>
internal static class LaterNews
{
    // A server that stood still for a week still tells.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <summary>How many suggestions have news.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var (oldest, today) = (now - Lasts, DateOnly.FromDateTime(now));
        var became = await db
            .IdeaFates.Where(f => f.Kind != FateKind.Shelf && f.Idea!.Origin.StartsWith("open:"))
            .Select(f => new
            {
                f.Idea!.Origin,
                Talks = db
                    .Drafts.Where(d =>
                        f.Kind == FateKind.Draft
                        && d.Key == f.Target
                        && (d.Stage == DraftStage.Concluded || d.Stage == DraftStage.Ended)
                        && (d.PublicFrom == null || d.PublicFrom <= today)
                    )
                    .Max(d => (DateTime?)d.StageSince),
                // The first version that can have it.
                Version = db
                    .RoadmapVersions.Where(v =>
                        (f.Kind == FateKind.Challenge || f.Kind == FateKind.Milestone)
                        && v.Roadmap!.CityId == f.CityId
                        && v.RecordedAt >= f.At
                    )
                    .Min(v => (DateTime?)v.RecordedAt),
                Told = db
                    .Practices.Where(p =>
                        f.Kind == FateKind.Practice && p.Origin == f.Idea.Origin && p.CityId == f.CityId
                    )
                    .Max(p => p.PublishedAt),
            })
            .Where(f => f.Talks > oldest || f.Version > oldest || f.Told > oldest)
            .ToListAsync(cancel);
        var told = 0;
        foreach (var one in became.GroupBy(f => f.Origin))
        {
            var at = one.Max(f => f.Talks ?? f.Version ?? f.Told);
            var suggestion = await Suggestion.WithOriginAsync(db, one.Key, cancel);
            if (suggestion is not { State: SuggestionState.Shown } || suggestion.NewsAt >= at)
                continue;
            suggestion.NewsAt = now;
            told++;
        }
        await db.SaveChangesAsync(cancel);
        return told;
    }
}
