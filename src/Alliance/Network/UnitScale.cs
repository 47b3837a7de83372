using System.Collections.Frozen;

namespace Alliance.Network;

/// <summary>
/// Which units measure the same and can be converted: by exact factors of the International System of Units (SI Brochure,
/// 9th edition). Everything else is refused on purpose: <c>t-co2</c>, <c>t-ch4</c> and <c>t-co2e</c> count different gases (how much CO₂ a tonne of methane
/// stands for depends on the assessment report and the years looked at, and whoever measures says it by giving <c>t-co2e</c>), a currency's
/// rate changes daily, a working day has no fixed number of hours, and residents are not households.
/// </summary>
public static class UnitScale
{
    private static readonly FrozenDictionary<string, (string Of, decimal Factor)> Known = new (
        string Unit,
        string Of,
        decimal Factor
    )[]
    {
        ("kwh", "energy", 1),
        ("mwh", "energy", 1_000),
        ("gwh", "energy", 1_000_000),
        ("kw", "power", 1),
        ("mw", "power", 1_000),
        ("kg", "mass", 1),
        ("t", "mass", 1_000),
        ("kg-co2", "CO2", 1),
        ("t-co2", "CO2", 1_000),
        ("kg-co2e", "CO2e", 1),
        ("t-co2e", "CO2e", 1_000),
        ("kg-ch4", "CH4", 1),
        ("t-ch4", "CH4", 1_000),
        ("kg-n2o", "N2O", 1),
        ("t-n2o", "N2O", 1_000),
        ("m2", "area", 1),
        ("ha", "area", 10_000),
        ("m", "length", 1),
        ("km", "length", 1_000),
    }.ToFrozenDictionary(u => u.Unit, u => (u.Of, u.Factor), StringComparer.Ordinal);

    /// <summary>The units that convert into this one; itself first.</summary>
    public static IReadOnlyList<string> Alike(string unit) =>
        Known.TryGetValue(unit, out var own)
            ?
            [
                unit,
                .. Known
                    .Where(u => u.Key != unit && u.Value.Of == own.Of)
                    .OrderBy(u => u.Value.Factor)
                    .Select(u => u.Key),
            ]
            : [unit];

    /// <summary>
    /// The value in another unit, exactly; null where the units measure different things.
    /// </summary>
    public static decimal? Convert(decimal value, string from, string to)
    {
        if (from == to)
            return value;
        if (!Known.TryGetValue(from, out var a) || !Known.TryGetValue(to, out var b) || a.Of != b.Of)
            return null;
        return value * a.Factor / b.Factor;
    }
}
