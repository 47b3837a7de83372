using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Search;

/// <summary>
/// Finishes the search index while the server runs, when somebody was killed who wrote it in several transactions: an
/// import of many documents on SQLite. On PostgreSQL an index is left unfinished only by a start, which the next one begins
/// again.
/// </summary>
internal sealed class SearchMending(
    IServiceScopeFactory scopes,
    AllianceSettings settings,
    TimeProvider time,
    ILogger<SearchMending> log
) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    // Others want to write meanwhile: a batch holds SQLite's lock for as long as its texts take to be stemmed.
    private const int Batch = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Database.IsPostgres(settings.Connection))
            return;
        try
        {
            // Not by a timer that makes up for every tick it missed: a clock that jumps by months would keep it busy.
            while (true)
                try
                {
                    await Task.Delay(Between, time, stoppingToken);
                    await MendAsync(stoppingToken);
                }
                catch (Exception broken) when (broken is not OperationCanceledException)
                {
                    log.LogWarning(broken, "The search index could not be finished; trying again");
                }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start or server goes on.
        }
    }

    private async Task MendAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (await SearchIndex.VersionAsync(db, cancel) is not null)
            return;
        // Who stages is alive, and will write the index; who migrates is just starting, and will too. Neither begins meanwhile.
        var file = Database.SqliteFile(settings.Connection);
        using var nobodyStages = Staging.TryKeepAway(file);
        using var nobodyMigrates = nobodyStages is null ? null : FileLock.TryExclusive(Migrating.LockOf(file));
        if (nobodyMigrates is null || await SearchIndex.VersionAsync(db, cancel) is not null)
            return;
        log.LogInformation("Somebody who wrote the search index was interrupted; finishing it");
        // What is there stays, so that searches find it meanwhile.
        await SearchRebuild.FillAsync(db, log, Batch, cancel);
        await SearchIndex.FinishAsync(db);
        db.Raise("search-indexed", null, ["deals", "organisations", "cities", "practices", "offers"], time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }
}
