using Alliance.Deals;
using Alliance.Network;

namespace Alliance.Knowledge.Replications;

/// <summary>Brings what a deal promises in one city to the size of another: as much for each inhabitant.</summary>
public static class PerHead
{
    private static bool IsRelative(Quantity quantity) =>
        quantity.Unit is "percent" or "years" or "times" || quantity.Per is "person-year" or "meal";

    /// <param name="quantity">As the origin promises it.</param>
    /// <param name="there">How many people live there; null where nobody says.</param>
    /// <param name="here">How many live in the other city.</param>
    /// <returns>
    /// Value × inhabitants of the other ÷ inhabitants of the origin, in two figures: it is a first guess and must not look like more. What is told in
    /// percent or for each person stays, and so does everything where a number of inhabitants is not known. Null for what is not quantified.
    /// </returns>
    public static decimal? Scale(Quantity? quantity, long? there, long? here)
    {
        if (quantity is null)
            return null;
        var value = quantity.Value;
        if (IsRelative(quantity) || there is not > 0 || here is not > 0)
            return value;
        var scaled = (double)value * here.Value / there.Value;
        if (scaled == 0 || !double.IsFinite(scaled) || Math.Abs(scaled) > 1e15)
            return value;
        var place = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(scaled))) - 1);
        var rounded = (decimal)(Math.Round(scaled / place) * place);
        // Half a bus is none, and none is no promise.
        return decimal.Truncate(value) == value && Math.Abs(value) >= 1 ? Math.Max(1, Math.Round(rounded)) : rounded;
    }
}
