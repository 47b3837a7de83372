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
    internal const int Most = 60;

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
        return measured
            .Select(g => (g.Key, Progress: Of(g, indicators[g.Indicator!], totals, promised, today.Year)))
            .Where(g => g.Progress.Count > 0)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<GoalProgress>)g.Progress);
    }

    /// <summary>
    /// A goal's way beside what the city's deals did for it, both told from where the way begins. Of what happens over a year everything counts that
    /// came after the first year of the way (net of what would count twice); of a state, how far the promises have moved it since then, each by its
    /// newest number.
    /// </summary>
    /// <returns>
    /// None where the two cannot be compared: what happens over a year adds up, so a way on which it falls says something else.
    /// </returns>
    internal static List<GoalProgress> Of(
        Goal goal,
        Indicator indicator,
        IReadOnlyList<IndicatorTotal> totals,
        IReadOnlyList<PromisedTotal>? promised,
        int thisYear
    )
    {
        var adds = indicator.Span == MeasuredSpan.During;
        var (first, last) = (goal.Path[0], goal.Path[^1]);
        if (adds && last.Value < first.Value)
            return [];
        var own = totals
            .Where(t => t.Of.Indicator == indicator.Identifier && t.Of.Unit == indicator.Unit && t.Of.Per is null)
            .ToList();
        // What is wanted each year, or more or less of it than before, adds to no sum over the years.
        var wanted = promised
            ?.Where(p => p.Indicator == indicator.Identifier && p.Per is null)
            .Where(p => !adds || p.Kind == WantedKind.Amount)
            .ToList();
        var scopes = (adds ? own.Select(t => t.Of.Scope) : [])
            .Concat(wanted?.Select(p => p.Scope) ?? [])
            .DefaultIfEmpty(EmissionScope.NotApplicable)
            .Distinct()
            .Order();
        return
        [
            .. scopes.Select(scope =>
            {
                var mine = wanted?.FindAll(p => p.Scope == scope);
                var years = new List<GoalYear>();
                for (var year = first.Year; year <= last.Year && years.Count < Most; year++)
                    years.Add(new GoalYear(year, WayAt(goal.Path, year), ReachedIn(year)));
                decimal? together = mine?.Sum(p => Signed(p, p.Sum) - UpTo(p, first.Year));
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

                // Null where nobody has said a number of that year: the line breaks there.
                decimal? ReachedIn(int year)
                {
                    if (year == first.Year)
                        return first.Value;
                    if (year > thisYear)
                        return null;
                    if (!adds)
                        return mine?.Exists(p => p.Reached?.Any(r => r.Year == year) == true) == true
                            ? first.Value + mine.Sum(p => UpTo(p, year) - UpTo(p, first.Year))
                            : null;
                    var counted = own.FindAll(t => t.Of.Scope == scope && t.Of.Year > first.Year && t.Of.Year <= year);
                    return counted.Exists(t => t.Of.Year == year) ? first.Value + counted.Sum(t => t.Net) : null;
                }
            }),
        ];
    }

    // How much of it was reached by the end of a year: amounts add up, of all else the newest year says it.
    private static decimal UpTo(PromisedTotal promised, int year)
    {
        var told = promised.Reached?.Where(r => r.Year <= year).ToList() ?? [];
        return told.Count == 0
            ? 0
            : Signed(promised, promised.Kind == WantedKind.Amount ? told.Sum(r => r.Value) : told[^1].Value);
    }

    // What is to fall takes from where it begins.
    private static decimal Signed(PromisedTotal promised, decimal value) =>
        promised.Kind == WantedKind.Fall ? -value : value;

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
