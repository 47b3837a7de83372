namespace Alliance.Platform.Search;

/// <summary>
/// The tables of the index, for the migrations. They stand outside of EF's model: the one database keeps a full-text
/// index of its own kind, the other <c>tsvector</c> columns, and nothing reads them but the finder.
/// </summary>
internal static class SearchTables
{
    /// <summary>
    /// Contentless: what was indexed is not kept a second time. No positions, because nobody looks for phrases. The
    /// tokenizer only parts at spaces; words are cut and folded by <see cref="Token"/> and <see cref="Stems"/>.
    /// </summary>
    public static string Sqlite(string table) =>
        $"""
            CREATE VIRTUAL TABLE {table} USING fts5(
                title, body, content = '', contentless_delete = 1, detail = 'column', prefix = '3', tokenize = 'ascii');
            """;

    /// <summary>
    /// Two vectors rather than one with weights: the index does not hold weights, so that each hit in a title would be
    /// looked up in its row. Vectors are moved out of the rows, which leaves few pages to visit for many hits; but reading
    /// all rows then means fetching all vectors, which the planner does not see. Hence the function, which forbids it that.
    /// </summary>
    public static string Postgres(string table) =>
        $"""
            CREATE TABLE {table} (id bigint PRIMARY KEY, title tsvector NOT NULL, whole tsvector NOT NULL)
                WITH (toast_tuple_target = 128);
            {string.Join('\n', PostgresIndexes(table).Select(i => i.Sql))}
            CREATE FUNCTION find_{table}(query tsquery, OUT hits bigint[], OUT in_title bigint[])
                LANGUAGE sql STABLE SET enable_seqscan = off AS $$
                SELECT (SELECT array_agg(id) FROM {table} WHERE whole @@ query),
                       (SELECT array_agg(id) FROM {table} WHERE title @@ query)
                $$;
            """;

    private static IEnumerable<(string Name, string Sql)> PostgresIndexes(string table) =>
        ((string[])["title", "whole"]).Select(column =>
            (
                $"ix_{table}_{column}",
                // What was written last lies in a list that every search reads: a short one.
                $"CREATE INDEX ix_{table}_{column} ON {table} USING gin ({column}) WITH (gin_pending_list_limit = 256);"
            )
        );

    public static string SqliteDelete(string table) =>
        $"DELETE FROM {table} WHERE rowid IN (SELECT value FROM json_each({{0}}))";

    public static string SqliteInsert(string table) =>
        $$"""
            INSERT INTO {{table}} (rowid, title, body)
            SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each({0})
            """;

    public static string SqliteClear(string table) => $"INSERT INTO {table} ({table}) VALUES ('delete-all')";

    public static string PostgresDelete(string table) => $"DELETE FROM {table} WHERE id = ANY({{0}})";

    public static string PostgresInsert(string table) =>
        $$"""
            INSERT INTO {{table}} (id, title, whole)
            SELECT id, array_to_tsvector(string_to_array(title, ' ')), array_to_tsvector(string_to_array(whole, ' '))
            FROM unnest({0}, {1}, {2}) AS n(id, title, whole)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title, whole = excluded.whole
            """;

    /// <summary>With its indexes: making them at once, over everything, takes a fraction of the time.</summary>
    public static string PostgresClear(string table) =>
        $"TRUNCATE {table};" + string.Concat(PostgresIndexes(table).Select(i => $"DROP INDEX IF EXISTS {i.Name};"));

    public static string PostgresFinish(string table) =>
        string.Concat(PostgresIndexes(table).Select(i => i.Sql)) + $"ANALYZE {table}; ANALYZE search_words";

    public const string SqliteWords = """
        CREATE TABLE search_words (word TEXT PRIMARY KEY, reversed TEXT NOT NULL, shown TEXT, compound INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX ix_search_words_reversed ON search_words (reversed, word, shown, compound);
        CREATE TABLE search_state (id INTEGER PRIMARY KEY, version INTEGER NOT NULL);
        """;

    public const string PostgresWords = """
        CREATE TABLE search_words (
            word text COLLATE "C" PRIMARY KEY, reversed text COLLATE "C" NOT NULL, shown text COLLATE "C", compound boolean NOT NULL);
        CREATE INDEX ix_search_words_reversed ON search_words (reversed);
        CREATE TABLE search_state (id integer PRIMARY KEY, version integer NOT NULL);
        """;
}
