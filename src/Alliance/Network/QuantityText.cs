using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>
/// A quantity as one reader's language writes it. In parts, because a figure is set large and its unit small beside
/// it; <see cref="ToString"/> is the whole.
/// </summary>
/// <param name="Lead">Words before the figure (<c>at least</c>), or empty.</param>
/// <param name="Figure">The number with a unit that belongs right beside it: <c>80%</c>, <c>20 MW</c>.</param>
/// <param name="Rest">What follows in small letters: <c>CO₂ a year</c>, <c>households</c>; or empty.</param>
public sealed record QuantityText(string Lead, string Figure, string Rest)
{
    public static QuantityText Of(Quantity quantity, Reader reader)
    {
        // One form for exactly 1 and one for everything else is all that the languages need, as in Reader.Count.
        var form = quantity.Value == 1 ? "one" : "other";
        return Of(quantity.Unit, quantity.Per, form, Number(quantity.Value, reader), reader) with
        {
            Lead = quantity.Qualifier == Qualifier.Exactly ? "" : reader[$"qualifier.{Code.Of(quantity.Qualifier)}"],
        };
    }

    /// <summary>A quantity whose number is still to be filled in: <c>… meals a year</c>.</summary>
    public static QuantityText Blank(string unit, string? per, Reader reader) => Of(unit, per, "other", "…", reader);

    /// <summary>The unit alone, as it stands in a list or a heading: <c>meals a year</c>.</summary>
    public static string UnitName(string unit, string? per, Reader reader) =>
        Blank(unit, per, reader).ToString().Replace("…", "", StringComparison.Ordinal).Trim();

    private static QuantityText Of(string unit, string? per, string form, string number, Reader reader)
    {
        // A unit's text has a place for the number and may have a bar where the small letters begin.
        var parts = reader[$"unit.{unit}.{form}", number].Split('|', 2);
        return new QuantityText(
            "",
            parts[0],
            Join(parts.ElementAtOrDefault(1), per is null ? null : reader[$"per.{per}"])
        );
    }

    /// <summary>
    /// Grouped as the language groups; whole hundredths of a million in words (<c>5.5 million</c>), because nobody
    /// reads seven zeros; a minus that is not a hyphen.
    /// </summary>
    public static string Number(decimal value, Reader reader)
    {
        if (value < 0)
            return "\u2212" + Number(-value, reader);
        var (scale, key) = value switch
        {
            >= 1_000_000_000 => (1_000_000_000m, "number.billion"),
            >= 1_000_000 => (1_000_000m, "number.million"),
            _ => (1m, ""),
        };
        // Italian joins a unit to millions by a word (5,5 milioni di euro), and not to figures.
        if (key.Length == 0 || value % (scale / 100) != 0 || reader.Language == Language.Italian)
            return reader.Number(value);
        var scaled = value / scale;
        return reader[$"{key}.{(scaled == 1 ? "one" : "other")}", reader.Number(scaled)];
    }

    public override string ToString() => Join(Lead, Figure, Rest);

    private static string Join(params IEnumerable<string?> parts) =>
        string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p)));
}
