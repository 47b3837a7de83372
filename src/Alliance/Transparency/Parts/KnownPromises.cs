using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Which promises deals have, for documents that name one by its key.</summary>
internal sealed class KnownPromises
{
    private readonly Dictionary<string, List<string>> stored = [];

    public async Task LoadAsync(AppDb db, IReadOnlyCollection<string> deals)
    {
        var keys = await db
            .Commitments.Join(db.Deals, c => c.DealId, d => d.Id, (c, d) => new { d.Identifier, c.Key })
            .Where(c => deals.Contains(c.Identifier))
            .ToListAsync();
        foreach (var deal in keys.GroupBy(k => k.Identifier, k => k.Key))
            stored[deal.Key] = [.. deal];
    }

    /// <summary>Also a promise that a later version has dropped is known: what was said of it stays said.</summary>
    public void Check(string deal, string promise, PackageContext context, Tell tell)
    {
        IEnumerable<string> known =
        [
            .. context.PackagePromises.GetValueOrDefault(deal) ?? [],
            .. stored.GetValueOrDefault(deal) ?? [],
        ];
        if (!known.Contains(promise))
            tell("commitment", "promise-unknown", promise, string.Join(", ", known.Distinct()));
    }
}
