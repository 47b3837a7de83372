using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>Everything a deal's page shows.</summary>
/// <param name="Deal">With city, areas, parties and their organisations, commitments and indicators.</param>
/// <param name="Related">Up to three that share an area, see <see cref="DealPageQueries"/>.</param>
public sealed record DealDetails(
    Deal Deal,
    IReadOnlyList<AreaName> Areas,
    IReadOnlyList<Party> Parties,
    IReadOnlyList<Commitment> Commitments,
    IReadOnlyList<Indicator> Indicators,
    VersionLine? Version,
    Collection? Collection,
    ProjectLink? Project,
    OriginLink? Origin,
    IReadOnlyList<DealCardData> Related
);

/// <summary>The version that is shown, without its content.</summary>
public sealed record VersionLine(int Number, VersionKind Kind, DateTime RecordedAt, string Hash);

public sealed record ProjectLink(string Identifier, string Name);

public sealed record OriginLink(string Slug, LocalText Title);

public static class DealPageQueries
{
    public const int RelatedAtMost = 3;
    private const int RelatedAmong = 300;

    /// <summary>The deal at this address, or null: 9 queries, up to 2 more where it names a project and an origin.</summary>
    public static async Task<DealDetails?> LoadAsync(AppDb db, string slug, CancellationToken cancel = default)
    {
        // Addresses come from strangers; a database need not be asked for what cannot be a slug.
        if (!DealFacet.IsIdentifier(slug))
            return null;
        var deal = await db.Deals.AsNoTracking().Include(d => d.City).FirstOrDefaultAsync(d => d.Slug == slug, cancel);
        if (deal is null)
            return null;
        var areas = await db
            .DealAreas.Where(a => a.DealId == deal.Id)
            .OrderBy(a => a.PolicyArea!.Order)
            .Select(a => new AreaName(a.PolicyArea!.Identifier, a.PolicyArea.Name))
            .ToListAsync(cancel);
        var parties = await db
            .Parties.AsNoTracking()
            .Include(p => p.Organisation)
                .ThenInclude(o => o!.MergedInto)
            .Where(p => p.DealId == deal.Id)
            .OrderBy(p => p.Order)
            .ToListAsync(cancel);
        var commitments = await db
            .Commitments.AsNoTracking()
            .Where(c => c.DealId == deal.Id)
            .OrderBy(c => c.Order)
            .ToListAsync(cancel);
        var indicators = await db
            .Indicators.AsNoTracking()
            .Where(i => i.DealId == deal.Id)
            .OrderBy(i => i.Order)
            .ToListAsync(cancel);
        var version = await db
            .DealVersions.Where(v => v.DealId == deal.Id)
            .OrderByDescending(v => v.Number)
            .Select(v => new VersionLine(v.Number, v.Kind, v.RecordedAt, v.Hash))
            .FirstOrDefaultAsync(cancel);
        return new DealDetails(
            deal,
            areas,
            parties,
            commitments,
            indicators,
            version,
            deal.Collection is null
                ? null
                : await db.Collections.AsNoTracking().FirstOrDefaultAsync(c => c.Identifier == deal.Collection, cancel),
            deal.Project is null
                ? null
                : await db
                    .Projects.Where(p => p.Identifier == deal.Project)
                    .Select(p => new ProjectLink(p.Identifier, p.Name))
                    .FirstOrDefaultAsync(cancel),
            deal.Origin?.Deal is not { } origin
                ? null
                : await db
                    .Deals.Where(d => d.Identifier == origin)
                    .Select(d => new OriginLink(d.Slug, d.Title))
                    .FirstOrDefaultAsync(cancel),
            await DealQueries.CardsAsync(db, Related(db, deal), cancel)
        );
    }

    /// <summary>
    /// Deals that share an area. The more areas in common and the fewer others the closer, so that broad climate
    /// contracts don't win everywhere; of equals those of other cities first, because they are what a city learns from.
    /// Programmes frame everything and stay out.
    /// </summary>
    private static IQueryable<Deal> Related(AppDb db, Deal deal)
    {
        var areas = db.DealAreas.Where(a => a.DealId == deal.Id).Select(a => a.PolicyAreaId);
        return db
            .Deals.Where(d =>
                d.Id != deal.Id
                && d.Instrument != Instrument.Programme
                && d.Areas.Any(a => areas.Contains(a.PolicyAreaId))
            )
            // Likeness has no index. Comparing the newest only keeps the page quick however large the register grows.
            .OrderByDescending(d => d.SortDate)
            .ThenByDescending(d => d.Id)
            .Take(RelatedAmong)
            .OrderByDescending(d => (2 * d.Areas.Count(a => areas.Contains(a.PolicyAreaId))) - d.Areas.Count)
            .ThenBy(d => d.CityId == deal.CityId)
            .ThenByDescending(d => d.SortDate)
            .ThenByDescending(d => d.Id)
            .Take(RelatedAtMost);
    }
}
