using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>A published practice as it stands beside others, with its city and its reviews.</summary>
/// <param name="Deals">Those it comes from, as far as the register has them.</param>
/// <param name="TakenOver">Which cities took it over, the first one first, as far as everybody may read it.</param>
public sealed record ComparedPractice(
    Practice Practice,
    IReadOnlyList<SourceDeal> Deals,
    IReadOnlyList<ReplicationView> TakenOver
)
{
    // Of all that are compared together: nobody reads more in a table.
    private const int MostTakenOver = 200;

    /// <param name="db">The register.</param>
    /// <param name="ids">Identifiers, in the order in which they shall stand; what is not public is left out.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>3 queries, however many there are.</remarks>
    public static async Task<List<ComparedPractice>> LoadAsync(
        AppDb db,
        List<string> ids,
        CancellationToken cancel = default
    )
    {
        var practices = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .Include(p => p.Reviews)
                .ThenInclude(r => r.City)
            .Where(p => p.Standing == PracticeStanding.Published && ids.Contains(p.Identifier!))
            .ToListAsync(cancel);
        var named = practices.SelectMany(p => p.Deals).Distinct().ToList();
        var deals = await db
            .Deals.Where(d => named.Contains(d.Identifier))
            .OrderBy(d => d.Identifier)
            .Select(d => new SourceDeal(d.Identifier, d.Slug, d.Title, d.State))
            .ToListAsync(cancel);
        var takenOver = await ReplicationView
            .Of(
                db,
                Lineage
                    .FromHere(db)
                    .Where(r => r.Kind == OriginKind.Practice && ids.Contains(r.Origin))
                    .OrderBy(r => r.Id)
                    .Take(MostTakenOver)
            )
            .ToListAsync(cancel);
        return
        [
            .. practices
                .OrderBy(p => ids.IndexOf(p.Identifier!))
                .Select(p => new ComparedPractice(
                    p,
                    [.. deals.Where(d => p.Deals.Contains(d.Identifier))],
                    [
                        .. takenOver
                            .Where(t => t.Replication.Origin == p.Identifier)
                            .OrderBy(t => t.Replication.StartedAt)
                            .ThenBy(t => t.Replication.Id),
                    ]
                )),
        ];
    }
}
