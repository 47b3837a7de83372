using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Alliance.Sprints.After;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>A deal that an idea led to, as everybody may know it.</summary>
/// <param name="Article">The number and heading of the article that the idea became; null where the deal only works on its challenge.</param>
/// <param name="Version">The version that was signed with that article.</param>
/// <param name="Signed">The day of its last signature.</param>
public sealed record TracedDeal(
    long Id,
    string Slug,
    LocalText Title,
    Instrument Instrument,
    (int Number, string Heading)? Article = null,
    int? Version = null,
    DateOnly? Signed = null
);

/// <summary>One step of an idea, with what everybody may know of where it led.</summary>
/// <param name="Title">What it became is called; null as long as that is the city's own matter.</param>
/// <param name="Page">Where it is shown, below the language.</param>
/// <param name="Done">When a milestone stood.</param>
/// <param name="Ended">Talks that came to nothing, or a part that was taken out of its roadmap again.</param>
public sealed record TracedStep(
    IdeaFate Fate,
    LocalText? Title = null,
    string? Page = null,
    PartialDate? Done = null,
    bool Ended = false
)
{
    /// <summary>What was signed on it.</summary>
    public IReadOnlyList<TracedDeal> Deals { get; init; } = [];
}

/// <summary>From the note to the numbers: an idea, its verdict, and step by step what became of it.</summary>
/// <param name="Sprint">The address and name of the sprint on whose board it was written, where everybody may see that.</param>
public sealed record IdeaTrace(
    Idea Idea,
    (string Slug, LocalText Title)? Sprint,
    IReadOnlyList<TracedStep> Steps,
    IReadOnlyList<FollowUp> FollowUps
)
{
    /// <returns>Null where there is no such idea.</returns>
    /// <remarks>At most 10 queries, however many steps.</remarks>
    public static async Task<IdeaTrace?> LoadAsync(AppDb db, string key, CancellationToken cancel = default)
    {
        var idea = await db
            .Ideas.AsNoTracking()
            .Include(i => i.City)
            .Include(i => i.Fates)
                .ThenInclude(f => f.City)
            .SingleOrDefaultAsync(i => i.Key == key, cancel);
        if (idea is null)
            return null;
        var sprint = idea.Sprint is { } of
            ? await SprintRights
                .Shown(db.Sprints)
                .Where(s => s.Identifier == of)
                .Select(s => s.Title)
                .SingleOrDefaultAsync(cancel)
            : null;
        var fates = idea.Fates.OrderBy(f => f.Number).ToList();
        var planned = await PlannedAsync(db, fates, cancel);
        var drafted = await DraftedAsync(db, fates, cancel);
        var names = fates.Select(f => f.Elsewhere?.Practice).OfType<string>().ToList();
        var practices = fates.Exists(f => f.Kind == FateKind.Practice)
            ? await db
                .Practices.AsNoTracking()
                .Where(p => p.Origin == idea.Origin || names.Contains(p.Identifier!))
                .ToListAsync(cancel)
            : [];
        // What goes on after a sprint that nobody sees yet is its hosts' alone.
        var shown = SprintRights.Shown(db.Sprints);
        var followUps = await db
            .FollowUps.AsNoTracking()
            .Where(f => f.Origin == idea.Origin && shown.Any(s => s.Id == f.SprintId))
            .ToListAsync(cancel);
        return new IdeaTrace(
            idea,
            sprint is null ? null : (idea.Sprint!, sprint),
            [
                .. fates.Select(f =>
                    f.Kind switch
                    {
                        FateKind.Challenge or FateKind.Milestone => planned(f),
                        FateKind.Draft => drafted(f),
                        FateKind.Practice => Told(
                            f,
                            practices.Find(p =>
                                f.Elsewhere is { } other
                                    ? p.Identifier == other.Practice
                                    // One that was thrown away is not the next one.
                                    : p.CityId == f.CityId && !fates.Exists(l => l.Number > f.Number && IsSameWay(l, f))
                            )
                        ),
                        _ => new TracedStep(f),
                    }
                ),
            ],
            followUps
        );
    }

    private static bool IsSameWay(IdeaFate one, IdeaFate other) => one.Kind == other.Kind && one.CityId == other.CityId;

    private static TracedStep Told(IdeaFate fate, Practice? practice) =>
        practice switch
        {
            null => new TracedStep(fate, Ended: fate.Elsewhere is null or { Ended: true }),
            { Standing: PracticeStanding.Published } => new TracedStep(
                fate,
                practice.Title,
                "practices/" + practice.Identifier
            ),
            _ => new TracedStep(fate),
        };

    // By the newest version of each roadmap; what is only worked on is its city's.
    private static async Task<Func<IdeaFate, TracedStep>> PlannedAsync(
        AppDb db,
        List<IdeaFate> fates,
        CancellationToken cancel
    )
    {
        var cities = fates
            .Where(f => f.Kind is FateKind.Challenge or FateKind.Milestone)
            .Select(f => f.CityId)
            .Distinct()
            .ToList();
        if (cities.Count == 0)
            return f => new TracedStep(f);
        var versions = (
            await db
                .RoadmapVersions.AsNoTracking()
                .Where(v =>
                    cities.Contains(v.Roadmap!.CityId)
                    && !db.RoadmapVersions.Any(o => o.RoadmapId == v.RoadmapId && o.Number > v.Number)
                )
                .Select(v => new { v.Roadmap!.CityId, Version = v })
                .ToListAsync(cancel)
        ).ToDictionary(v => v.CityId, v => v.Version.Read());
        var keys = (
            await db
                .Roadmaps.AsNoTracking()
                .Where(r => cities.Contains(r.CityId))
                .Select(r => new { r.CityId, r.Content })
                .ToListAsync(cancel)
        ).ToDictionary(r => r.CityId, r => r.Content);
        var working = await db
            .RoadmapDeals.AsNoTracking()
            .Where(l => cities.Contains(l.Roadmap!.CityId))
            .OrderBy(l => l.Id)
            .Select(l => new
            {
                l.Roadmap!.CityId,
                l.Challenge,
                Deal = new TracedDeal(l.DealId, l.Deal!.Slug, l.Deal.Title, l.Deal.Instrument, null, null, null),
                // What holds of it; what was collected was signed elsewhere.
                Holds = l
                    .Deal.Versions.Where(v => v.Kind == VersionKind.Released)
                    .OrderByDescending(v => v.Number)
                    .Select(v => new { v.Number, v.Agreed })
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return fate =>
        {
            var content = versions.GetValueOrDefault(fate.CityId);
            var milestone = content?.Milestone(fate.Target);
            var challenge = content?.Challenge(milestone?.Challenge ?? fate.Target);
            var title = fate.Kind == FateKind.Milestone ? milestone?.Title : challenge?.Title;
            // It was taken out again, before or after everybody saw it.
            var gone =
                keys.GetValueOrDefault(fate.CityId) is { } now
                && now.Challenge(fate.Target) is null
                && now.Milestone(fate.Target) is null;
            return title is null
                ? new TracedStep(fate, Ended: gone)
                : new TracedStep(
                    fate,
                    title,
                    $"roadmaps/{fate.City!.Identifier}#{challenge?.Key ?? "outline"}",
                    milestone?.Done
                )
                {
                    Deals = challenge is null
                        ? []
                        :
                        [
                            .. working
                                .Where(w => w.CityId == fate.CityId && w.Challenge == challenge.Key)
                                .Select(w =>
                                    w.Deal with
                                    {
                                        Version = w.Holds?.Number,
                                        Signed = w.Holds?.Agreed is { Day: not null } on ? on.First : null,
                                    }
                                ),
                        ],
                };
        };
    }

    // Of what is not signed everybody knows that it is drafted, and nothing else.
    private static async Task<Func<IdeaFate, TracedStep>> DraftedAsync(
        AppDb db,
        List<IdeaFate> fates,
        CancellationToken cancel
    )
    {
        var own = fates.FindAll(f => f.Kind == FateKind.Draft);
        if (own.Count == 0)
            return f => new TracedStep(f);
        var idea = own[0].IdeaId;
        var drafted = await SignedArticles.OfAsync(db, db.IdeaFates.Where(f => f.IdeaId == idea), cancel);
        var elsewhere = await SignedArticles.ElsewhereAsync(db, own, cancel);
        return fate =>
        {
            if (drafted.Ended.Contains(fate.Id) || fate.Elsewhere is { Ended: true })
                return new TracedStep(fate, Ended: true);
            if ((drafted.Signed.GetValueOrDefault(fate.Id) ?? elsewhere.GetValueOrDefault(fate.Id)) is not { } signed)
                return new TracedStep(fate);
            return new TracedStep(fate, signed.Title, "deals/" + signed.Slug)
            {
                Deals =
                [
                    new TracedDeal(
                        signed.DealId,
                        signed.Slug,
                        signed.Title,
                        signed.Instrument,
                        signed.Number is { } number ? (number, signed.Heading) : null,
                        signed.Version,
                        signed.Signed
                    ),
                ],
            };
        };
    }
}
