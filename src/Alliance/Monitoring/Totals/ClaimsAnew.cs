using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>Further versions of claims that one act makes, and what of each effect is claimed with them.</summary>
internal sealed class ClaimsAnew(AppDb db, DateTime at)
{
    private readonly Dictionary<long, Growth> growth = [];

    // Who claims anew, and which effects somebody has left by it.
    private readonly HashSet<(long Deal, string Commitment, int Year)> anew = [];
    private readonly HashSet<long> left = [];

    /// <param name="promise">Who claims.</param>
    /// <param name="year">For which year.</param>
    /// <param name="before">What counted until now.</param>
    /// <param name="effect">Null where it has a part in none any more, and counts the whole.</param>
    /// <param name="share">In millionths.</param>
    public void Add(CountedPromise promise, int year, Claim? before, long? effect, long share) =>
        Add(promise.DealId, promise.Name.Commitment, year, before, effect, share);

    private void Add(long deal, string commitment, int year, Claim? before, long? effect, long share)
    {
        anew.Add((deal, commitment, year));
        if (before?.EffectId is { } leaves && leaves != effect)
            left.Add(leaves);
        if (before?.EffectId is { } old)
            growth[old] = growth.GetValueOrDefault(old) + new Growth(-before.Share, before.Share);
        if (effect is { } now)
            growth[now] = growth.GetValueOrDefault(now) + new Growth(share, 0);
        db.Claims.Add(
            new Claim
            {
                DealId = deal,
                Commitment = commitment,
                Year = year,
                Version = (before?.Version ?? 0) + 1,
                EffectId = effect,
                Share = share,
                RecordedAt = at,
            }
        );
    }

    /// <summary>
    /// Who has shared an effect with those that leave it now, and is alone in it, shares with nobody any more: it counts whole, until
    /// somebody says what it overlaps with. Where several stay, they go on sharing.
    /// </summary>
    /// <returns>Their deals.</returns>
    public async Task<IReadOnlyList<long>> FreeWhoIsAloneAsync(CancellationToken cancel)
    {
        if (left.Count == 0)
            return [];
        var effects = left.ToList();
        var claims = await db
            .Claims.AsNoTracking()
            .Where(c =>
                c.EffectId != null
                && effects.Contains(c.EffectId.Value)
                && !db.Claims.Any(n =>
                    n.DealId == c.DealId && n.Commitment == c.Commitment && n.Year == c.Year && n.Version > c.Version
                )
            )
            .ToListAsync(cancel);
        var alone = claims
            .Where(c => !anew.Contains((c.DealId, c.Commitment, c.Year)))
            .GroupBy(c => c.EffectId)
            .Where(g => g.Count() == 1)
            .Select(g => g.Single())
            .ToList();
        foreach (var claim in alone)
            Add(claim.DealId, claim.Commitment, claim.Year, claim, null, Claim.Whole);
        return [.. alone.Select(c => c.DealId).Distinct()];
    }

    /// <summary>Null where there was room; else how much there is for the promises concerned.</summary>
    public async Task<long?> GrowAsync(CancellationToken cancel)
    {
        // What becomes free first.
        foreach (var (effect, (more, had)) in growth.OrderBy(g => g.Value.More).ThenBy(g => g.Key))
        {
            var grown = await db
                .Effects.Where(e => e.Id == effect && e.Claimed + more <= Claim.Whole)
                .ExecuteUpdateAsync(s => s.SetProperty(e => e.Claimed, e => e.Claimed + more), cancel);
            if (grown == 0)
                return Claim.Whole
                    + had
                    - await db.Effects.Where(e => e.Id == effect).Select(e => e.Claimed).SingleAsync(cancel);
        }
        return null;
    }

    /// <param name="More">How much more, or less, of an effect is claimed.</param>
    /// <param name="Had">How much of it those claimed before who claim anew.</param>
    private readonly record struct Growth(long More, long Had)
    {
        public static Growth operator +(Growth a, Growth b) => new(a.More + b.More, a.Had + b.Had);
    }
}
