using System.Diagnostics;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Search;

/// <summary>
/// Indexes everything anew when this program makes other terms than the one that wrote the index, or when somebody was
/// interrupted while writing it. Runs where the database is migrated, or under the same lock (<see cref="SearchMending"/>),
/// hence in one process at a time. One that is interrupted begins again.
/// </summary>
internal static class SearchRebuild
{
    private const int Batch = 1_000;

    public static async Task IfNeededAsync(AppDb db, ILogger log, CancellationToken cancel)
    {
        if (await SearchIndex.VersionAsync(db, cancel) == SearchIndex.Version)
            return;
        await RunAsync(db, log, cancel);
    }

    /// <summary>From nothing, for a start.</summary>
    public static async Task RunAsync(AppDb db, ILogger log, CancellationToken cancel = default)
    {
        await SearchIndex.BeginAsync(db);
        await db.Database.ExecuteSqlAsync($"DELETE FROM search_words", cancel);
        foreach (var source in AppDb.Searched)
            await db.Database.ExecuteSqlRawAsync(
                db is PostgresDb ? SearchTables.PostgresClear(source.Table) : SearchTables.SqliteClear(source.Table),
                cancel
            );
        await FillAsync(db, log, Batch, cancel);
        foreach (var source in AppDb.Searched)
            await CreateIndexesAsync(db, source, cancel);
        await SearchIndex.FinishAsync(db);
    }

    /// <summary>
    /// Writes every record's terms, in the place of those it has. Batch by batch, each in a transaction of its own, so that
    /// its memory does not grow with the register.
    /// </summary>
    public static async Task FillAsync(AppDb db, ILogger log, int batch, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var indexed = 0;
        foreach (var source in AppDb.Searched)
        {
            var said = watch.Elapsed;
            for (long after = 0; ; )
            {
                var from = after;
                var ids = await source.All(db).Where(id => id > from).Order().Take(batch).ToListAsync(cancel);
                if (ids.Count == 0)
                    break;
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                await SearchIndex.WriteBatchAsync(db, source, ids, cancel);
                await transaction.CommitAsync(cancel);
                after = ids[^1];
                indexed += ids.Count;
                if (watch.Elapsed - said > TimeSpan.FromSeconds(10))
                {
                    said = watch.Elapsed;
                    log.LogInformation("Building the search index: {Records} records so far", indexed);
                }
            }
        }
        if (indexed > 0)
            log.LogInformation(
                "Built the search index: {Records} records in {Seconds} s",
                indexed,
                Math.Round(watch.Elapsed.TotalSeconds, 1)
            );
    }

    private static async Task CreateIndexesAsync(AppDb db, SearchSource source, CancellationToken cancel)
    {
        if (db is not PostgresDb)
            return;
        // Making an index of a large table takes longer than a page's query may.
        var limit = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await db.Database.ExecuteSqlRawAsync(SearchTables.PostgresFinish(source.Table), cancel);
        db.Database.SetCommandTimeout(limit);
    }
}
