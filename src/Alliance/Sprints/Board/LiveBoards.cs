using System.Collections.Concurrent;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>The boards that this node has in memory: loaded when somebody asks, let go when nobody has for a while.</summary>
public sealed class LiveBoards(
    IServiceScopeFactory scopes,
    IHubContext<BoardHub> hub,
    TimeProvider time,
    ILogger<LiveBoard> log
) : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Lazy<Task<LiveBoard?>>> boards = new(StringComparer.Ordinal);
    private long nextSweep;

    /// <summary>Null where no board has this key.</summary>
    public async Task<LiveBoard?> FindAsync(string? key, CancellationToken cancel = default)
    {
        // Nobody fills the memory with keys that were guessed.
        if (key is not { Length: IdeaBoard.KeyLength })
            return null;
        await SweepAsync();
        var loading = boards.GetOrAdd(key, k => new Lazy<Task<LiveBoard?>>(() => LoadAsync(k)));
        LiveBoard? board;
        try
        {
            board = await loading.Value.WaitAsync(cancel);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || loading.Value.IsFaulted)
        {
            boards.TryRemove(KeyValuePair.Create(key, loading));
            throw;
        }
        // One who went away while it was loaded does not take it from the others.
        if (board is null)
        {
            boards.TryRemove(KeyValuePair.Create(key, loading));
            return null;
        }
        board.Used();
        return board;
    }

    /// <summary>What another node has said: that somebody wrote, or changed who leads.</summary>
    public async Task HearAsync(string key)
    {
        if (boards.TryGetValue(key, out var loading) && await loading.Value is { } board)
        {
            // A screen that only shows it asks for nothing by itself.
            board.Used();
            await board.CatchUpAsync();
        }
    }

    /// <summary>Nothing may have been heard for a while.</summary>
    public async Task HearAllAsync()
    {
        foreach (var key in boards.Keys)
            await HearAsync(key);
    }

    /// <summary>The next who asks reads it anew.</summary>
    public async Task DropAsync(string key)
    {
        if (boards.TryRemove(key, out var loading) && await loading.Value is { } board)
            await board.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var key in boards.Keys)
            await DropAsync(key);
    }

    private async Task<LiveBoard?> LoadAsync(string key)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var board = await db.IdeaBoards.AsNoTracking().Include(b => b.City).SingleOrDefaultAsync(b => b.Key == key);
        return board is null ? null : await LiveBoard.LoadAsync(board, db, scopes, hub, time, log);
    }

    private async Task SweepAsync()
    {
        var now = time.GetTimestamp();
        var due = Interlocked.Read(ref nextSweep);
        if (
            now < due
            || Interlocked.CompareExchange(
                ref nextSweep,
                now + (long)(Idle.TotalSeconds / 6 * time.TimestampFrequency),
                due
            ) != due
        )
            return;
        foreach (var (key, loading) in boards)
            if (loading is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: { } board } })
                if (board.UnusedFor >= Idle)
                    await DropAsync(key);
    }
}
