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

/// <summary>How much money a practice took: below 10,000, 100,000, a million, or more.</summary>
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
    // Rates move; an order of magnitude does not.
    private const decimal KronorInAEuro = 10;

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
        (cost?.Currency == "sek" ? cost.Money / KronorInAEuro : cost?.Money) switch
        {
            null => null,
            < 10_000 => CostClass.Low,
            < 100_000 => CostClass.Middle,
            < 1_000_000 => CostClass.High,
            _ => CostClass.Highest,
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
