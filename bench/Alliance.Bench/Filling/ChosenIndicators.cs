using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Network;

namespace Alliance.Bench.Filling;

/// <summary>By which indicator a made-up promise is counted: one whose unit fits; of what has no number any, in turn.</summary>
internal static class ChosenIndicators
{
    private static readonly Sector[] Sectors = Enum.GetValues<Sector>();

    public static (string Key, Indicator Indicator, Sector Sector, EmissionScope Scope) Of(Commitment promise, int turn)
    {
        var fitting = promise.Quantity is { } quantity
            ? Indicator.Shipped.Where(i => UnitScale.Alike(i.Unit).Contains(quantity.Unit)).ToList()
            : [.. Indicator.Shipped];
        if (fitting.Count == 0)
            fitting = [.. Indicator.Shipped.Where(i => i.Identifier == "money-invested")];
        var indicator = fitting[turn % fitting.Count];
        return (
            promise.Key,
            indicator,
            Sectors[turn % Sectors.Length],
            ChooseIndicator.IsOfEmissions(indicator.Unit) ? EmissionScope.Scope1 : EmissionScope.NotApplicable
        );
    }
}
