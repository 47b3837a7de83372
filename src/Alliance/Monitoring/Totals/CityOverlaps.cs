using Alliance.Deals;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

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
    /// <summary>So many promises are put forward to whoever names two; others can be typed.</summary>
    public const int MostToName = 500;

    /// <summary>So many are named; when they are settled, others follow.</summary>
    public const int Most = 25;

    /// <summary>Looks for all of a city: the first <see cref="Most"/>, how many are open, and whether there are more than that.</summary>
    /// <param name="db">The register.</param>
    /// <param name="city">Its number.</param>
    /// <param name="counted">Its promises.</param>
    /// <param name="years">For which years they have numbers (<see cref="SaidOfPromises.YearsIn"/>).</param>
    /// <param name="claims">What they claim (<see cref="SaidOfPromises.ClaimsAsync"/>).</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<(IReadOnlyList<FoundOverlap> First, int Open, bool More)> SearchAsync(
        AppDb db,
        long city,
        CountedPromises counted,
        IReadOnlyDictionary<(long Deal, string Commitment), HashSet<int>> years,
        IReadOnlyDictionary<(long, string, int), Claim> claims,
        CancellationToken cancel = default
    )
    {
        if (counted.Promises.Count < 2)
            return ([], 0, false);
        var said = await SaidOfPromises.LoadAsync(db, db.Deals.Where(d => d.CityId == city), years, claims, cancel);
        var (pairs, open, more) = OverlapSearch.Run(
            counted.Promises,
            said.YearsOf,
            said.IsSettled,
            said.NamedIn(),
            Most
        );
        return ([.. pairs.Select(p => said.Of(p, counted.Names)).OfType<FoundOverlap>()], open, more);
    }

    /// <summary>Those of the named ones that there are, open ones first. Whatever else overlaps in the city is not looked at.</summary>
    /// <remarks>6 queries.</remarks>
    public static async Task<IReadOnlyList<FoundOverlap>> LoadAsync(
        AppDb db,
        long city,
        IReadOnlyCollection<OverlapName> pairs,
        IReadOnlyDictionary<string, Indicator> indicators,
        CancellationToken cancel = default
    )
    {
        if (pairs.Count == 0)
            return [];
        var named = pairs.SelectMany(p => (PromiseName[])[p.First, p.Second]).ToHashSet();
        var counted = await CountedPromises.LoadAsync(db, city, indicators, named, cancel);
        var promises = counted.Promises.ToDictionary(p => p.Name);
        var deals = promises.Values.Select(p => p.DealId).Distinct().ToList();
        var said = await SaidOfPromises.LoadAsync(
            db,
            db.Deals.Where(d => deals.Contains(d.Id)),
            [.. named.Select(n => n.Commitment).Distinct()],
            cancel
        );
        return
        [
            .. pairs
                .Where(p => promises.ContainsKey(p.First) && promises.ContainsKey(p.Second))
                .Select(p => new OverlapPair(promises[p.First], promises[p.Second]))
                .Where(p => OverlapRules.AreCountedAlike(p.First, p.Second))
                .Select(p => said.Of(p, counted.Names))
                .OfType<FoundOverlap>()
                .OrderByDescending(o => o.IsOpen),
        ];
    }

    /// <summary>The first promises of a city that an indicator counts, by their deals.</summary>
    /// <remarks>1 query.</remarks>
    public static Task<List<NamedPromise>> ToNameAsync(AppDb db, long city, CancellationToken cancel) =>
        NamedPromise.LoadAsync(
            db.Deals.Where(d => d.CityId == city),
            db.Commitments.Where(p =>
                db.PromiseIndicators.Where(c => c.DealId == p.DealId && c.Commitment == p.Key)
                    .OrderByDescending(c => c.Version)
                    .Select(c => c.IndicatorId)
                    .FirstOrDefault() != null
            ),
            MostToName,
            cancel
        );

    /// <summary>The overlap of two promises by their names, in either order; no organisation has to take part in both.</summary>
    public static async Task<FoundOverlap?> FindAsync(
        AppDb db,
        long city,
        string? one,
        string? other,
        CancellationToken cancel = default
    )
    {
        if (PromiseName.Parse(one) is not { } first || PromiseName.Parse(other) is not { } second || first == second)
            return null;
        var pair =
            string.CompareOrdinal($"{first}", $"{second}") < 0
                ? new OverlapName(first, second)
                : new OverlapName(second, first);
        var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, cancel);
        return (await LoadAsync(db, city, [pair], indicators, cancel)).SingleOrDefault();
    }
}
