using Alliance.Deals;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>A promise as the pages about totals name it.</summary>
public sealed record NamedPromise(long DealId, PromiseName Name, string Slug, LocalText Title, LocalText Action)
{
    /// <summary>The first of these promises in these deals, deal by deal and as they stand in it.</summary>
    /// <remarks>1 query.</remarks>
    internal static async Task<List<NamedPromise>> LoadAsync(
        IQueryable<Deal> deals,
        IQueryable<Commitment> promises,
        int most,
        CancellationToken cancel
    )
    {
        var found = await deals
            .Join(promises, d => d.Id, p => p.DealId, (d, p) => new { Deal = d, Promise = p })
            .OrderBy(p => p.Deal.Slug)
            .ThenBy(p => p.Promise.Order)
            .Take(most)
            .Select(p => new
            {
                p.Deal.Id,
                p.Deal.Identifier,
                p.Deal.Slug,
                p.Deal.Title,
                p.Promise.Key,
                p.Promise.Action,
            })
            .ToListAsync(cancel);
        return found.ConvertAll(p => new NamedPromise(
            p.Id,
            new PromiseName(p.Identifier, p.Key),
            p.Slug,
            p.Title,
            p.Action
        ));
    }
}
