using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

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

/// <summary>Which promises of a city may count the same effect, and what was said of it; told as of today.</summary>
internal static class CityOverlaps
{
    /// <summary>Beyond that many pairs people begin with what they see; a register that has more has counted one firm many times.</summary>
    public const int Most = 500;

    /// <remarks>3 queries, beside those of <paramref name="counted"/>.</remarks>
    public static async Task<List<FoundOverlap>> LoadAsync(
        AppDb db,
        CountedPromises counted,
        CancellationToken cancel = default
    )
    {
        var candidates = OverlapRules.Candidates(counted.Promises, Most);
        if (candidates.Count == 0)
            return [];
        // Numbers are read of those promises alone that may share something.
        var deals = candidates.SelectMany(p => (long[])[p.First.DealId, p.Second.DealId]).Distinct().ToList();
        var measured = (
            await db.Measurements.AsNoTracking().Where(m => deals.Contains(m.DealId)).ToListAsync(cancel)
        ).ToLookup(m => (m.DealId, m.Commitment));
        var claims = PromiseNumbers.Current(
            await db
                .Claims.AsNoTracking()
                .Include(c => c.Effect)
                .Where(c => deals.Contains(c.DealId))
                .ToListAsync(cancel)
        );
        var answers = await db
            .OverlapAnswers.AsNoTracking()
            .Where(a => deals.Contains(a.FirstDealId))
            .ToListAsync(cancel);
        return Found(candidates, counted, measured, claims, answers);
    }

    /// <summary>The overlap of two promises by their names, in either order.</summary>
    public static async Task<FoundOverlap?> FindAsync(
        AppDb db,
        long city,
        string? one,
        string? other,
        CancellationToken cancel = default
    )
    {
        if (PromiseName.Parse(one) is not { } first || PromiseName.Parse(other) is not { } second)
            return null;
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        var counted = await CountedPromises.LoadAsync(db, city, indicators, cancel, [first.Deal, second.Deal]);
        return (await LoadAsync(db, counted, cancel)).FirstOrDefault(o =>
            (o.First.Name, o.Second.Name) == (first, second) || (o.First.Name, o.Second.Name) == (second, first)
        );
    }

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
