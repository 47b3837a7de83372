using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>A mandate as its two sides see it.</summary>
/// <param name="Identifier">Of the other side.</param>
/// <param name="Told">Whether the member was told by mail.</param>
public sealed record MandateRow(
    long Id,
    string Identifier,
    string Name,
    DateTime Since,
    DateTime? EndedAt,
    DateTime? ObjectedAt,
    bool Told
)
{
    /// <summary>
    /// What an organisation gave as an association, and what was declared over it: those in force and those objected to
    /// (2 queries).
    /// </summary>
    public static async Task<(IReadOnlyList<MandateRow> Given, IReadOnlyList<MandateRow> Over)> OfAsync(
        AppDb db,
        long organisation,
        CancellationToken cancel = default
    )
    {
        var current = db.Mandates.Where(m => m.EndedAt == null || m.ObjectedAt != null);
        var given = await current
            .Where(m => m.AssociationId == organisation)
            .OrderBy(m => m.Member!.SortName)
            .ThenBy(m => m.Id)
            .Select(m => new MandateRow(
                m.Id,
                m.Member!.Identifier,
                m.Member.Name,
                m.Since,
                m.EndedAt,
                m.ObjectedAt,
                m.LinkHash != null
            ))
            .ToListAsync(cancel);
        var over = await current
            .Where(m => m.MemberId == organisation)
            .OrderBy(m => m.Association!.SortName)
            .ThenBy(m => m.Id)
            .Select(m => new MandateRow(
                m.Id,
                m.Association!.Identifier,
                m.Association.Name,
                m.Since,
                m.EndedAt,
                m.ObjectedAt,
                m.LinkHash != null
            ))
            .ToListAsync(cancel);
        return (given, over);
    }
}
