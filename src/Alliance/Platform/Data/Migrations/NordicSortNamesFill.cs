using System.Text;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Data.Migrations;

/// <summary>
/// Fills <c>organisations.sort_name_nordic</c> of what is stored already. The same folding as in the program, letter by letter,
/// as SQL of both databases; alphabets other than the Latin one stay as they are folded already.
/// </summary>
internal static class NordicSortNamesFill
{
    private const int Length = 120;

    // Also in two characters, as some systems write them: first what is a letter of its own, then the marks alone.
    private static readonly string[] Own =
    [
        .. "ÅåÄäÖöÆæØøÜü"
            .SelectMany(c => new[] { c.ToString(), c.ToString().Normalize(NormalizationForm.FormD) })
            .Distinct(StringComparer.Ordinal),
    ];

    public static string Sql()
    {
        var folded = "name";
        foreach (var letter in Own)
            Replace(letter);
        for (var c = '\u00C0'; c <= '\u017F'; c++)
            Replace(c.ToString());
        for (var mark = '\u0300'; mark <= '\u036F'; mark++)
            Replace(mark.ToString());
        return $"""
            UPDATE organisations SET sort_name_nordic = sort_name;
            UPDATE organisations SET sort_name_nordic = substr(trim(lower({folded})), 1, {Length})
            WHERE {string.Join(" OR ", Own.Select(o => $"name LIKE '%{o}%'"))};
            """;

        void Replace(string text)
        {
            var to = Folding.FoldNordic(text);
            if (to != text)
                folded = $"replace({folded}, '{text}', '{to}')";
        }
    }
}
