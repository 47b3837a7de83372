using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>What lists and pages say about a deal in a few words.</summary>
public static class DealWords
{
    /// <summary>
    /// A sentence about what is not said: not in the sources of a deal that was read there, or not in the deal itself
    /// (<c>key-here</c>).
    /// </summary>
    public static string Unsaid(Reader reader, Deal deal, string key) => reader[HasSources(deal) ? key : key + "-here"];

    /// <summary>It was read somewhere; what was concluded here, or given by its city, is its own source.</summary>
    public static bool HasSources(Deal deal) => deal.Standing == Standing.Collected || deal.Sources.Count > 0;

    /// <summary><c>1 city, 19 firms (17 not named)</c></summary>
    public static string Parties(Reader reader, PartyTally parties)
    {
        List<string> said = [];
        void Say(string key, int count)
        {
            if (count > 0)
                said.Add(reader.Count(key, count));
        }
        Say("parties.cities", parties.Cities);
        Say("parties.firms", parties.Firms);
        Say("parties.social-economy", parties.SocialEconomy);
        Say("parties.others", parties.Others);
        // Before the groups nobody counted, which are not among the unnamed; and apart from what they are part of
        // where that is more than the words just before.
        if (parties.Unnamed > 0 && said.Count > 0)
        {
            var unnamed = reader.Count("parties.unnamed", parties.Unnamed);
            var kinds = said.Count - (parties.Cities > 0 ? 1 : 0);
            said[^1] += kinds > 1 ? $"; {unnamed}" : $" ({unnamed})";
        }
        var text = string.Join(", ", said);
        if (parties.Uncounted > 0)
            text +=
                (
                    text.Length == 0 ? ""
                    : parties.Unnamed > 0 ? "; "
                    : ", "
                ) + reader.Count("parties.uncounted", parties.Uncounted);
        return text.Length == 0 ? reader["parties.none"] : text;
    }

    /// <summary><c>3 promises, 2 with numbers</c></summary>
    public static string Promises(Reader reader, int promises, int quantified) =>
        promises == 0
            ? reader["promises.none"]
            : $"{reader.Count("promises", promises)}, {(quantified == 0 ? reader["promises.without-number"] : reader.Count("promises.with-number", quantified))}";

    /// <summary><c>26 deals and 1 programme</c></summary>
    public static string Found(Reader reader, int deals, int programmes) =>
        programmes == 0 ? reader.Count("deals.found", deals)
        : deals == 0 ? reader.Count("deals.found-programmes", programmes)
        : reader[
            "deals.found-both",
            reader.Count("deals.found", deals),
            reader.Count("deals.found-programmes", programmes)
        ];

    /// <summary>Texts name things in small letters; where such a name begins a line, it begins large.</summary>
    public static string Capital(Reader reader, string text) =>
        text.Length == 0 ? text : char.ToUpper(text[0], reader.Culture) + text[1..];

    /// <summary>A facet's value by name; codes have texts, the rest is named by the register or by itself.</summary>
    public static string Facet(Reader reader, DealFacet facet, string value, LocalText? name = null)
    {
        if (name is not null)
            return name.In(reader.Language).Text;
        if (facet == DealFacet.Year)
            return value == DealFilter.Undated ? reader["deals.undated"] : value;
        return facet.TextGroup is { } group ? reader[$"{group}.{value}"] : value;
    }
}
