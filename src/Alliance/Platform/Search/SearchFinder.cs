using System.Data.Common;
using System.Text.Json;
using Alliance.Platform.Data;

namespace Alliance.Platform.Search;

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
    ) =>
        query.IsEmpty
            ? [.. sources.Select(_ => SearchHits.None)]
            : [.. (await AskAsync(db, sources, [query.Exact], cancel)).Select(h => h[0])];

    public static async Task<SearchHits> FindMeantAsync(
        AppDb db,
        SearchSource source,
        SearchQuery query,
        CancellationToken cancel = default
    ) => (await FindMeantAsync(db, [source], query, cancel))[0];

    /// <summary>The same search, and in as many queries what says the same by another name, in whatever language.</summary>
    public static async Task<IReadOnlyList<SearchHits>> FindMeantAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        SearchQuery query,
        CancellationToken cancel = default
    )
    {
        if (query.IsEmpty || query.Meant is not { } meant)
            return await FindAsync(db, sources, query, cancel);
        var asked = await AskAsync(db, sources, [query.Exact, meant], cancel);
        return
        [
            .. asked.Select(h =>
                h[0] with
                {
                    Through = [.. h[1].All.Except(h[0].All)],
                    ThroughInTitle = [.. h[1].InTitle.Except(h[0].All)],
                }
            ),
        ];
    }

    /// <summary>For each kind of records, what each of these finds (2 queries).</summary>
    internal static async Task<IReadOnlyList<IReadOnlyList<SearchHits>>> AskAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        IReadOnlyList<Wanted> wanted,
        CancellationToken cancel
    )
    {
        var compounds = await CompoundsAsync(db, wanted, cancel);
        var rows =
            db is PostgresDb
                ? await PostgresAsync(
                    db,
                    sources,
                    [.. wanted.Select(w => SearchSpelling.Postgres(w, compounds))],
                    cancel
                )
                : await SqliteAsync(db, sources, [.. wanted.Select(w => SearchSpelling.Sqlite(w, compounds))], cancel);
        return [.. rows.Chunk(wanted.Count)];
    }

    // One value for all identities: a row for each would cost more than finding them.
    private static Task<List<SearchHits>> SqliteAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        IReadOnlyList<string> queries,
        CancellationToken cancel
    )
    {
        var sql = string.Join(
            " UNION ALL ",
            sources.SelectMany(s =>
                queries.Select(
                    (_, i) =>
                        $"""
                            SELECT (SELECT json_group_array(rowid) FROM {s.Table} WHERE {s.Table} MATCH @query{i}),
                                (SELECT json_group_array(rowid) FROM {s.Table} WHERE {s.Table} MATCH @title{i})
                            """
                )
            )
        );
        return db.ReadAsync(
            sql,
            [
                .. queries.Select((q, i) => ($"@query{i}", (object)q)),
                .. queries.Select((q, i) => ($"@title{i}", (object)$"title : ({q})")),
            ],
            r => r.RowsAsync(row => new SearchHits(Read(row, 0), Read(row, 1)), cancel),
            cancel
        );

        static long[] Read(DbDataReader row, int column) =>
            JsonSerializer.Deserialize<long[]>(row.GetFieldValue<byte[]>(column))!;
    }

    private static async Task<List<SearchHits>> PostgresAsync(
        AppDb db,
        IReadOnlyList<SearchSource> sources,
        IReadOnlyList<string> queries,
        CancellationToken cancel
    )
    {
        var sql = string.Join(
            " UNION ALL ",
            sources.SelectMany(s =>
                queries.Select(
                    (_, i) =>
                        $"""
                            SELECT coalesce(hits, ARRAY[]::bigint[]), coalesce(in_title, ARRAY[]::bigint[])
                            FROM find_{s.Table}(CAST(@query{i} AS tsquery))
                            """
                )
            )
        );
        var found = await db.ReadAsync(
            sql,
            [.. queries.Select((q, i) => ($"@query{i}", (object)q))],
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

    /// <summary>By ending: words of the vocabulary that end with it.</summary>
    private static async Task<ILookup<string, string>> CompoundsAsync(
        AppDb db,
        IReadOnlyList<Wanted> wanted,
        CancellationToken cancel
    )
    {
        var endings = wanted
            .SelectMany(w => w.Words())
            .SelectMany(w => w.Endings)
            .Distinct(StringComparer.Ordinal)
            .ToList();
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
