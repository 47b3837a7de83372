using Alliance.Monitoring.Obstacles;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications;

/// <summary>An obstacle that can become a chapter.</summary>
/// <param name="Deal">The title of the deal whose promise it stands in the way of.</param>
public sealed record OfferedObstacle(ObstacleName Name, LocalText Deal, LocalText City)
{
    /// <summary>So many are offered: a longer list is no choice.</summary>
    public const int Most = 50;

    /// <summary>The newest first. One query.</summary>
    public static async Task<IReadOnlyList<OfferedObstacle>> LoadAsync(AppDb db, CancellationToken cancel)
    {
        var newest = await db
            .NamedObstacles.OrderByDescending(o => o.NamedAt)
            .ThenByDescending(o => o.Id)
            .Take(Most)
            .Select(o => new
            {
                o.Deal!.Identifier,
                o.Commitment,
                o.Kind,
                o.Deal.Title,
                City = o.Deal.City!.Name,
            })
            .ToListAsync(cancel);
        return newest.ConvertAll(o => new OfferedObstacle(
            new ObstacleName(o.Identifier, o.Commitment, o.Kind),
            o.Title,
            o.City
        ));
    }
}
