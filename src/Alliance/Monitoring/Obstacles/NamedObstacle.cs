using Alliance.Deals;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Obstacles;

/// <summary>
/// Something that stands or stood in the way of a promise, as its reports say. It is worked out from them
/// (<see cref="FollowObstacles"/>), so that all cities' obstacles can be listed and counted.
/// </summary>
public sealed class NamedObstacle
{
    public long Id { get; private set; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The promise's key in the deal.</summary>
    public required string Commitment { get; init; }
    public required Obstacle Kind { get; init; }

    /// <summary>The first period that names it.</summary>
    public required Period Since { get; set; }

    /// <summary>The last one.</summary>
    public required Period Until { get; set; }

    /// <summary>The newest report on the promise names it.</summary>
    public required bool Present { get; set; }

    /// <summary>When it was first said here.</summary>
    public required DateTime NamedAt { get; set; }
}

/// <summary>An obstacle as addresses and lists name it: <c>ma-11.c1.legal</c>.</summary>
/// <param name="Deal">The deal's identifier.</param>
public readonly record struct ObstacleName(string Deal, string Commitment, Obstacle Kind)
{
    public override string ToString() => $"{Deal}.{Commitment}.{Code.Of(Kind)}";

    public static ObstacleName? Parse(string? text) =>
        text?.Split('.') is [var deal, var commitment, var code]
        && DealFacet.IsIdentifier(deal)
        && DealFacet.IsIdentifier(commitment)
        && Code.TryParse<Obstacle>(code, out var kind)
            ? new(deal, commitment, kind)
            : null;
}
