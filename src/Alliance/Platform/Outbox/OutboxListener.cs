using System.Threading.Channels;
using Alliance.Platform.Web;
using Npgsql;

namespace Alliance.Platform.Outbox;

/// <summary>
/// Hears on PostgreSQL what the other nodes say: that a message was stored, and which cached pages to evict. While the
/// connection is lost it hears nothing, so everything is evicted as soon as it listens again. What was heard waits in a
/// queue, because bringing memory up to date asks the database, on another connection.
/// </summary>
internal sealed class OutboxListener(
    AllianceSettings settings,
    OutboxSignal signal,
    PageEviction eviction,
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
        var evictions = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        connection.Notification += (_, heard) =>
        {
            if (heard.Channel == PageEviction.Channel)
                evictions.Writer.TryWrite(heard.Payload);
            else
                signal.Set();
        };
        await connection.OpenAsync(cancellationToken);
        await using (
            var listen = new NpgsqlCommand($"LISTEN {OutboxSignal.Channel}; LISTEN {PageEviction.Channel}", connection)
        )
            await listen.ExecuteNonQueryAsync(cancellationToken);
        await eviction.EvictHereAsync([PageStore.Everything], cancellationToken);
        signal.Set();
        listening.TrySetResult();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var evicting = EvictAsync(evictions.Reader, lost.Token);
        var hearing = HearAsync(connection, lost.Token);
        try
        {
            // What breaks one of them breaks the other too; then the listening begins anew, and with everything.
            await await Task.WhenAny(hearing, evicting);
        }
        finally
        {
            await lost.CancelAsync();
            await Task.WhenAll(hearing, evicting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task HearAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (true)
            await connection.WaitAsync(cancellationToken);
    }

    private async Task EvictAsync(ChannelReader<string> heard, CancellationToken cancellationToken)
    {
        await foreach (var payload in heard.ReadAllAsync(cancellationToken))
            await eviction.HearAsync(payload, cancellationToken);
    }
}
