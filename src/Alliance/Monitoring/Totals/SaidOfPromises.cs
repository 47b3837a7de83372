using Alliance.Deals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>What an overlap is judged by: for which years promises have a number, and what was said of two of them.</summary>
internal sealed class SaidOfPromises
{
    private readonly Dictionary<(long Deal, string Commitment), HashSet<int>> years = [];
    private IReadOnlyDictionary<(long, string, int), Claim> claims = new Dictionary<(long, string, int), Claim>();
    private Dictionary<(long, string, long, string), string> answers = [];

    /// <param name="db">The register.</param>
    /// <param name="chosen">Of these deals,</param>
    /// <param name="keys">and of the promises with these keys alone; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>3 queries.</remarks>
    public static async Task<SaidOfPromises> LoadAsync(
        AppDb db,
        IQueryable<Deal> chosen,
        IReadOnlyCollection<string>? keys = null,
        CancellationToken cancel = default
    )
    {
        var ids = chosen.Select(d => d.Id);
        var measured = db.Measurements.Where(m => ids.Contains(m.DealId));
        var claimed = db.Claims.AsNoTracking().Include(c => c.Effect).Where(c => ids.Contains(c.DealId));
        if (keys is not null)
        {
            measured = measured.Where(m => keys.Contains(m.Commitment));
            claimed = claimed.Where(c => keys.Contains(c.Commitment));
        }
        var said = new SaidOfPromises();
        // One by one: a large city has a million.
        var numbers = NewestNumbers
            .Of(db, measured)
            .Where(m => m.Value != 0)
            .Select(m => new
            {
                m.DealId,
                m.Commitment,
                m.Period,
            });
        await foreach (var m in numbers.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!said.years.TryGetValue((m.DealId, m.Commitment), out var own))
                said.years[(m.DealId, m.Commitment)] = own = [];
            own.Add(m.Period.Year);
        }
        said.claims = PromiseNumbers.Current(await claimed.ToListAsync(cancel));
        said.answers = await db
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
        return said;
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
