using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Obstacles;

/// <summary>What a reader of the register of obstacles chose; the address carries all of it.</summary>
/// <param name="City">A city's identifier.</param>
/// <param name="Area">A policy area's identifier.</param>
/// <param name="After">The name of the last obstacle on the page before.</param>
public sealed record ObstacleFilter(Obstacle? Kind, string? City, string? Area, ObstacleName? After)
{
    public const string Path = "obstacles";

    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static ObstacleFilter Parse(IQueryCollection query)
    {
        string? Of(string name) =>
            query[name].LastOrDefault() is { Length: > 0 } text && DealFacet.IsIdentifier(text) ? text : null;
        return new ObstacleFilter(
            Code.TryParse<Obstacle>(query["kind"].LastOrDefault(), out var kind) ? kind : null,
            Of("city"),
            Of("area"),
            ObstacleName.Parse(query["after"].LastOrDefault())
        );
    }

    public bool Empty => Kind is null && City is null && Area is null;

    /// <summary>The choice as it stands behind the question mark; empty when nothing is chosen.</summary>
    public string Print()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("kind", Kind is { } kind ? Code.Of(kind) : null),
            ("city", City),
            ("area", Area),
            ("after", After?.ToString()),
        };
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));
    }

    public string Address(Reader reader)
    {
        var query = Print();
        return reader.At(query.Length == 0 ? Path : $"{Path}?{query}");
    }
}
