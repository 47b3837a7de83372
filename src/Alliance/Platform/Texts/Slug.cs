using System.Globalization;

namespace Alliance.Platform.Texts;

/// <summary>Names for addresses: ASCII letters, digits and hyphens.</summary>
public static class Slug
{
    private const int Longest = 80;

    /// <param name="name">In words: <c>Bäckerei Muster</c> becomes <c>backerei-muster</c>.</param>
    /// <param name="otherwise">Where nothing of it can be written so.</param>
    public static string Of(string name, string otherwise)
    {
        var folded = string.Concat(Folding.Fold(name).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var words = string.Join('-', folded.Split('-', StringSplitOptions.RemoveEmptyEntries));
        if (words.Length > Longest)
            words = words[..Longest].TrimEnd('-');
        return words.Length == 0 ? otherwise : words;
    }

    /// <summary>The first of <c>wanted</c>, <c>wanted-2</c>, <c>wanted-3</c> … that is not used.</summary>
    public static string Free(string wanted, IReadOnlySet<string> used)
    {
        var free = wanted;
        for (var n = 2; used.Contains(free); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{n}");
        return free;
    }
}
