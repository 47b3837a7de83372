using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>All versions of a deal, the latest first, each with what it changed.</summary>
public sealed record DealHistory(string Identifier, LocalText Title, IReadOnlyList<VersionStep> Versions)
{
    // A deal has a few; a record that is read again and again from sources may have many.
    private const int Most = 100;

    /// <summary>Null where there is no such deal: 2 queries, 1 more for the parties' names.</summary>
    public static async Task<DealHistory?> LoadAsync(AppDb db, string slug, CancellationToken cancel = default)
    {
        if (!DealFacet.IsIdentifier(slug))
            return null;
        var deal = await db
            .Deals.Where(d => d.Slug == slug)
            .Select(d => new
            {
                d.Id,
                d.Identifier,
                d.Title,
            })
            .SingleOrDefaultAsync(cancel);
        if (deal is null)
            return null;
        var rows = await db
            .DealVersions.Where(v => v.DealId == deal.Id)
            .OrderByDescending(v => v.Number)
            .Take(Most)
            .Select(v => new
            {
                v.Number,
                v.Kind,
                v.RecordedAt,
                v.Hash,
                v.Content,
                Signatures = v.Signatures.Count,
            })
            .ToListAsync(cancel);
        var contents = rows.ConvertAll(r => JsonSerializer.Deserialize<DealDocument>(r.Content, JsonColumn.Options)!);
        var named = contents
            .SelectMany(c => c.Parties)
            .Select(p => p.Organisation)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var names = await db
            .Organisations.Where(o => named.Contains(o.Identifier))
            .ToDictionaryAsync(o => o.Identifier, o => o.Name, cancel);
        return new DealHistory(
            deal.Identifier,
            deal.Title,
            [
                .. rows.Select(
                    (r, i) =>
                        new VersionStep(
                            r.Number,
                            r.Kind,
                            r.RecordedAt,
                            r.Hash,
                            r.Signatures,
                            i + 1 < contents.Count ? VersionChange.Between(contents[i + 1], contents[i], names) : null
                        )
                ),
            ]
        );
    }
}

/// <param name="Changes">Against the version before; null for the first one that is shown.</param>
public sealed record VersionStep(
    int Number,
    VersionKind Kind,
    DateTime RecordedAt,
    string Hash,
    int Signatures,
    IReadOnlyList<VersionChange>? Changes
);
