using System.Collections.Frozen;
using Alliance.Network;

namespace Alliance.Knowledge.Told;

/// <summary>How many people live in a city: below 50,000, 100,000, 250,000, a million, or more.</summary>
public enum CitySize
{
    Smallest,
    Small,
    Middle,
    Large,
    Largest,
}

/// <summary>How much money a practice took, in euros: below 10,000, 100,000, a million, or more.</summary>
public enum CostClass
{
    Low,
    Middle,
    High,
    Highest,
}

/// <summary>How much work: below three, twelve, thirty-six person-months, or more.</summary>
public enum StaffClass
{
    Low,
    Middle,
    High,
    Highest,
}

/// <summary>
/// Classes for choosing, wide on purpose: who looks for what a town of their size can pay needs the order of magnitude, not the number.
/// </summary>
public static class SizeClasses
{
    /// <summary>
    /// How much of each other currency counts as a euro, roundly: rates move, an order of magnitude does not. It sorts and converts nothing: shown is
    /// what was told, and whoever chooses by cost is told of these.
    /// </summary>
    public static FrozenDictionary<string, decimal> InAEuro { get; } =
        new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            ["sek"] = 10,
            ["dkk"] = 7.5m,
            ["nok"] = 11,
            ["chf"] = 1,
            ["pln"] = 4.5m,
            ["czk"] = 25,
            ["huf"] = 400,
            ["ron"] = 5,
            ["bgn"] = 2,
            ["gbp"] = 0.85m,
            ["isk"] = 150,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null where no source states how many people live there.</summary>
    public static CitySize? Of(City city) =>
        city.Inhabitants switch
        {
            null => null,
            < 50_000 => CitySize.Smallest,
            < 100_000 => CitySize.Small,
            < 250_000 => CitySize.Middle,
            < 1_000_000 => CitySize.Large,
            _ => CitySize.Largest,
        };

    public static CostClass? OfMoney(PracticeCost? cost) =>
        InEuros(cost) switch
        {
            null => null,
            < 10_000 => CostClass.Low,
            < 100_000 => CostClass.Middle,
            < 1_000_000 => CostClass.High,
            _ => CostClass.Highest,
        };

    // Of what order a currency is that stands not above nobody knows: it is in no class.
    private static decimal? InEuros(PracticeCost? cost) =>
        cost switch
        {
            null => null,
            { Currency: null or "eur" } => cost.Money,
            { Currency: { } other } => InAEuro.TryGetValue(other, out var rate) ? cost.Money / rate : null,
        };

    public static StaffClass? OfStaff(PracticeCost? cost) =>
        cost?.PersonMonths switch
        {
            null => null,
            < 3 => StaffClass.Low,
            < 12 => StaffClass.Middle,
            < 36 => StaffClass.High,
            _ => StaffClass.Highest,
        };
}
