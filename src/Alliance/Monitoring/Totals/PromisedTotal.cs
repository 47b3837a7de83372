using Alliance.Monitoring.Indicators;

namespace Alliance.Monitoring.Totals;

/// <summary>What promises have reached in a year, in the indicator's unit, as each party says.</summary>
/// <param name="Value">
/// Of <see cref="WantedKind.Amount"/> what happened in this year; of all others how far they had come by its end, each promise by its newest
/// number until then.
/// </param>
/// <param name="Numbers">How many numbers are of this year.</param>
public sealed record ReachedYear(int Year, decimal Value, int Numbers);

/// <summary>What promises that an indicator counts want to reach together: promises of one kind and rate.</summary>
/// <param name="Sum">In the indicator's unit, as each party says.</param>
/// <param name="From">The year in which the first begins.</param>
/// <param name="By">The year of the last target; null where all is promised for each year.</param>
/// <param name="Reached">What these promises have reached, and no others, year by year; null where nobody has looked.</param>
/// <param name="Told">How many of them have a number.</param>
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
    int Told = 0
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
                    Per: g.Key.Per
                )),
        ];
}
