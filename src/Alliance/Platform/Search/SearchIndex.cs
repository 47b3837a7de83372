using System.Text.Json;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Search;

/// <summary>
/// Writes what records are found by. Acts call it after they saved, in the same transaction; the same code fills the
/// whole index, so that both ways give the same.
/// </summary>
public static class SearchIndex
{
    /// <summary>
    /// Raise it when other terms come of the same texts, or other records are found: every database is then indexed anew at its next start.
    /// </summary>
    private const int Terms = 5;

    /// <summary>What is stored with the index: it also differs where the glossary does.</summary>
    public static readonly int Version = (Terms << 24) + Glossary.Shipped.Fingerprint;

    private const int Batch = 500;

    /// <summary>Indexes records anew that were stored, changed or deleted, and those that carry their words.</summary>
    public static Task WriteAsync(
        AppDb db,
        SearchSource source,
        IEnumerable<long> ids,
        CancellationToken cancel = default
    ) => WriteAsync(db, new Dictionary<SearchSource, HashSet<long>> { [source] = [.. ids] }, cancel);

    /// <summary>The same for several kinds at once; a record that is touched by several changes is written once.</summary>
    public static async Task WriteAsync(
        AppDb db,
        IReadOnlyDictionary<SearchSource, HashSet<long>> changed,
        CancellationToken cancel = default
    )
    {
        foreach (var source in AppDb.Searched)
        {
            var ids = new SortedSet<long>(changed.GetValueOrDefault(source) ?? []);
            foreach (var (other, touched) in changed)
                if (source.Following.TryGetValue(other.Table, out var following))
                    foreach (var some in touched.Chunk(Batch))
                        ids.UnionWith(await following(db, some).ToListAsync(cancel));
            foreach (var some in ids.Chunk(Batch))
                await WriteBatchAsync(db, source, some, cancel);
        }
    }

    /// <summary>By which version the index was written; null while it is not whole.</summary>
    internal static async Task<int?> VersionAsync(AppDb db, CancellationToken cancel) =>
        await db.Database.SqlQuery<int?>($"SELECT max(version) AS \"Value\" FROM search_state").SingleAsync(cancel);

    /// <summary>
    /// Says that the index lacks something, for an act that writes it in several transactions. Should it not come to its
    /// end, a running server (<see cref="SearchMending"/>) or the next start does.
    /// </summary>
    public static Task BeginAsync(AppDb db) => db.Database.ExecuteSqlAsync($"DELETE FROM search_state");

    /// <summary>Says that the index is whole.</summary>
    public static Task FinishAsync(AppDb db) =>
        db.Database.ExecuteSqlAsync(
            $"INSERT INTO search_state (id, version) VALUES (1, {Version}) ON CONFLICT (id) DO UPDATE SET version = excluded.version"
        );

    internal static async Task WriteBatchAsync(
        AppDb db,
        SearchSource source,
        IReadOnlyList<long> ids,
        CancellationToken cancel
    )
    {
        var records = await source.ReadAsync(db, ids, cancel);
        var vocabulary = new Vocabulary();
        var rows = records
            .OrderBy(r => r.Id)
            .Select(r =>
            {
                var (title, body) = r.Terms(vocabulary);
                return (r.Id, Title: title, Body: body);
            })
            .ToList();
        var titles = rows.Select(r => string.Join(' ', r.Title));
        if (db is PostgresDb)
        {
            await db.Database.ExecuteSqlRawAsync(SearchTables.PostgresDelete(source.Table), [ids.ToArray()], cancel);
            await db.Database.ExecuteSqlRawAsync(
                SearchTables.PostgresInsert(source.Table),
                [
                    rows.Select(r => r.Id).ToArray(),
                    titles.ToArray(),
                    rows.Select(r => string.Join(' ', r.Title.Union(r.Body))).ToArray(),
                ],
                cancel
            );
        }
        else
        {
            await db.Database.ExecuteSqlRawAsync(
                SearchTables.SqliteDelete(source.Table),
                [JsonSerializer.Serialize(ids)],
                cancel
            );
            var inserted = rows.Zip(titles, (r, title) => new object[] { r.Id, title, string.Join(' ', r.Body) });
            await db.Database.ExecuteSqlRawAsync(
                SearchTables.SqliteInsert(source.Table),
                [JsonSerializer.Serialize(inserted)],
                cancel
            );
        }
        await vocabulary.StoreAsync(db, cancel);
    }
}
