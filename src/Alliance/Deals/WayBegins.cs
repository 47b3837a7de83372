using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Deals;

/// <summary>
/// Where the even way to a promise's target begins: pages draw it, health compares with it and totals sum it, all by this one rule.
/// </summary>
public static class WayBegins
{
    /// <summary>
    /// On the baseline's day only where it is known how much there was: its value; or nothing yet of a change that is told in percent. A year
    /// alone to compare with is no beginning: nobody reaches anything by what was there before the promise was given.
    /// </summary>
    /// <param name="given">The day on which the deal was agreed, else on which it starts.</param>
    public static PartialDate? On(
        Quantity? quantity,
        Direction? direction,
        Baseline? baseline,
        Target? target,
        PartialDate? given
    ) => (IsKnown(quantity, direction, baseline) ? baseline?.Date : null) ?? target?.From ?? given;

    public static PartialDate? On(Commitment promise, Deal deal) =>
        On(promise.Quantity, promise.Direction, promise.Baseline, promise.Target, deal.Agreed ?? deal.Start);

    private static bool IsKnown(Quantity? quantity, Direction? direction, Baseline? baseline) =>
        baseline?.Value is not null
        || (quantity?.Unit == "percent" && direction is Direction.Increase or Direction.Decrease);
}
