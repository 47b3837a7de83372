using Alliance.Platform.Data;
using Alliance.Platform.Web;

namespace Alliance.Platform.Outbox;

/// <summary>
/// Handles what acts have raised: evicts the cached pages it names, then runs the modules' handlers. Other processes
/// (an import at the command line) write too; hence SQLite is asked four times a second. On PostgreSQL a notification comes
/// within milliseconds, and the slow poll only catches what it missed.
/// </summary>
internal sealed class OutboxProcessor(
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    PageEviction eviction,
    IEnumerable<OutboxHandler> handlers,
    AllianceSettings settings,
    TimeProvider time,
    ILogger<OutboxProcessor> log
) : BackgroundService
{
    private const int Batch = 20;
    private readonly ILookup<string, OutboxHandler> handlers = handlers.ToLookup(h => h.Kind, StringComparer.Ordinal);
    private readonly TimeSpan poll = TimeSpan.FromSeconds(Database.IsPostgres(settings.Connection) ? 15 : 0.25);
    private DateTimeOffset nextPruning;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ProcessBatchAsync(stoppingToken) > 0) { }
                await PruneAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                // The database is away or busy; what waits is still there when it comes back.
                log.LogWarning(broken, "The outbox could not be read; trying again");
            }
            try
            {
                await signal.WaitAsync(poll, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Handles the next rows; the number that was taken.</summary>
    public async Task<int> ProcessBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<OutboxQueue>();
        var leased = await queue.LeaseAsync(Batch, cancellationToken);
        if (leased.Count == 0)
            return 0;
        // Eviction first, for the whole batch: it must not wait for a mail server.
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        try
        {
            foreach (var tags in Tags(leased))
                await eviction.EvictAsync(db, tags, cancellationToken);
        }
        catch
        {
            // At once somebody's again, rather than when the lease ends.
            await queue.ReturnAsync(leased, CancellationToken.None);
            throw;
        }
        for (var i = 0; i < leased.Count; i++)
        {
            var message = leased[i];
            // Slow handlers may outlast the lease; what is left belongs to whoever takes it next.
            if (message.LeasedUntil <= time.GetUtcNow().UtcDateTime)
            {
                await queue.ReturnAsync(leased.Skip(i), cancellationToken);
                break;
            }
            try
            {
                await HandleAsync(message, cancellationToken);
                await queue.CompleteAsync(message, cancellationToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                await queue.PostponeAsync(message, cancellationToken);
                var last = message.Attempts >= OutboxQueue.MostAttempts;
                log.Log(
                    last ? LogLevel.Error : LogLevel.Warning,
                    failed,
                    "Outbox message {Id} ({Kind}) failed at attempt {Attempt}{Outcome}",
                    message.Id,
                    message.Kind,
                    message.Attempts,
                    last ? " and is given up" : ""
                );
            }
        }
        return leased.Count;
    }

    private async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        foreach (var handler in handlers[message.Kind])
        {
            await using var scope = scopes.CreateAsyncScope();
            await handler.HandleAsync(message, scope.ServiceProvider, cancellationToken);
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < nextPruning)
            return;
        nextPruning = time.GetUtcNow() + TimeSpan.FromHours(1);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxQueue>().PruneAsync(cancellationToken);
    }

    // Messages that say the same, as a row of changes does, are heard once.
    private static IEnumerable<string[]> Tags(List<OutboxMessage> messages) =>
        messages
            .Select(m => m.Tags)
            .Distinct(StringComparer.Ordinal)
            .Select(t => t.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
