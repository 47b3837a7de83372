using Alliance.Monitoring.Indicators;

namespace Alliance.Monitoring.Totals;

/// <summary>What promises have reached in a year, in the indicator's unit, as each party says.</summary>
/// <param name="Value">
/// Of <see cref="WantedKind.Amount"/> what happened in this year; of all others how far they had come by its end, each promise by its newest
/// number until then.
/// </param>
/// <param name="Numbers">How many numbers are of this year.</param>
public sealed record ReachedYear(int Year, decimal Value, int Numbers);

/// <summary>How far promises would have come by the end of a year, each on its own even way.</summary>
public sealed record WantedYear(int Year, decimal Value);

/// <summary>What promises that an indicator counts want to reach together: promises of one kind and rate.</summary>
/// <param name="Sum">In the indicator's unit, as each party says.</param>
/// <param name="From">The year in which the first begins.</param>
/// <param name="By">The year of the last target; null where all is promised for each year.</param>
/// <param name="Reached">What these promises have reached, and no others, year by year; null where nobody has looked.</param>
/// <param name="Told">How many of them have a number.</param>
/// <param name="Net">
/// <see cref="ReachedSoFar"/> with each shared effect counted once, as in totals; null in what was kept before that was looked at.
/// </param>
/// <param name="Even">
/// From the first year to the last target the sum of the promises' own even ways: one straight line for all of them would ask for a late promise early, and
/// for an early one late. Null where all is promised for each year, where it is longer than anybody draws, and in what was kept before.
/// </param>
public sealed record PromisedTotal(
    string Indicator,
    EmissionScope Scope,
    decimal Sum,
    int Promises,
    int From,
    int? By,
    IReadOnlyList<ReachedYear>? Reached = null,
    WantedKind Kind = WantedKind.Amount,
    string? Per = null,
    int Told = 0,
    decimal? Net = null,
    IReadOnlyList<WantedYear>? Even = null
)
{
    /// <summary>Where they stand now: amounts add up over the years, of all else the newest year says it.</summary>
    public decimal ReachedSoFar() =>
        Reached is not { Count: > 0 } years ? 0
        : Kind == WantedKind.Amount ? years.Sum(y => y.Value)
        : years[^1].Value;

    internal static List<PromisedTotal> Together(IEnumerable<CountedPromise> promises) =>
        [
            .. promises
                .Where(p => p.Wanted is not null)
                .GroupBy(p => (p.Indicator, p.Scope, p.Wanted!.Kind, p.Wanted!.Per), p => p.Wanted!)
                .Select(g => new PromisedTotal(
                    g.Key.Indicator,
                    g.Key.Scope,
                    g.Sum(w => w.Amount),
                    g.Count(),
                    g.Min(w => w.From),
                    g.Max(w => w.By),
                    Kind: g.Key.Kind,
                    Per: g.Key.Per,
                    Even: EvenWay([.. g])
                )),
        ];

    private static List<WantedYear>? EvenWay(IReadOnlyList<Wanted> wanted)
    {
        var from = wanted.Min(w => w.From);
        return wanted.Max(w => w.By) is { } by && by - from < YearBars.Most
            ?
            [
                .. Enumerable
                    .Range(from, by - from + 1)
                    .Select(y => new WantedYear(y, Math.Round(wanted.Sum(w => w.EvenBy(y)), 6))),
            ]
            : null;
    }
}
