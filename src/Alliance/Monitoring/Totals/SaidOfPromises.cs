using Alliance.Deals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>What an overlap is judged by: for which years promises have a number, and what was said of two of them.</summary>
internal sealed class SaidOfPromises
{
    private readonly IReadOnlyDictionary<(long Deal, string Commitment), HashSet<int>> years;
    private readonly IReadOnlyDictionary<(long, string, int), Claim> claims;
    private readonly Dictionary<(long, string, long, string), string> answers;

    private SaidOfPromises(
        IReadOnlyDictionary<(long, string), HashSet<int>> years,
        IReadOnlyDictionary<(long, string, int), Claim> claims,
        Dictionary<(long, string, long, string), string> answers
    ) => (this.years, this.claims, this.answers) = (years, claims, answers);

    /// <summary>For which years a promise has a number that is not nothing.</summary>
    public static IEnumerable<int> YearsIn(IEnumerable<Measurement> newest) =>
        newest.Where(m => m.Value is not (null or 0)).Select(m => m.Period.Year);

    /// <param name="db">The register.</param>
    /// <param name="chosen">Of these deals,</param>
    /// <param name="keys">and of the promises with these keys alone.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>3 queries.</remarks>
    public static async Task<SaidOfPromises> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyCollection<string> keys,
        CancellationToken cancel
    )
    {
        var ids = chosen.Select(d => d.Id);
        var numbers = await NewestNumbers
            .Of(db, db.Measurements.Where(m => ids.Contains(m.DealId) && keys.Contains(m.Commitment)))
            .Where(m => m.Value != 0)
            .Select(m => new
            {
                m.DealId,
                m.Commitment,
                m.Period,
            })
            .ToListAsync(cancel);
        return await LoadAsync(
            db,
            chosen,
            numbers
                .GroupBy(m => (m.DealId, m.Commitment), m => m.Period.Year)
                .ToDictionary(g => g.Key, g => g.ToHashSet()),
            await ClaimsAsync(db, chosen, cancel),
            cancel
        );
    }

    /// <summary>The claims that count of these deals, with their effects, by deal, promise and year.</summary>
    /// <remarks>1 query.</remarks>
    public static async Task<IReadOnlyDictionary<(long, string, int), Claim>> ClaimsAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        CancellationToken cancel
    )
    {
        var ids = chosen.Select(d => d.Id);
        return PromiseNumbers.Current(
            await db.Claims.AsNoTracking().Include(c => c.Effect).Where(c => ids.Contains(c.DealId)).ToListAsync(cancel)
        );
    }

    /// <param name="db">The register.</param>
    /// <param name="chosen">Which deals.</param>
    /// <param name="years">For which years their promises have numbers (<see cref="YearsIn"/>).</param>
    /// <param name="claims">What they claim (<see cref="ClaimsAsync"/>).</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<SaidOfPromises> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyDictionary<(long, string), HashSet<int>> years,
        IReadOnlyDictionary<(long, string, int), Claim> claims,
        CancellationToken cancel
    )
    {
        var ids = chosen.Select(d => d.Id);
        var answered = await db
            .OverlapAnswers.Where(a => ids.Contains(a.FirstDealId) && !a.Withdrawn)
            .Select(a => new
            {
                a.FirstDealId,
                a.FirstCommitment,
                a.SecondDealId,
                a.SecondCommitment,
                a.Reason,
            })
            .ToDictionaryAsync(
                a => (a.FirstDealId, a.FirstCommitment, a.SecondDealId, a.SecondCommitment),
                a => a.Reason,
                cancel
            );
        return new SaidOfPromises(years, claims, answered);
    }

    /// <summary>In which shared effects and answers a promise was named; by a number of each.</summary>
    public Func<CountedPromise, IEnumerable<long>> NamedIn()
    {
        var shared = claims
            .Values.Where(c => c.EffectId is not null)
            .Select(c => (Promise: (c.DealId, c.Commitment), In: c.EffectId!.Value));
        // Effects count from 1, and answers the other way.
        var answered = answers.Keys.SelectMany(
            (a, i) => (((long, string) Promise, long In)[])[((a.Item1, a.Item2), -1 - i), ((a.Item3, a.Item4), -1 - i)]
        );
        var named = shared.Concat(answered).Distinct().ToLookup(n => n.Promise, n => n.In);
        return promise => named[(promise.DealId, promise.Name.Commitment)];
    }

    public IReadOnlyCollection<int> YearsOf(CountedPromise promise) =>
        years.TryGetValue((promise.DealId, promise.Name.Commitment), out var own) ? own : [];

    public bool IsSettled(OverlapPair pair, int year) =>
        AnswerOf(pair) is not null || OverlapRules.IsShared(ClaimOf(pair.First, year), ClaimOf(pair.Second, year));

    /// <summary>Null where the two have no year in common.</summary>
    public FoundOverlap? Of(OverlapPair pair, IReadOnlyDictionary<PromiseName, NamedPromise> names)
    {
        var (first, second) = pair;
        var both = OverlapRules.Years(YearsOf(first), YearsOf(second));
        if (both.Count == 0)
            return null;
        var shared = both.Where(y => OverlapRules.IsShared(ClaimOf(first, y), ClaimOf(second, y))).ToList();
        return new FoundOverlap(
            pair,
            names[first.Name],
            names[second.Name],
            [.. both.Except(shared)],
            [.. shared.Select(y => (y, ClaimOf(first, y)!, ClaimOf(second, y)!))],
            AnswerOf(pair)
        );
    }

    private Claim? ClaimOf(CountedPromise promise, int year) =>
        claims.GetValueOrDefault((promise.DealId, promise.Name.Commitment, year));

    private string? AnswerOf(OverlapPair pair) =>
        answers.GetValueOrDefault(
            (pair.First.DealId, pair.First.Name.Commitment, pair.Second.DealId, pair.Second.Name.Commitment)
        );
}
