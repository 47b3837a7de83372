using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Alliance.Sprints.Board;

/// <summary>
/// How nodes on one PostgreSQL tell each other that a board was written: not by the outbox, whose rows would be three more writes for
/// each, and which nobody needs here, because what was missed is read from the operations themselves.
/// </summary>
public sealed class BoardNode
{
    public const string Channel = "alliance_board";

    private readonly string name = Guid.NewGuid().ToString("N");

    /// <summary>Heard with the commit of the transaction that is under way. On SQLite there is nobody else.</summary>
    public Task TellAsync(AppDb db, string key, CancellationToken cancel = default) =>
        db is PostgresDb
            ? db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {name + ' ' + key})", cancel)
            : Task.CompletedTask;

    /// <summary>The board's key; null where this node said it itself.</summary>
    public string? KeyIn(string payload) => payload.Split(' ') is [var from, var key] && from != name ? key : null;
}

/// <summary>Hears the other nodes. While its connection is lost it hears nothing, so all boards are read on as soon as it listens again.</summary>
internal sealed class BoardListener(
    AllianceSettings settings,
    BoardNode node,
    LiveBoards boards,
    TimeProvider time,
    ILogger<BoardListener> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // On SQLite there is one node.
        while (Database.IsPostgres(settings.Connection) && !stoppingToken.IsCancellationRequested)
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
                log.LogWarning(lost, "The connection that hears of boards is lost; connecting again");
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

    private async Task ListenAsync(CancellationToken cancel)
    {
        var builder = new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false, KeepAlive = 20 };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        var heard = System.Threading.Channels.Channel.CreateUnbounded<string>();
        connection.Notification += (_, said) =>
        {
            if (node.KeyIn(said.Payload) is { } key)
                heard.Writer.TryWrite(key);
        };
        await connection.OpenAsync(cancel);
        await using (var listen = new NpgsqlCommand($"LISTEN {BoardNode.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancel);
        await boards.HearAllAsync();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = ReadOnAsync(heard.Reader, lost.Token);
        try
        {
            while (true)
                await connection.WaitAsync(cancel);
        }
        finally
        {
            await lost.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadOnAsync(System.Threading.Channels.ChannelReader<string> heard, CancellationToken cancel)
    {
        while (await heard.WaitToReadAsync(cancel))
        {
            // What was said several times meanwhile is read once.
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (heard.TryRead(out var key))
                keys.Add(key);
            foreach (var key in keys)
                try
                {
                    await boards.HearAsync(key);
                }
                catch (Exception broken) when (broken is not OperationCanceledException)
                {
                    log.LogWarning(broken, "A board that another node has written could not be read on");
                }
        }
    }
}
