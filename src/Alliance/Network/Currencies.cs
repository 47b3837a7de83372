namespace Alliance.Network;

/// <summary>
/// In which money is told: the euro, and what its neighbours in Europe pay in and the European Central Bank gives a reference rate for. The lev became
/// the euro in 2026; what was spent before was spent in it. The lira is not among them: within ten years it is another order of magnitude.
/// </summary>
public static class Currencies
{
    /// <summary>Units of the register (<see cref="Units"/>): as ISO 4217 names them, in small letters. The euro stands first.</summary>
    public static IReadOnlyList<string> All { get; } =
    ["eur", "sek", "dkk", "nok", "chf", "pln", "czk", "huf", "ron", "bgn", "gbp", "isk"];
}
