using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Which promises deals have, for documents that name one by its key and say what came of it.</summary>
internal sealed class KnownPromises
{
    private readonly Dictionary<string, List<string>> stored = [];
    private readonly HashSet<string> concluded = [];

    public async Task LoadAsync(AppDb db, IReadOnlyCollection<string> deals)
    {
        var keys = await db
            .Commitments.Join(
                db.Deals,
                c => c.DealId,
                d => d.Id,
                (c, d) =>
                    new
                    {
                        d.Identifier,
                        c.Key,
                        Concluded = d.State != null,
                    }
            )
            .Where(c => deals.Contains(c.Identifier))
            .ToListAsync();
        foreach (var deal in keys.GroupBy(k => k.Identifier))
        {
            stored[deal.Key] = [.. deal.Select(k => k.Key)];
            if (deal.Any(k => k.Concluded))
                concluded.Add(deal.Key);
        }
    }

    /// <summary>
    /// Also a promise that a later version has dropped is known: what was said of it stays said. Of deals that were collected nobody was asked
    /// what came of them.
    /// </summary>
    public void Check(string deal, string promise, PackageContext context, Tell tell)
    {
        IEnumerable<string> known =
        [
            .. context.PackagePromises.GetValueOrDefault(deal) ?? [],
            .. stored.GetValueOrDefault(deal) ?? [],
        ];
        if (!known.Contains(promise))
            tell("commitment", "promise-unknown", promise, string.Join(", ", known.Distinct()));
        else if (!(context.PackageConcluded.TryGetValue(deal, out var now) ? now : concluded.Contains(deal)))
            tell("deal", "not-concluded-here", deal);
    }
}
