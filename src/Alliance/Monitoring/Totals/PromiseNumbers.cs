using Alliance.Monitoring.Indicators;

namespace Alliance.Monitoring.Totals;

/// <summary>What one promise puts into one sum.</summary>
/// <param name="Net">Its share of the number. What is below zero stays whole: nobody can share a loss away.</param>
/// <param name="Share">The share of an effect that it claims, in millionths; null where it claims none.</param>
/// <param name="Numbers">How many of its numbers stand in it.</param>
/// <param name="MeasuredIn">The unit it was measured in.</param>
/// <param name="Left">What it leaves to others, in millionths of that.</param>
public sealed record PromiseNumber(
    long DealId,
    string Commitment,
    SumKey Of,
    TrustLevel Trust,
    decimal Gross,
    decimal Net,
    long? Share,
    int Numbers,
    string MeasuredIn,
    long Left
)
{
    /// <summary>What is left to others of a number, both in millionths.</summary>
    public static long LeftOf(long value, long? share) =>
        share is { } own && value > 0 ? value - (long)Math.Round((decimal)value * own / Claim.Whole) : 0;
}

internal static class PromiseNumbers
{
    /// <summary>The claims that count, by deal, promise and year.</summary>
    public static IReadOnlyDictionary<(long, string, int), Claim> Current(IEnumerable<Claim> claims) =>
        claims.GroupBy(c => (c.DealId, c.Commitment, c.Year)).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Version)!);

    /// <summary>Promise by promise, of those whose measurements are given.</summary>
    public static List<PromiseNumber> Of(
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
                .Of(0, [.. measured[promise.Key]], [.. promise], spans)
                .Where(h => h.Key.Ends <= asOf && h.Key.RecordedDay <= knownAt)
                .GroupBy(h => (h.Key.Indicator, h.Key.Ends.Year, h.Key.Unit, h.Key.Per, h.Key.Scope, h.Key.Trust));
            foreach (var sum in own)
            {
                var count = sum.Sum(h => h.Value.Numbers);
                if (count == 0)
                    continue;
                var (deal, commitment) = promise.Key;
                var share = counting.GetValueOrDefault((deal, commitment, sum.Key.Year)) is { EffectId: not null } claim
                    ? claim.Share
                    : (long?)null;
                var value = sum.Sum(h => h.Value.Value);
                var left = PromiseNumber.LeftOf(value, share);
                var (unit, gross) = In(value);
                numbers.Add(
                    new PromiseNumber(
                        deal,
                        commitment,
                        new SumKey(
                            sum.Key.Indicator,
                            sum.Key.Year,
                            unit,
                            sum.Key.Per.Length == 0 ? null : sum.Key.Per,
                            sum.Key.Scope
                        ),
                        sum.Key.Trust,
                        gross,
                        In(value - left).Value,
                        share,
                        count,
                        sum.Key.Unit,
                        left
                    )
                );

                (string Unit, decimal Value) In(long millionths) =>
                    IndicatorSums.InUnitOf(
                        indicators[sum.Key.Indicator],
                        sum.Key.Unit,
                        millionths / IndicatorRollup.Millionth
                    );
            }
        }
        return numbers;
    }
}
