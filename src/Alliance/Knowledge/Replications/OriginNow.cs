using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>What can be taken over, as it stands now.</summary>
/// <param name="Address">Of its page, below the language.</param>
/// <param name="Parts">A practice's components; what a deal promises.</param>
public sealed record OriginNow(
    OriginKind Kind,
    string Identifier,
    string Address,
    LocalText Title,
    City? City,
    IReadOnlyList<string> Areas,
    IReadOnlyList<ReplicationPart> Parts
)
{
    /// <returns>Null where nothing public has this identifier.</returns>
    /// <remarks>1 query for a practice, 3 for a deal.</remarks>
    public static Task<OriginNow?> FindAsync(
        AppDb db,
        OriginKind kind,
        string identifier,
        CancellationToken cancel = default
    ) =>
        !DealFacet.IsIdentifier(identifier) ? Task.FromResult<OriginNow?>(null)
        : kind == OriginKind.Practice ? PracticeAsync(db, identifier, cancel)
        : DealAsync(db, identifier, cancel);

    /// <summary>The parts that say something else today than when they were read, and those that are new or gone.</summary>
    public IReadOnlySet<string> ChangedSince(Replication replication)
    {
        var read = replication.Parts.Where(p => p.Choice != PartChoice.Add).ToDictionary(p => p.Key, Said);
        var now = Parts.ToDictionary(p => p.Key, Said);
        return read
            .Keys.Union(now.Keys)
            .Where(k => read.GetValueOrDefault(k) != now.GetValueOrDefault(k))
            .ToHashSet(StringComparer.Ordinal);

        // A translation that came since changes nothing of what was said.
        static string Said(ReplicationPart part) => $"{part.Title}\u001f{part.Text}";
    }

    private static async Task<OriginNow?> PracticeAsync(AppDb db, string identifier, CancellationToken cancel)
    {
        var practice = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .SingleOrDefaultAsync(p => p.Identifier == identifier && p.Standing == PracticeStanding.Published, cancel);
        return practice is null
            ? null
            : new OriginNow(
                OriginKind.Practice,
                identifier,
                "practices/" + identifier,
                practice.Title,
                practice.City,
                practice.Areas,
                [
                    .. (practice.Told.Components ?? []).Select(c => new ReplicationPart(
                        c.Key,
                        c.Title,
                        c.Text,
                        c.Importance
                    )),
                ]
            );
    }

    private static async Task<OriginNow?> DealAsync(AppDb db, string identifier, CancellationToken cancel)
    {
        var deal = await db
            .Deals.AsNoTracking()
            .AsSplitQuery()
            .Include(d => d.City)
            .Include(d => d.Commitments)
            .Include(d => d.Areas)
                .ThenInclude(a => a.PolicyArea)
            .SingleOrDefaultAsync(d => d.Identifier == identifier, cancel);
        return deal is null
            ? null
            : new OriginNow(
                OriginKind.Deal,
                identifier,
                "deals/" + deal.Slug,
                deal.Title,
                deal.City,
                [
                    .. deal
                        .Areas.OrderBy(a => a.PolicyArea!.Order)
                        .Select(a => a.PolicyArea!.Identifier)
                        .Where(a => SharedAreas.Find(a) is not null),
                ],
                [.. deal.Commitments.OrderBy(c => c.Order).Select(c => new ReplicationPart(c.Key, c.Action))]
            );
    }
}
