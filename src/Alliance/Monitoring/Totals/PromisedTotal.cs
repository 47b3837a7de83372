using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Totals;

/// <summary>What promises have reached in a year, in the indicator's unit, as each party says.</summary>
public sealed record ReachedYear(int Year, decimal Value, int Numbers);

/// <summary>What promises that an indicator counts want to reach together.</summary>
/// <param name="Sum">In the indicator's unit, as each party says.</param>
/// <param name="From">The year in which the first was given.</param>
/// <param name="By">The year of the last target.</param>
/// <param name="Reached">What these promises have reached, and no others; null where nobody has looked.</param>
/// <param name="Outside">How many numbers others have, whose targets are no such amounts.</param>
public sealed record PromisedTotal(
    string Indicator,
    EmissionScope Scope,
    decimal Sum,
    int Promises,
    int From,
    int By,
    IReadOnlyList<ReachedYear>? Reached = null,
    int Outside = 0
)
{
    /// <summary>
    /// Null where its target is no amount that adds to others: a fall, a rate, what begins at a value of its own, or has no day.
    /// </summary>
    internal static PromisedTotal? Of(
        Indicator indicator,
        EmissionScope scope,
        Quantity? quantity,
        Direction? direction,
        Baseline? baseline,
        Target? target,
        PartialDate? given
    ) =>
        quantity is { Per: null }
        && direction != Direction.Decrease
        && baseline?.Value is null
        && target?.Date is { } by
        && (target.From ?? given) is { } from
        && from.First.Year <= by.Last.Year
        && UnitScale.Convert(quantity.Value, quantity.Unit, indicator.Unit) is { } amount
            ? new PromisedTotal(indicator.Identifier, scope, amount, 1, from.First.Year, by.Last.Year)
            : null;

    internal static List<PromisedTotal> Together(IEnumerable<PromisedTotal> promised) =>
        [
            .. promised
                .GroupBy(p => (p.Indicator, p.Scope))
                .Select(g => new PromisedTotal(
                    g.Key.Indicator,
                    g.Key.Scope,
                    g.Sum(p => p.Sum),
                    g.Count(),
                    g.Min(p => p.From),
                    g.Max(p => p.By)
                )),
        ];
}
