using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>A total of one level of trust.</summary>
/// <param name="Gross">The sum over promises, as each says.</param>
/// <param name="Net">The same with each shared effect counted once: of a promise's number only its share.</param>
public sealed record IndicatorTotal(SumKey Of, TrustLevel Trust, decimal Gross, decimal Net, int Numbers);

/// <summary>A promise as the pages about totals name it.</summary>
public sealed record NamedPromise(long DealId, PromiseName Name, string Slug, LocalText Title, LocalText Action);

/// <param name="Open">The years that nobody has settled.</param>
/// <param name="Shared">The years for which both have a share of one effect, with that.</param>
/// <param name="Different">Why it is not the same, where the city has said so.</param>
public sealed record FoundOverlap(
    OverlapPair Pair,
    NamedPromise First,
    NamedPromise Second,
    IReadOnlyList<int> Open,
    IReadOnlyList<(int Year, Claim First, Claim Second)> Shared,
    string? Different
)
{
    public bool IsOpen => Open.Count > 0 && Different is null;
}

/// <summary>
/// What a city's promises add up to, gross and net. The numbers of a fixed pair of days never change; which overlaps are
/// open, and what was promised, is told as of today.
/// </summary>
public sealed record CityTotals(
    IReadOnlyDictionary<string, Indicator> Indicators,
    IReadOnlyList<IndicatorTotal> Totals,
    IReadOnlyList<FoundOverlap> Overlaps,
    IReadOnlyList<PromisedTotal> Promised
)
{
    /// <summary>The overlap of two promises by their names, in either order.</summary>
    public FoundOverlap? Find(string? one, string? other) =>
        Overlaps.FirstOrDefault(o =>
            ($"{o.First.Name}", $"{o.Second.Name}") == (one, other)
            || ($"{o.First.Name}", $"{o.Second.Name}") == (other, one)
        );

    /// <remarks>At most 8 queries, however much there is.</remarks>
    public static async Task<CityTotals> LoadAsync(
        AppDb db,
        long city,
        DateOnly asOf,
        DateOnly knownAt,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var sums =
            asOf >= today && knownAt >= today
                ? await IndicatorSums.LoadAsync(db, city, indicators, cancel)
                : await IndicatorSums.LoadAsync(db, city, asOf, knownAt, indicators, cancel);
        var counted = await CountedPromises.LoadAsync(db, city, indicators, cancel);
        var candidates = OverlapRules.Candidates(counted.Promises);
        var claims = await db
            .Claims.AsNoTracking()
            .Include(c => c.Effect)
            .Where(c => c.Deal!.CityId == city)
            .ToListAsync(cancel);
        // Numbers are read of those promises alone that may share something: of most there is only the sum.
        var deals = candidates
            .SelectMany(p => (long[])[p.First.DealId, p.Second.DealId])
            .Concat(claims.Select(c => c.DealId))
            .Distinct()
            .ToList();
        var measured = (
            await db
                .Measurements.AsNoTracking()
                .Where(m => deals.Contains(m.DealId) && m.Deal!.CityId == city)
                .ToListAsync(cancel)
        ).ToLookup(m => (m.DealId, m.Commitment));
        var answers = candidates.Count == 0 ? [] : await Answers(db, city).ToListAsync(cancel);
        var shared = PromiseNumbers
            .Of(city, claims, measured, counted.Choices, indicators, asOf, knownAt)
            .GroupBy(n => (n.Of, n.Trust))
            .ToDictionary(g => g.Key, g => g.Sum(n => n.Gross - n.Net));
        return new CityTotals(
            indicators,
            [
                .. sums.Select(s => new IndicatorTotal(
                    s.Of,
                    s.Trust,
                    s.Value,
                    s.Value - shared.GetValueOrDefault((s.Of, s.Trust)),
                    s.Numbers
                )),
            ],
            Found(candidates, counted, measured, PromiseNumbers.Current(claims), answers),
            counted.Promised
        );
    }

    private static IQueryable<OverlapAnswer> Answers(AppDb db, long city) =>
        db.OverlapAnswers.AsNoTracking().Where(a => a.FirstDeal!.CityId == city);

    private static List<FoundOverlap> Found(
        IReadOnlyList<OverlapPair> candidates,
        CountedPromises counted,
        ILookup<(long, string), Measurement> measured,
        IReadOnlyDictionary<(long, string, int), Claim> claims,
        IReadOnlyList<OverlapAnswer> answers
    )
    {
        var found = new List<FoundOverlap>();
        foreach (var pair in candidates)
        {
            var (first, second) = pair;
            IEnumerable<int> YearsOf(CountedPromise p) =>
                PromiseProgress
                    .Newest(measured[(p.DealId, p.Name.Commitment)])
                    .Where(m => m.Value is not null and not 0)
                    .Select(m => m.Period.Year);
            Claim? ClaimOf(CountedPromise p, int year) => claims.GetValueOrDefault((p.DealId, p.Name.Commitment, year));
            var years = OverlapRules.Years(YearsOf(first), YearsOf(second));
            if (years.Count == 0)
                continue;
            var shared = years.Where(y => OverlapRules.IsShared(ClaimOf(first, y), ClaimOf(second, y))).ToList();
            var answer = answers.FirstOrDefault(a =>
                (a.FirstDealId, a.FirstCommitment, a.SecondDealId, a.SecondCommitment)
                == (first.DealId, first.Name.Commitment, second.DealId, second.Name.Commitment)
            );
            found.Add(
                new FoundOverlap(
                    pair,
                    counted.Names[first.Name],
                    counted.Names[second.Name],
                    [.. years.Except(shared)],
                    [.. shared.Select(y => (y, ClaimOf(first, y)!, ClaimOf(second, y)!))],
                    answer?.Reason
                )
            );
        }
        return found;
    }
}
