using System.Globalization;
using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Sprints.OpenBoards;

/// <summary>In which order suggestions are read.</summary>
public enum SuggestionOrder
{
    /// <summary>Each day from another place among them on: who came early has no advantage, and nobody is always last.</summary>
    Mixed,
    Newest,
    MostSupported,
}

/// <summary>What a reader of a board chose; the address carries all of it.</summary>
/// <param name="Search">The words looked for, or empty.</param>
/// <param name="After">Where the page before ended (<see cref="SuggestionList"/>).</param>
public sealed record SuggestionFilter(string Search, SuggestionOrder Order, string? After)
{
    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static SuggestionFilter Parse(IQueryCollection query) =>
        new(
            DealFilter.Clean(query["q"].LastOrDefault()),
            Code.TryParse<SuggestionOrder>(query["order"].LastOrDefault(), out var order) ? order : default,
            query["after"].LastOrDefault() is { Length: > 0 and <= 60 } after ? after : null
        );

    /// <summary>The choice as it stands behind the question mark; empty when nothing is chosen.</summary>
    public string Print()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Search.Length == 0 ? null : Uri.EscapeDataString(Search)),
            ("order", Order == default ? null : Code.Of(Order)),
            ("after", After),
        };
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));
    }

    /// <summary>The words that all have to be there, folded.</summary>
    public IReadOnlyList<string> Words =>
        [.. Folding.Fold(Search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(10)];

    public static string FoldedOf(string title, string text) => Folding.Fold($"{title} {text}");

    /// <summary>Where the mixed order begins on a day, among all numbers that <see cref="Suggestion.Mix"/> may have.</summary>
    public static int MixOf(DateOnly day) =>
        // Knuth's multiplicative hash: neighbouring days lie far apart.
        (int)((uint)day.DayNumber * 2654435761u >> 1);

    internal static int[]? Cursor(string? after, int parts)
    {
        var read = (after ?? "").Split('-');
        var numbers = new int[parts];
        if (read.Length != parts)
            return null;
        for (var i = 0; i < parts; i++)
            if (!int.TryParse(read[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        return numbers;
    }
}
