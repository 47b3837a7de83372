using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>
/// How the cities of a project stand, for whoever asks them every month: what is late, and whom to call.
/// </summary>
/// <remarks>
/// What is public here is told as it is: versions of roadmaps, sprints that were published, follow-ups, deals in force. Of what a city keeps for
/// itself – a roadmap that is only worked on, a sprint that is only planned, deals in the making, its stakeholder map, who did not report – the
/// page says that it is there, how many, or that something moved on a day, and never what. Whoever coordinates a project need be no
/// coordinator of the network, and a stakeholder map is no matter of either.
/// </remarks>
/// <param name="Cities">What needs attention most first: by how much is overdue, then by how long nothing was heard.</param>
/// <param name="Unknown">Identifiers of cities that the register does not hold.</param>
public sealed record CoordinatorView(Project Project, IReadOnlyList<CityProgress> Cities, IReadOnlyList<string> Unknown)
{
    /// <summary>A city of which nothing was heard for so many days is called silent.</summary>
    public const int SilentAfter = 60;

    /// <summary>So many days after a sprint its minutes should be approved.</summary>
    public const int MinutesWithin = 14;

    /// <summary>So many overdue things of a kind are named for each city; the others are counted.</summary>
    public const int MostShown = 10;

    /// <remarks>10 statements, however many cities; 1 where there is none.</remarks>
    public static async Task<CoordinatorView> LoadAsync(
        AppDb db,
        Project project,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var named = project.Consortium.Select(c => c.City).Distinct().ToList();
        var cities = await db
            .Cities.Where(c => named.Contains(c.Identifier))
            .Select(c => new
            {
                c.Id,
                c.Identifier,
                c.Name,
            })
            .ToListAsync(cancel);
        if (cities.Count == 0)
            return new CoordinatorView(project, [], named);
        var ids = cities.ConvertAll(c => c.Id);
        var clocks = await CityClock.LoadAsync(db, db.Cities.Where(c => ids.Contains(c.Id)), now, cancel);
        var roadmaps = await RoadmapsAsync(db, clocks, cancel);
        var sprints = await SprintsOfCities.LoadAsync(db, named, project.Identifier, now.UtcDateTime, cancel);
        var evaluations = await EvaluationsAsync(db, clocks, cancel);
        var reports = await OverdueReports.OfCitiesAsync(db, clocks, cancel);
        var signs = await SignsOfLife.LoadAsync(db, clocks, cancel);
        var progress = cities.ConvertAll(city =>
        {
            var clock = clocks[city.Id];
            var roadmap = roadmaps.GetValueOrDefault(city.Id);
            var held = sprints.Of(city.Identifier);
            List<LateOutput> late =
            [
                .. held.Late,
                .. evaluations[city.Id].SelectMany(e => e.Shown),
                .. roadmap.Late?.Take(MostShown) ?? [],
            ];
            if (reports.GetValueOrDefault(city.Id) is { } unanswered)
                late.Add(new LateOutput(LateKind.Reports, unanswered.Since) { Count = unanswered.Promises });
            return new CityProgress(
                city.Identifier,
                city.Name,
                roadmap.Progress ?? RoadmapProgress.Nothing,
                held.Progress,
                [.. late.OrderBy(l => l.Due)],
                late.Count
                    + held.NotShown
                    + evaluations[city.Id].Sum(e => e.NotShown)
                    + Math.Max(0, (roadmap.Late?.Count ?? 0) - MostShown),
                Newest([.. signs[city.Id], .. held.Signs], clock.Today)
            );
        });
        return new CoordinatorView(
            project,
            [
                .. progress
                    .OrderByDescending(c => c.Attention)
                    .ThenByDescending(c => c.Heard?.Days ?? int.MaxValue)
                    .ThenBy(c => c.Identifier, StringComparer.Ordinal),
            ],
            [.. named.Except(cities.Select(c => c.Identifier))]
        );
    }

    private static LastHeard? Newest(IReadOnlyList<(SignOfLife What, DateOnly On)> signs, DateOnly today) =>
        signs.Count == 0 ? null
        : signs.MaxBy(s => s.On) is var last
            ? new LastHeard(last.What, last.On, Math.Max(0, today.DayNumber - last.On.DayNumber))
        : null;

    /// <remarks>1 statement.</remarks>
    private static async Task<Dictionary<long, (RoadmapProgress? Progress, List<LateOutput>? Late)>> RoadmapsAsync(
        AppDb db,
        IReadOnlyDictionary<long, CityClock> clocks,
        CancellationToken cancel
    )
    {
        var ids = clocks.Keys.ToList();
        var found = await db
            .Roadmaps.AsNoTracking()
            .Where(r => ids.Contains(r.CityId))
            .Select(r => new
            {
                r.CityId,
                City = r.City!.Identifier,
                r.ChangedAt,
                Begun = db.RoadmapRevisions.Where(v => v.RoadmapId == r.Id).Min(v => (DateTime?)v.At),
                Newest = r.Versions.OrderByDescending(v => v.Number).FirstOrDefault(),
                Adopted = r.Versions.Where(v => v.Kind == RoadmapVersionKind.Adopted).Max(v => (int?)v.Number),
            })
            .ToListAsync(cancel);
        return found.ToDictionary(
            f => f.CityId,
            (RoadmapProgress? Progress, List<LateOutput>? Late) (f) =>
            {
                var clock = clocks[f.CityId];
                var begun = f.Begun is { } at ? clock.DayOf(at) : (DateOnly?)null;
                var changed = clock.DayOf(f.ChangedAt);
                if (f.Newest is not { } newest)
                    return (new RoadmapProgress(RoadmapStage.Begun, Begun: begun, Changed: changed), null);
                var content = newest.Read();
                List<LateOutput> late =
                [
                    .. content
                        .Milestones.Where(m => m.Done is null && m.Due?.Last < clock.Today)
                        .OrderBy(m => m.Due!.Value.Last)
                        .Select(m => new LateOutput(LateKind.Milestone, m.Due!.Value.Last)
                        {
                            Path = $"roadmaps/{f.City}#{m.Key}",
                            Title = m.Title,
                            Owner = m.Owner.Length == 0 ? null : m.Owner,
                        }),
                ];
                var adopted = newest.Kind == RoadmapVersionKind.Adopted;
                var progress = new RoadmapProgress(
                    newest.Kind switch
                    {
                        RoadmapVersionKind.Adopted => RoadmapStage.Adopted,
                        RoadmapVersionKind.Recorded => RoadmapStage.Recorded,
                        _ => RoadmapStage.Published,
                    },
                    newest.Number,
                    (adopted ? content.Decision?.On : null) ?? PartialDate.Of(clock.DayOf(newest.RecordedAt)),
                    adopted ? null : f.Adopted,
                    begun,
                    changed,
                    late.Count
                );
                return (progress, late);
            }
        );
    }

    /// <remarks>2 statements: the days of all deals in force, and the titles of those that are named.</remarks>
    private static async Task<ILookup<long, (List<LateOutput> Shown, int NotShown)>> EvaluationsAsync(
        AppDb db,
        IReadOnlyDictionary<long, CityClock> clocks,
        CancellationToken cancel
    )
    {
        var ids = clocks.Keys.ToList();
        var dated = await db
            .Deals.Where(d => d.State == DealState.InForce && ids.Contains(d.CityId))
            .Select(d => new
            {
                d.Id,
                d.CityId,
                d.Instrument,
                d.Evaluation,
                d.End,
                d.DatedBy,
            })
            .ToListAsync(cancel);
        var late = dated
            .Select(d => new
            {
                Deal = d,
                Due = EvaluationDay.Next(d.Evaluation, d.End, d.DatedBy, clocks[d.CityId].Today)?.Last,
            })
            .Where(d => d.Due < clocks[d.Deal.CityId].Today)
            .OrderBy(d => d.Due)
            .ToLookup(d => d.Deal.CityId);
        var shown = late.SelectMany(l => l.Take(MostShown)).Select(l => l.Deal.Id).ToList();
        var titles = await db
            .Deals.Where(d => shown.Contains(d.Id))
            .Select(d => new
            {
                d.Id,
                d.Slug,
                d.Title,
            })
            .ToDictionaryAsync(d => d.Id, cancel);
        return late.ToLookup(
            l => l.Key,
            l =>
                (
                    l.Take(MostShown)
                        .Select(d => new LateOutput(
                            d.Deal.Instrument == Instrument.DeclarationOfIntent ? LateKind.Intent : LateKind.Evaluation,
                            d.Due!.Value
                        )
                        {
                            Path = "deals/" + titles[d.Deal.Id].Slug,
                            Title = titles[d.Deal.Id].Title,
                        })
                        .ToList(),
                    Math.Max(0, l.Count() - MostShown)
                )
        );
    }
}
