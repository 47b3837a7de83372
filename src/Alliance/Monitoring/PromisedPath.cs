using Alliance.Monitoring.Totals;

namespace Alliance.Monitoring;

/// <summary>A year on the way to what was promised together.</summary>
/// <param name="Reached">How far it had come; null where nobody has reported, which is not nothing.</param>
/// <param name="Even">How far each promise's own even way would have come together; null where it was not worked out.</param>
public sealed record PathYear(int Year, decimal? Reached, decimal? Even);

/// <summary>The way from where the first promise begins to the last target, year by year, with all gaps. As each party says, like the promises.</summary>
public static class PromisedPath
{
    /// <summary>Empty where nobody has reported, and of what is promised for each year.</summary>
    public static IReadOnlyList<PathYear> Of(PromisedTotal promised)
    {
        if (promised.Reached is not { Count: > 0 } reached || promised.By is not { } by)
            return [];
        var adds = promised.Kind == WantedKind.Amount;
        var (years, even) = (reached.ToDictionary(y => y.Year, y => y.Value), promised.Even?.ToDictionary(y => y.Year));
        var sum = 0m;
        var path = new List<PathYear>();
        for (var year = promised.From; year <= Math.Max(by, years.Keys.Max()); year++)
        {
            var has = years.TryGetValue(year, out var value);
            sum = adds ? sum + value : value;
            path.Add(
                new PathYear(
                    year,
                    has ? sum : null,
                    even is null ? null
                        : year > by ? promised.Sum
                        : even.GetValueOrDefault(year)?.Value
                )
            );
        }
        return path;
    }
}
