using System.Text.Json;
using Alliance.Platform.Data;

namespace Alliance.Platform.Search;

/// <summary>
/// The halves of compounds that few have written (<em>Netzwerk-treffen</em>): the longest words that they begin and end with
/// and that texts have, alone or at the end of another compound (<em>svinn-mat: matsvinn</em>), the second one also without
/// its ending. What has one half comes close.
/// </summary>
internal static class WordHalves
{
    private const int ShortestHalf = 4;
    private const int ShortestRest = 3;

    /// <summary>By word, its halves as words to look for (1 query, or none).</summary>
    public static async Task<IReadOnlyDictionary<QueryWord, IReadOnlyList<QueryWord>>> FindAsync(
        AppDb db,
        SearchQuery query,
        CancellationToken cancel
    )
    {
        var words = Whole(query).ToList();
        if (words.Count == 0)
            return new Dictionary<QueryWord, IReadOnlyList<QueryWord>>();
        var tried = words
            .SelectMany(w => Heads(w).Concat(Tails(w)))
            .Distinct(StringComparer.Ordinal)
            .Select(Vocabulary.Reverse)
            .ToArray();
        var postgres = db is PostgresDb;
        var given = postgres ? "unnest(@tried) AS t(value)" : "json_each(@tried) AS t";
        var sql = $"""
            SELECT reversed FROM (SELECT t.value AS reversed FROM {given}) tried
            WHERE EXISTS (SELECT 1 FROM search_words w WHERE w.reversed = tried.reversed)
                OR length(tried.reversed) >= {QueryWord.ShortestCompounding}
                AND EXISTS (
                    SELECT 1 FROM search_words w
                    WHERE w.reversed > tried.reversed AND w.reversed < tried.reversed || @last AND w.compound
                )
            """;
        var known = await db.ReadAsync(
            sql,
            [("@tried", postgres ? tried : JsonSerializer.Serialize(tried)), ("@last", Vocabulary.Last)],
            r => r.RowsAsync(row => Vocabulary.Reverse(row.GetString(0)), cancel),
            cancel
        );
        return Of(words, known.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The same, where it is known which words there are.</summary>
    internal static IReadOnlyDictionary<QueryWord, IReadOnlyList<QueryWord>> Of(
        IEnumerable<QueryWord> words,
        IReadOnlySet<string> known
    ) =>
        words.ToDictionary(
            w => w,
            w =>
                (IReadOnlyList<QueryWord>)
                    [
                        .. new[] { Heads(w).FirstOrDefault(known.Contains), Tails(w).FirstOrDefault(known.Contains) }
                            .OfType<string>()
                            .Distinct(StringComparer.Ordinal)
                            .Select(h => new QueryWord(h, Stems.Of(h, null), unfinished: false)),
                    ]
        );

    /// <summary>Words long enough to have two.</summary>
    internal static IEnumerable<QueryWord> Whole(SearchQuery query) =>
        query.Words.Where(w => w.Terms.Written.Length >= ShortestHalf + ShortestRest && !w.AsTyped.Any(char.IsDigit));

    // The longest first.
    private static IEnumerable<string> Heads(QueryWord word)
    {
        var written = word.Terms.Written;
        for (var length = written.Length - ShortestRest; length >= ShortestHalf; length--)
        {
            yield return written[..length];
            // Swedish: kyrkogård of kyrka, gatuhörn of gata.
            if (written[length - 1] is 'o' or 'u')
                yield return written[..(length - 1)] + "a";
        }
    }

    private static IEnumerable<string> Tails(QueryWord word)
    {
        var written = word.Terms.Written;
        for (var start = ShortestRest; start <= written.Length - ShortestHalf; start++)
        {
            yield return written[start..];
            foreach (var stem in word.Terms.Parts)
                if (stem.Length >= start + ShortestHalf && written.StartsWith(stem, StringComparison.Ordinal))
                    yield return stem[start..];
        }
    }
}
