using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>A city's newest roadmap as lists show it.</summary>
public sealed record RoadmapRow(
    string Slug,
    LocalText City,
    int Number,
    RoadmapVersionKind Kind,
    DateTime RecordedAt,
    RoadmapContent Content
)
{
    /// <summary>Of all cities that have one, by their addresses. Cities are few; each has one roadmap.</summary>
    /// <remarks>1 query.</remarks>
    public static async Task<IReadOnlyList<RoadmapRow>> LoadAsync(AppDb db, CancellationToken cancel = default)
    {
        var newest = await db
            .RoadmapVersions.AsNoTracking()
            .Where(v => !db.RoadmapVersions.Any(o => o.RoadmapId == v.RoadmapId && o.Number > v.Number))
            .OrderBy(v => v.Roadmap!.City!.Identifier)
            .Select(v => new
            {
                v.Roadmap!.City!.Identifier,
                v.Roadmap.City.Name,
                Version = v,
            })
            .ToListAsync(cancel);
        return newest.ConvertAll(n => new RoadmapRow(
            n.Identifier,
            n.Name,
            n.Version.Number,
            n.Version.Kind,
            n.Version.RecordedAt,
            n.Version.Read()
        ));
    }
}
