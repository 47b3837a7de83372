using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace Alliance.Sprints.Board;

/// <summary>Tells all screens of a board what has changed, all at once; a slow one holds up nobody, and asks for what it missed.</summary>
internal sealed class BoardPump(LiveBoard live, IHubContext<BoardHub> hub, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    // Screens are told together what came within so long.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);

    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource ending = new();
    private Task working = Task.CompletedTask;

    /// <summary>Whoever opens the board from now on gets what is there now by that.</summary>
    public void Begin()
    {
        // Read here and not by the work itself, which may begin after the first write.
        var told = live.State;
        working = Task.Run(() => RunAsync(told));
    }

    public void Changed() => changed.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        changed.Writer.TryComplete();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ending.CancelAsync();
        ending.Dispose();
    }

    private async Task RunAsync(BoardState told)
    {
        while (await changed.Reader.WaitToReadAsync())
        {
            changed.Reader.TryRead(out _);
            var now = live.State;
            if (now.Version > told.Version)
            {
                var news = BoardNews.Between(live, told.Version, now, to: null, time.GetUtcNow());
                told = now;
                _ = TellAsync(news);
            }
            await Task.Delay(Pace);
        }
    }

    private async Task TellAsync(BoardNews news)
    {
        try
        {
            await hub.Clients.Group(live.Board.Key).SendAsync("news", news, ending.Token);
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            log.LogDebug(lost, "Screens of a board could not be told; they ask for what they missed");
        }
    }
}
