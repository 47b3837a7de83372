using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Roadmaps;

/// <param name="Wanted">Where the goal's way has come by the end of the year; null before it begins.</param>
/// <param name="Reached">What was measured up to then; null where there is no number, or the year is to come.</param>
public sealed record GoalYear(int Year, decimal? Wanted, decimal? Reached);

/// <summary>How far a city's deals have come towards a goal, in one scope: scopes are never summed.</summary>
/// <param name="Promised">What the deals in force want to add to where the goal begins; null where that is not worked out yet.</param>
/// <param name="Missing">What would be missing of the goal if every promise were kept; null as above.</param>
public sealed record GoalProgress(
    EmissionScope Scope,
    IReadOnlyList<GoalYear> Years,
    decimal? Promised,
    decimal? Missing
)
{
    /// <summary>The newest that was reached; null where nothing was measured.</summary>
    public decimal? Reached => Years.LastOrDefault(y => y.Reached is not null)?.Reached;

    /// <summary>So many years a way has at most: more nobody can read in a chart.</summary>
    private const int Most = 60;

    /// <summary>For each goal that an indicator measures, by its key.</summary>
    /// <remarks>At most 20 queries, none where no goal has an indicator.</remarks>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<GoalProgress>>> LoadAsync(
        AppDb db,
        long city,
        RoadmapContent content,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var measured = content.Goals.Where(g =>
            g is { Path.Count: > 0, Indicator: { } i } && indicators.ContainsKey(i)
        );
        if (!measured.Any())
            return new Dictionary<string, IReadOnlyList<GoalProgress>>();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var totals = await GrossAndNet.LoadAsync(
            db,
            city,
            new DashboardDays(today, today, today),
            indicators,
            cancel: cancel
        );
        var (standing, _) = await CityBoards.StandingAsync(db, city, indicators, now, cancel);
        var promised = standing.IsPending ? null : standing.Promised;
        return measured.ToDictionary(
            g => g.Key,
            IReadOnlyList<GoalProgress> (g) => Of(g, indicators[g.Indicator!], totals, promised, today.Year)
        );
    }

    /// <summary>
    /// A goal's way beside what was counted for it. Of what happens over a year everything counts that came after the first year of
    /// the way, on top of where it begins; of a state, where it stands.
    /// </summary>
    internal static List<GoalProgress> Of(
        Goal goal,
        Indicator indicator,
        IReadOnlyList<IndicatorTotal> totals,
        IReadOnlyList<PromisedTotal>? promised,
        int thisYear
    )
    {
        var adds = indicator.Span == MeasuredSpan.During;
        var own = totals.Where(t =>
            t.Of.Indicator == indicator.Identifier && t.Of.Unit == indicator.Unit && t.Of.Per is null
        );
        var wanted = promised?.Where(p => p.Indicator == indicator.Identifier && p.Per is null).ToList();
        var scopes = own.Select(t => t.Of.Scope)
            .Concat(wanted?.Select(p => p.Scope) ?? [])
            .DefaultIfEmpty(EmissionScope.NotApplicable)
            .Distinct()
            .Order();
        var (first, last) = (goal.Path[0], goal.Path[^1]);
        return
        [
            .. scopes.Select(scope =>
            {
                var sums = own.Where(t => t.Of.Scope == scope)
                    .GroupBy(t => t.Of.Year)
                    .ToDictionary(g => g.Key, g => g.Sum(t => t.Net));
                var reached = first.Value;
                var years = new List<GoalYear>();
                for (var year = first.Year; year <= last.Year && years.Count < Most; year++)
                {
                    decimal? said = year == first.Year ? first.Value : null;
                    if (year > first.Year && year <= thisYear && sums.TryGetValue(year, out var sum))
                        said = reached = adds ? reached + sum : sum;
                    years.Add(new GoalYear(year, WayAt(goal.Path, year), said));
                }
                decimal? together = wanted?.Where(p => p.Scope == scope).Sum(p => Signed(p));
                var way = last.Value - first.Value;
                return new GoalProgress(
                    scope,
                    years,
                    together,
                    // A goal may fall as well as rise: what is missing is told as an amount.
                    together is { } sumOf
                        ? Math.Max(0, way < 0 ? -way + sumOf : way - sumOf)
                        : null
                );
            }),
        ];
    }

    // What is to fall takes from where it begins.
    private static decimal Signed(PromisedTotal promised) =>
        promised.Kind == WantedKind.Fall ? -promised.Sum : promised.Sum;

    /// <summary>Between two years of the way evenly; null before its first.</summary>
    internal static decimal? WayAt(IReadOnlyList<PathPoint> path, int year)
    {
        if (year < path[0].Year)
            return null;
        for (var i = 1; i < path.Count; i++)
            if (year <= path[i].Year)
                return path[i - 1].Value
                    + (
                        (path[i].Value - path[i - 1].Value)
                        * (year - path[i - 1].Year)
                        / (path[i].Year - path[i - 1].Year)
                    );
        return path[^1].Value;
    }
}
