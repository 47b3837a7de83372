using Alliance.Monitoring.Indicators;

namespace Alliance.Monitoring.Totals;

/// <summary>What is known of a promise that an indicator counts.</summary>
/// <param name="Organisations">Who promises and who contributes; merged records are one.</param>
public sealed record CountedPromise(
    PromiseName Name,
    long DealId,
    string Indicator,
    Sector Sector,
    EmissionScope Scope,
    IReadOnlyCollection<long> Organisations
);

/// <param name="First">The two are in the order of their names.</param>
public readonly record struct OverlapPair(CountedPromise First, CountedPromise Second);

/// <summary>
/// Which promises of a city may count the same effect. They are found by these rules, and people say what is true: that
/// they share it, and how, or that it is not the same.
/// <list type="number">
/// <item>Both are promises of the same city: effects elsewhere are others.</item>
/// <item>The same indicator counts both, in the same sector and scope. What differs in one of these is never summed, so that it
/// cannot be counted twice.</item>
/// <item>An organisation takes part in both: it promises the one, and promises the other too or contributes to it.</item>
/// <item>Both have a number for the same year.</item>
/// </list>
/// </summary>
public static class OverlapRules
{
    /// <summary>What the rules say before any number is looked at; of one city.</summary>
    /// <param name="most">Where that many are found nobody looks for more.</param>
    public static IReadOnlyList<OverlapPair> Candidates(IEnumerable<CountedPromise> promises, int most = int.MaxValue)
    {
        var found = new HashSet<OverlapPair>();
        foreach (var alike in promises.GroupBy(p => (p.Indicator, p.Sector, p.Scope)))
        foreach (
            var together in alike
                .SelectMany(p => p.Organisations, (p, organisation) => (Promise: p, Organisation: organisation))
                .GroupBy(p => p.Organisation, p => p.Promise)
        )
        {
            var own = together.DistinctBy(p => p.Name).OrderBy(p => $"{p.Name}", StringComparer.Ordinal).ToList();
            for (var i = 0; i < own.Count && found.Count < most; i++)
            for (var j = i + 1; j < own.Count && found.Count < most; j++)
                found.Add(new OverlapPair(own[i], own[j]));
        }
        return
        [
            .. found
                .OrderBy(p => $"{p.First.Name}", StringComparer.Ordinal)
                .ThenBy(p => $"{p.Second.Name}", StringComparer.Ordinal),
        ];
    }

    /// <summary>The years for which both have a number.</summary>
    public static IReadOnlyList<int> Years(IEnumerable<int> ofFirst, IEnumerable<int> ofSecond) =>
        [.. ofFirst.Intersect(ofSecond).Order()];

    /// <summary>Whether it is settled for a year: both have a share of one effect.</summary>
    public static bool IsShared(Claim? first, Claim? second) =>
        first is not null && second is not null && first.EffectId == second.EffectId;
}
