using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>Where a city can take an idea, and where it went.</summary>
/// <param name="Roadmap">What is worked on; null where the city has not begun one.</param>
/// <param name="Drafts">Those whose text is open, the newest first, at most <see cref="Most"/>.</param>
/// <param name="Key">The idea's own address; null as long as it went nowhere.</param>
/// <param name="Fates">What became of it, for the people of the cities that took it.</param>
public sealed record GoingOn(
    RoadmapContent? Roadmap,
    IReadOnlyList<(string Key, string Title)> Drafts,
    string? Key,
    IReadOnlyList<IdeaFate> Fates
)
{
    private const int Most = 50;

    /// <remarks>3 queries.</remarks>
    public static async Task<GoingOn> LoadAsync(AppDb db, string origin, long city, CancellationToken cancel = default)
    {
        var roadmap = await db.Roadmaps.AsNoTracking().SingleOrDefaultAsync(r => r.CityId == city, cancel);
        var drafts = await db
            .Drafts.AsNoTracking()
            .Where(d => d.CityId == city && (d.Stage == DraftStage.Draft || d.Stage == DraftStage.Negotiation))
            .OrderByDescending(d => d.Id)
            .Take(Most)
            .Select(d => new { d.Key, d.Content })
            .ToListAsync(cancel);
        var idea = await db
            .Ideas.AsNoTracking()
            .Include(i => i.Fates)
                .ThenInclude(f => f.City)
            .SingleOrDefaultAsync(i => i.Origin == origin, cancel);
        return new GoingOn(
            roadmap?.Content,
            [.. drafts.Select(d => (d.Key, d.Content.Title))],
            idea?.Key,
            [.. (idea?.Fates ?? []).OrderBy(f => f.Number)]
        );
    }
}

/// <summary>An idea of a sprint as its hosts and its report list it: what was found, and how far it went.</summary>
/// <param name="Language">In which its board is written.</param>
/// <param name="Key">Null as long as it went nowhere.</param>
public sealed record JudgedIdea(BoardResult Result, string Language, string? Key, IReadOnlyList<FateKind> Fates)
{
    /// <summary>Nobody has taken it on, and nobody has set it aside. What was found to be nothing for the city waits for nobody.</summary>
    public bool Waits => Fates.Count == 0 && Result.Idea.Verdict != CardVerdict.NotForUs;

    /// <summary>Where the ideas of a board went, by the keys of their cards.</summary>
    /// <remarks>1 query; none as long as nothing is judged.</remarks>
    public static async Task<IReadOnlyDictionary<string, Idea>> WhereTheyWentAsync(
        AppDb db,
        LiveBoard live,
        CancellationToken cancel = default
    )
    {
        var origins = live
            .State.Cards.Values.Where(c => c is { Kind: CardKind.Idea, Verdict: not null })
            .ToDictionary(c => BoardResults.OriginOf(live.Board.Key, c.Key), c => c.Key);
        if (origins.Count == 0)
            return new Dictionary<string, Idea>();
        return (
            await db
                .Ideas.AsNoTracking()
                .Include(i => i.Fates)
                .Where(i => origins.Keys.Contains(i.Origin))
                .ToListAsync(cancel)
        ).ToDictionary(i => origins[i.Origin]);
    }

    /// <summary>Those with a verdict, board by board.</summary>
    /// <remarks>1 query.</remarks>
    public static async Task<IReadOnlyList<JudgedIdea>> OfAsync(
        AppDb db,
        IReadOnlyList<BoardResults> boards,
        CancellationToken cancel = default
    )
    {
        var judged = boards
            .SelectMany(b => b.Ideas.Select(i => (Result: i, b.Board.Language)))
            .Where(i => i.Result.Idea.Verdict is not null)
            .ToList();
        if (judged.Count == 0)
            return [];
        var origins = judged.ConvertAll(j => j.Result.Origin);
        var gone = await db
            .Ideas.AsNoTracking()
            .Include(i => i.Fates)
            .Where(i => origins.Contains(i.Origin))
            .ToDictionaryAsync(i => i.Origin, cancel);
        return
        [
            .. judged.Select(j =>
                gone.TryGetValue(j.Result.Origin, out var idea)
                    ? new JudgedIdea(
                        j.Result,
                        j.Language,
                        idea.Key,
                        [.. idea.Fates.OrderBy(f => f.Number).Select(f => f.Kind)]
                    )
                    : new JudgedIdea(j.Result, j.Language, null, [])
            ),
        ];
    }
}
