using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Knowledge;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>A deal as a roadmap names it.</summary>
public sealed record NamedDeal(long Id, string Identifier, string Slug, LocalText Title, DealState? State);

/// <summary>A roadmap with all that its pages show beside its own words.</summary>
/// <param name="Version">Null for what is worked on.</param>
/// <param name="Deals">Those it names, by identifier; who was taken out of the register is left out.</param>
/// <param name="Owners">The address of whoever answers for a milestone, by <see cref="FindPartner.KeyOf"/> of the name.</param>
/// <param name="Goals">How far the city's deals have come, by the goal's key.</param>
/// <param name="Practices">What others can tell about a challenge, by the challenge's key.</param>
/// <param name="Unattached">How many of the city's deals in force work on no challenge.</param>
public sealed record RoadmapView(
    City City,
    RoadmapContent Content,
    RoadmapVersion? Version,
    IReadOnlyDictionary<string, NamedDeal> Deals,
    IReadOnlyDictionary<string, Organisation> Owners,
    IReadOnlyDictionary<string, Indicator> Indicators,
    IReadOnlyDictionary<string, IReadOnlyList<GoalProgress>> Goals,
    ILookup<string, NamedPractice> Practices,
    int Unattached
)
{
    /// <param name="db">The register.</param>
    /// <param name="slug">The city's address.</param>
    /// <param name="number">Which version; null for the newest.</param>
    /// <param name="now">As of when progress is told.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null where the city has no such version.</returns>
    /// <remarks>7 queries, and those of <see cref="GoalProgress"/>.</remarks>
    public static async Task<RoadmapView?> LoadAsync(
        AppDb db,
        string slug,
        int? number,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        if (!DealFacet.IsIdentifier(slug))
            return null;
        var version = await RoadmapVersion
            .OfCity(db, slug, number)
            .Include(v => v.Roadmap)
                .ThenInclude(r => r!.City)
            .FirstOrDefaultAsync(cancel);
        if (version is null)
            return null;
        return await LoadAsync(db, version.Roadmap!.City!, version.Read(), version, now, cancel);
    }

    /// <summary>What is worked on, as it would be shown.</summary>
    public static Task<RoadmapView> LoadAsync(
        AppDb db,
        City city,
        RoadmapContent content,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) => LoadAsync(db, city, content, null, now, cancel);

    private static async Task<RoadmapView> LoadAsync(
        AppDb db,
        City city,
        RoadmapContent content,
        RoadmapVersion? version,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var named = content.Challenges.SelectMany(c => c.Deals).Distinct().ToList();
        var deals = await db
            .Deals.Where(d => named.Contains(d.Identifier))
            .Select(d => new NamedDeal(d.Id, d.Identifier, d.Slug, d.Title, d.State))
            .ToDictionaryAsync(d => d.Identifier, cancel);
        var unattached = await db.Deals.CountAsync(
            d => d.CityId == city.Id && d.State == DealState.InForce && !named.Contains(d.Identifier),
            cancel
        );
        var owners = await FindPartner.ByNamesAsync(db, content.Milestones.Select(m => m.Owner), city.Id, cancel);
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var goals = await GoalProgress.LoadAsync(db, city.Id, content, indicators, now, cancel);
        var practices = await PracticesAbout.ChallengesAsync(
            db,
            city.Identifier,
            content.Challenges.ToDictionary(c => c.Key, c => c.Practices ?? [], StringComparer.Ordinal),
            cancel
        );
        return new RoadmapView(city, content, version, deals, owners, indicators, goals, practices, unattached);
    }
}
