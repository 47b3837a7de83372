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
)
{
    /// <summary>What it wants to reach, where that adds to what others want.</summary>
    public Wanted? Wanted { get; init; }

    /// <summary>Where it does not, why.</summary>
    public OutsideReason? Outside { get; init; }
}

/// <param name="First">The two are in the order of their names.</param>
public readonly record struct OverlapPair(CountedPromise First, CountedPromise Second);

/// <summary>
/// Which promises of a city may count the same effect. They are found by these rules, and people say what is true: that
/// they share it, and how, or that it is not the same.
/// <list type="number">
/// <item>Both are promises of the same city: effects elsewhere are others.</item>
/// <item>The same indicator counts both, in the same sector and scope. What differs in one of these is never summed, so that it
/// cannot be counted twice.</item>
/// <item>An organisation takes part in both: it promises the one, and promises the other too or contributes to it. Or the city's people
/// have named the two: who count the same thing need not know each other.</item>
/// <item>Both have a number for the same year.</item>
/// </list>
/// </summary>
public static class OverlapRules
{
    /// <summary>What the rules say of two promises of one city before any number is looked at.</summary>
    public static bool MayBeSame(CountedPromise first, CountedPromise second) =>
        AreCountedAlike(first, second) && first.Organisations.Intersect(second.Organisations).Any();

    /// <summary>Whether people may name the two.</summary>
    public static bool AreCountedAlike(CountedPromise first, CountedPromise second) =>
        (first.Indicator, first.Sector, first.Scope) == (second.Indicator, second.Sector, second.Scope);

    /// <summary>The years for which both have a number.</summary>
    public static IReadOnlyList<int> Years(IEnumerable<int> ofFirst, IEnumerable<int> ofSecond) =>
        [.. ofFirst.Intersect(ofSecond).Order()];

    /// <summary>Whether it is settled for a year: both have a share of one effect.</summary>
    public static bool IsShared(Claim? first, Claim? second) =>
        first?.EffectId is { } effect && second?.EffectId == effect;
}
