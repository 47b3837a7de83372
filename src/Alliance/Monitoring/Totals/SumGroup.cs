using Alliance.Monitoring.Indicators;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Totals;

/// <summary>Sums that stand in one chart: of one indicator, unit, rate and scope, over the years.</summary>
public readonly record struct SumGroup(string Indicator, string Unit, string? Per, EmissionScope Scope)
{
    /// <summary>In the order of the dashboards: what came of it before what was done, and by name.</summary>
    public static List<IGrouping<SumGroup, IndicatorTotal>> Of(
        IEnumerable<IndicatorTotal> totals,
        IReadOnlyDictionary<string, Indicator> indicators,
        Reader reader
    ) =>
        [
            .. totals
                .GroupBy(t => new SumGroup(t.Of.Indicator, t.Of.Unit, t.Of.Per, t.Of.Scope))
                .OrderBy(g =>
                    indicators[g.Key.Indicator].Kind switch
                    {
                        IndicatorKind.Outcome => 0,
                        IndicatorKind.Output => 1,
                        _ => 2,
                    }
                )
                .ThenBy(
                    g => indicators[g.Key.Indicator].Name.In(reader.Language).Text,
                    StringComparer.Create(reader.Culture, ignoreCase: true)
                ),
        ];
}
