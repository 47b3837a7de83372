using Alliance.Deals.Index;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>Turns a reader's words into the deals they find.</summary>
internal static class DealSearch
{
    private const string Escape = "\\";

    /// <summary>Null without words (no query); otherwise one query.</summary>
    public static async Task<DealHits?> FindAsync(AppDb db, DealFilter filter, CancellationToken cancel)
    {
        if (filter.Words.Count == 0)
            return null;
        var deals = db.Deals.AsNoTracking();
        foreach (var word in filter.Words)
        {
            var pattern = Containing(word);
            deals = deals.Where(d => EF.Functions.Like(d.SearchText, pattern, Escape));
        }
        return new DealHits(await deals.Select(d => d.Id).ToListAsync(cancel), []);
    }

    /// <summary>The LIKE pattern that finds a word anywhere, whatever characters it has.</summary>
    private static string Containing(string word) =>
        "%"
        + word.Replace(Escape, Escape + Escape, StringComparison.Ordinal)
            .Replace("%", Escape + "%", StringComparison.Ordinal)
            .Replace("_", Escape + "_", StringComparison.Ordinal)
        + "%";
}
