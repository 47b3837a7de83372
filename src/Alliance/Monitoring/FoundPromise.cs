using Alliance.Deals;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring;

/// <summary>The promise that an act is about, with its deal and its party.</summary>
internal sealed record FoundPromise(Deal Deal, Commitment Promise, Party By)
{
    /// <returns>Refused with <c>deal-not-found</c>, <c>promise-not-found</c>.</returns>
    public static async Task<Outcome<FoundPromise>> LoadAsync(
        AppDb db,
        string identifier,
        string commitment,
        CancellationToken cancel
    )
    {
        // PostgreSQL cannot even be asked for it.
        if (identifier.Contains('\0', StringComparison.Ordinal))
            return new Refusal("deal-not-found", "");
        var deal = await db
            .Deals.AsNoTracking()
            .Include(d => d.Commitments)
            .Include(d => d.Parties)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Identifier == identifier, cancel);
        if (deal is null)
            return new Refusal("deal-not-found", identifier);
        if (deal.Commitments.Find(c => c.Key == commitment) is not { } promise)
            return new Refusal("promise-not-found", commitment);
        return new FoundPromise(deal, promise, deal.Parties.Single(p => p.Key == promise.By));
    }
}
