using Alliance.Monitoring.Indicators;

namespace Alliance.Monitoring.Totals;

/// <summary>What one promise puts into one sum.</summary>
/// <param name="Share">The share of an effect that it claims, in millionths; null where it claims none.</param>
public sealed record PromiseNumber(
    long DealId,
    string Commitment,
    SumKey Of,
    TrustLevel Trust,
    decimal Gross,
    long? Share
)
{
    /// <summary>Its share of the number. What is below zero stays whole: nobody can share a loss away.</summary>
    public decimal Net => Share is { } share && Gross > 0 ? Gross * share / Claim.Whole : Gross;
}

internal static class PromiseNumbers
{
    /// <summary>The claims that count, by deal, promise and year.</summary>
    public static IReadOnlyDictionary<(long, string, int), Claim> Current(IEnumerable<Claim> claims) =>
        claims.GroupBy(c => (c.DealId, c.Commitment, c.Year)).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Version)!);

    /// <summary>Promise by promise, of those whose measurements are given.</summary>
    public static List<PromiseNumber> Of(
        long city,
        IEnumerable<Claim> claims,
        ILookup<(long Deal, string Commitment), Measurement> measured,
        ILookup<(long Deal, string Commitment), PromiseIndicator> choices,
        IReadOnlyDictionary<string, Indicator> indicators,
        DateOnly asOf,
        DateOnly knownAt
    )
    {
        var spans = indicators.ToDictionary(i => i.Key, i => i.Value.Span);
        var counting = Current(claims.Where(c => DateOnly.FromDateTime(c.RecordedAt) <= knownAt));
        var numbers = new List<PromiseNumber>();
        foreach (var promise in choices)
        {
            var own = PromiseHistory
                .Of(city, [.. measured[promise.Key]], [.. promise], spans)
                .Where(h => h.Key.Ends <= asOf && h.Key.RecordedDay <= knownAt)
                .GroupBy(h => (h.Key.Indicator, h.Key.Ends.Year, h.Key.Unit, h.Key.Per, h.Key.Scope, h.Key.Trust));
            foreach (var sum in own)
            {
                if (sum.Sum(h => h.Value.Numbers) == 0)
                    continue;
                var (unit, value) = IndicatorSums.InUnitOf(
                    indicators[sum.Key.Indicator],
                    sum.Key.Unit,
                    sum.Sum(h => h.Value.Value) / IndicatorRollup.Millionth
                );
                var per = sum.Key.Per.Length == 0 ? null : sum.Key.Per;
                var (deal, commitment) = promise.Key;
                numbers.Add(
                    new PromiseNumber(
                        deal,
                        commitment,
                        new SumKey(sum.Key.Indicator, sum.Key.Year, unit, per, sum.Key.Scope),
                        sum.Key.Trust,
                        value,
                        counting.GetValueOrDefault((deal, commitment, sum.Key.Year)) is { EffectId: not null } claim
                            ? claim.Share
                            : null
                    )
                );
            }
        }
        return numbers;
    }
}
