using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Search;

/// <summary>"Did you mean …?": words that texts have, near to words that find nothing.</summary>
public static class SearchSuggestions
{
    private const int Shortest = 4;
    private const int LongFrom = 7;
    private const int MostTried = 6;
    private const int MostOffered = 3;

    /// <summary>
    /// Searches that differ from <paramref name="text"/> in one word which finds nothing by itself, and that find
    /// something: the nearest words first, then those with most hits. Empty where every word is known.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ForAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        string text,
        CancellationToken cancel = default
    )
    {
        foreach (var token in Token.In(text).Take(10))
        {
            var written = Folding.Fold(token.Word);
            if (written.Length < Shortest || written.Any(char.IsDigit) || SmallWords.Has(written))
                continue;
            if (await CountAsync(db, sources, token.Word, cancel) > 0)
                continue;
            var near = await NearAsync(db, written, cancel);
            var offered = new List<(int Distance, int Hits, string Text)>();
            foreach (var (shown, distance) in near.Take(MostTried))
            {
                var instead = text[..token.Start] + shown + text[(token.Start + token.Length)..];
                var hits = await CountAsync(db, sources, instead, cancel);
                if (hits > 0)
                    offered.Add((distance, hits, instead));
            }
            return
            [
                .. offered
                    .OrderBy(o => o.Distance)
                    .ThenByDescending(o => o.Hits)
                    .ThenBy(o => o.Text, StringComparer.Ordinal)
                    .Select(o => o.Text)
                    .Take(MostOffered),
            ];
        }
        return [];
    }

    private static async Task<int> CountAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        string text,
        CancellationToken cancel
    ) => (await SearchFinder.FindAsync(db, sources, SearchQuery.Read(text), cancel)).Sum(h => h.All.Length);

    /// <summary>
    /// Words of the vocabulary within one mistake (two from seven letters on), nearest first. Looked at are those that
    /// begin or end alike: with one mistake one half of the word is right, with two at least a third.
    /// </summary>
    private static async Task<IEnumerable<(string Shown, int Distance)>> NearAsync(
        AppDb db,
        string written,
        CancellationToken cancel
    )
    {
        var most = written.Length < LongFrom ? 1 : 2;
        var alike = most == 1 ? Math.Max(1, written.Length / 2 - 1) : written.Length / 3;
        var (beginning, ending) = (written[..alike], Vocabulary.Reverse(written)[..alike]);
        var words = await db
            .Database.SqlQuery<Word>(
                $"""
                SELECT word AS "Written", shown AS "Shown" FROM search_words
                WHERE word >= {beginning} AND word < {beginning + Vocabulary.Last} AND shown IS NOT NULL
                    AND length(word) BETWEEN {written.Length - most} AND {written.Length + most}
                UNION
                SELECT word, shown FROM search_words
                WHERE reversed >= {ending} AND reversed < {ending + Vocabulary.Last} AND shown IS NOT NULL
                    AND length(word) BETWEEN {written.Length - most} AND {written.Length + most}
                """
            )
            .ToListAsync(cancel);
        return words
            .Select(w => (w.Shown, Distance: Mistakes.Between(written, w.Written, most)))
            .Where(w => w.Distance <= most)
            .OrderBy(w => w.Distance)
            .ThenBy(w => w.Shown, StringComparer.Ordinal);
    }

    private sealed record Word(string Written, string Shown);
}
