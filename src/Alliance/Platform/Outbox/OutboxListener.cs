using Alliance.Platform.Web;
using Npgsql;

namespace Alliance.Platform.Outbox;

/// <summary>
/// Hears on PostgreSQL what the other nodes say: that a message was stored, and which cached pages to evict. While the
/// connection is lost it hears nothing, so everything is evicted as soon as it listens again.
/// </summary>
internal sealed class OutboxListener(
    AllianceSettings settings,
    OutboxSignal signal,
    PageStore pages,
    TimeProvider time,
    ILogger<OutboxListener> log
) : BackgroundService
{
    private readonly TaskCompletionSource listening = new();

    /// <summary>Done as soon as this node has heard for the first time.</summary>
    public Task Listening => listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
            {
                log.LogWarning(lost, "The connection that hears evictions is lost; connecting again");
            }
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        // Kept alive, so that a connection cut in silence is noticed.
        var builder = new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false, KeepAlive = 20 };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        connection.Notification += (_, heard) =>
        {
            if (heard.Channel == PageEviction.Channel)
                pages.Evict(heard.Payload.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            else
                signal.Set();
        };
        await connection.OpenAsync(cancellationToken);
        await using (
            var listen = new NpgsqlCommand($"LISTEN {OutboxSignal.Channel}; LISTEN {PageEviction.Channel}", connection)
        )
            await listen.ExecuteNonQueryAsync(cancellationToken);
        pages.Evict([PageStore.Everything]);
        signal.Set();
        listening.TrySetResult();
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
