using System.Globalization;
using Alliance.Network;

namespace Alliance.Deals;

/// <summary>
/// What a source says where it says it differently from what was understood: <c>5.5 million SEK</c> for 5,500,000 SEK
/// is worth a look, <c>15 km</c> for 15 km is not.
/// </summary>
public static class SourceWording
{
    // How the collection writes the units that need no interpretation.
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["percent"] = "%",
        ["t-co2"] = "t CO2",
        ["t-co2e"] = "t CO2e",
        ["mw"] = "MW",
        ["mwh"] = "MWh",
        ["kwh"] = "kWh",
        ["eur"] = "EUR",
        ["sek"] = "SEK",
    };

    public static IReadOnlyList<(string Field, string Words)> Differing(Commitment commitment) =>
        Differing(
            commitment.AsSource,
            commitment.Quantity,
            commitment.Target?.Date?.ToString(),
            commitment.Baseline?.Date?.ToString()
        );

    public static IReadOnlyList<(string Field, string Words)> Differing(ReportedFigure indicator) =>
        Differing(indicator.AsSource, indicator.Quantity, indicator.Date?.ToString(), null);

    private static List<(string, string)> Differing(SourceWords? words, Quantity? quantity, string? date, string? begin)
    {
        var said = new List<(string, string)>();
        if (words is null)
            return said;
        foreach (var field in (string[])["party", "name", "text"])
            if (words.TryGetValue(field, out var text))
                said.Add((field, text));
        var amount = $"{words.GetValueOrDefault("quantity")} {words.GetValueOrDefault("unit")}".Trim();
        if (amount.Length > 0 && (quantity is null || amount != Written(quantity)) && words.ContainsKey("unit"))
            said.Add(("quantity", amount));
        if (words.TryGetValue("baseline", out var baseline) && baseline != begin)
            said.Add(("baseline", baseline));
        foreach (var key in (string[])["targetDate", "date"])
            if (words.TryGetValue(key, out var text) && text != date)
                said.Add(("date", text));
        return said;
    }

    private static string Written(Quantity quantity) =>
        quantity.Qualifier != Qualifier.Exactly
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{quantity.Value:0.######} {Plain.GetValueOrDefault(quantity.Unit, quantity.Unit)}{(quantity.Per is null ? "" : " per " + quantity.Per)}"
            );
}
