using System.Globalization;
using System.Text.Json;

namespace Alliance.Tests.Transparency;

/// <summary>
/// The rules by which <c>account.json</c> says a fact was mapped, each as a check of the value that stands in the package.
/// A rule that is not here is an error, so that a new one cannot pass unchecked.
/// </summary>
internal sealed class MappingRules(IReadOnlyDictionary<string, JsonElement> documents)
{
    /// <summary>Rewritten by hand: only that no figure changed can be checked.</summary>
    public static readonly IReadOnlySet<string> Rewritten = new HashSet<string>
    {
        "the same text in full sentences",
        "the same note with the field names of this format",
        "the same sentence; unknown fields are left out here instead of null",
        "the same note without the reference to a brief that readers do not have",
    };

    /// <param name="rule">The account's words.</param>
    /// <param name="value">What the source says.</param>
    /// <param name="found">What stands at the place the account names.</param>
    /// <param name="document">The document of that place, <c>deals/ma-01</c>.</param>
    public bool Holds(string rule, string value, string found, string document) =>
        rule switch
        {
            "the same words, first letter capital" => found == char.ToUpperInvariant(value[0]) + value[1..],
            "lower case" => string.Equals(found, value, StringComparison.OrdinalIgnoreCase) && !found.Any(char.IsUpper),
            "the identifier of the city" => English(documents[$"cities/{found}"].GetProperty("name")) == value,
            "the organisation of that name" => NamesOf(found).Contains(value),
            "the key of the party of that name" => NamesOf(documents[document], found)
                .Contains(value, StringComparer.OrdinalIgnoreCase),
            "the ISO 3166-1 code of the country" => new RegionInfo(found).EnglishName == value,
            _ when Rewritten.Contains(rule) => Figures(found).SequenceEqual(Figures(value)),
            _ => throw new ArgumentException($"Nobody checks the rule “{rule}”.", nameof(rule)),
        };

    private IEnumerable<string> NamesOf(string organisation)
    {
        var document = documents[$"organisations/{organisation}"];
        return
        [
            document.GetProperty("name").GetString()!,
            .. document.TryGetProperty("otherNames", out var others)
                ? others.EnumerateArray().Select(n => n.GetString()!)
                : [],
        ];
    }

    private IEnumerable<string> NamesOf(JsonElement deal, string key)
    {
        var party = deal.GetProperty("parties").EnumerateArray().Single(p => p.GetProperty("key").GetString() == key);
        if (party.TryGetProperty("organisation", out var organisation))
            return NamesOf(organisation.GetString()!);
        return
        [
            English(
                party.TryGetProperty("group", out var group)
                    ? group.GetProperty("name")
                    : party.GetProperty("collective")
            ),
        ];
    }

    private static string English(JsonElement text) => text.GetProperty("en").GetString()!;

    private static IEnumerable<string> Figures(string text) =>
        string.Concat(text.Select(c => char.IsAsciiDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal);
}
