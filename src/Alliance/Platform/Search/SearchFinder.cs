using System.Data.Common;
using System.Text.Json;
using Alliance.Platform.Data;

namespace Alliance.Platform.Search;

/// <summary>What a search finds, in ascending order of identities.</summary>
/// <param name="All">Records that have every word somewhere.</param>
/// <param name="InTitle">Those of them that have every word in the title.</param>
public sealed record SearchHits(long[] All, long[] InTitle)
{
    public static readonly SearchHits None = new([], []);
}

/// <summary>Asks the index. A search takes two queries: for compounds in the vocabulary, and for the hits.</summary>
public static class SearchFinder
{
    // Compounds that end with one word; the shortest are the plainest.
    private const int MostCompounds = 100;

    public static async Task<SearchHits> FindAsync(
        AppDb db,
        SearchSource source,
        SearchQuery query,
        CancellationToken cancel = default
    ) => (await FindAsync(db, [source], query, cancel))[0];

    /// <summary>The same search in several kinds of records.</summary>
    public static async Task<IReadOnlyList<SearchHits>> FindAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        SearchQuery query,
        CancellationToken cancel = default
    )
    {
        if (query.IsEmpty)
            return [.. sources.Select(_ => SearchHits.None)];
        var compounds = await CompoundsAsync(db, query, cancel);
        return db is PostgresDb
            ? await PostgresAsync(db, sources, Postgres(query, compounds), cancel)
            : await SqliteAsync(db, sources, Sqlite(query, compounds), cancel);
    }

    // One value for all identities: a row for each would cost more than finding them.
    private static Task<List<SearchHits>> SqliteAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        string query,
        CancellationToken cancel
    )
    {
        var sql = string.Join(
            " UNION ALL ",
            sources.Select(s =>
                $"""
                    SELECT (SELECT json_group_array(rowid) FROM {s.Table} WHERE {s.Table} MATCH @query),
                        (SELECT json_group_array(rowid) FROM {s.Table} WHERE {s.Table} MATCH @title)
                    """
            )
        );
        return db.ReadAsync(
            sql,
            [("@query", query), ("@title", $"title : ({query})")],
            r => r.RowsAsync(row => new SearchHits(Read(row, 0), Read(row, 1)), cancel),
            cancel
        );

        static long[] Read(DbDataReader row, int column) =>
            JsonSerializer.Deserialize<long[]>(row.GetFieldValue<byte[]>(column))!;
    }

    private static async Task<List<SearchHits>> PostgresAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        string query,
        CancellationToken cancel
    )
    {
        var sql = string.Join(
            " UNION ALL ",
            sources.Select(s =>
                $"""
                    SELECT coalesce(hits, ARRAY[]::bigint[]), coalesce(in_title, ARRAY[]::bigint[])
                    FROM find_{s.Table}(CAST(@query AS tsquery))
                    """
            )
        );
        var found = await db.ReadAsync(
            sql,
            [("@query", query)],
            r => r.RowsAsync(row => new SearchHits(row.GetFieldValue<long[]>(0), row.GetFieldValue<long[]>(1)), cancel),
            cancel
        );
        // Rows come as they lie, which is nearly in order.
        foreach (var hits in found)
        {
            Array.Sort(hits.All);
            Array.Sort(hits.InTitle);
        }
        return found;
    }

    private static string Sqlite(SearchQuery query, ILookup<string, string> compounds) =>
        Spell(query, compounds, " AND ", " OR ", (term, begins) => begins ? $"\"{term}\" *" : $"\"{term}\"");

    private static string Postgres(SearchQuery query, ILookup<string, string> compounds) =>
        Spell(query, compounds, " & ", " | ", (term, begins) => begins ? $"'{term}':*" : $"'{term}'");

    // Terms hold letters and digits only; there is nothing in them to escape.
    private static string Spell(
        SearchQuery query,
        ILookup<string, string> compounds,
        string and,
        string or,
        Func<string, bool, string> term
    ) =>
        string.Join(
            and,
            query.Words.Select(w =>
                '('
                + string.Join(
                    or,
                    w.Beginnings.Select(t => term(t, true))
                        .Concat(
                            w.Exact.Concat(w.Endings.SelectMany(e => compounds[e]))
                                .Distinct(StringComparer.Ordinal)
                                .Select(t => term(t, false))
                        )
                )
                + ')'
            )
        );

    /// <summary>By ending: words of the vocabulary that end with it.</summary>
    private static async Task<ILookup<string, string>> CompoundsAsync(
        AppDb db,
        SearchQuery query,
        CancellationToken cancel
    )
    {
        var endings = query.Words.SelectMany(w => w.Endings).Distinct(StringComparer.Ordinal).ToList();
        if (endings.Count == 0)
            return Enumerable.Empty<string>().ToLookup(e => e);
        var reversed = endings.Select(Vocabulary.Reverse).ToArray();
        var postgres = db is PostgresDb;
        var given = postgres ? "unnest(@endings) AS g(value)" : "json_each(@endings) AS g";
        var sql = $"""
            SELECT ending, word FROM (
                SELECT g.value AS ending, w.word,
                    row_number() OVER (PARTITION BY g.value ORDER BY length(w.word), w.word) AS place
                FROM {given} JOIN search_words w
                    ON w.reversed > g.value AND w.reversed < g.value || @last AND w.compound
                WHERE length(w.word) >= length(g.value) + {QueryWord.ShortestHead}
            ) found
            WHERE place <= {MostCompounds}
            """;
        var found = await db.ReadAsync(
            sql,
            [("@endings", postgres ? reversed : JsonSerializer.Serialize(reversed)), ("@last", Vocabulary.Last)],
            r => r.RowsAsync(row => (Ending: row.GetString(0), Word: row.GetString(1)), cancel),
            cancel
        );
        return found.ToLookup(c => Vocabulary.Reverse(c.Ending), c => c.Word, StringComparer.Ordinal);
    }
}
