using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>What became of a sending: the number of its last operation, and the card it made or changed.</summary>
/// <param name="Numbers">Of its operations, first and last.</param>
public sealed record Written((int First, int Last) Numbers);

/// <summary>
/// One board in this process. One writer stores what waits, all of it in one transaction, and answers when that is committed; on
/// PostgreSQL another node may have taken the number, then it reads on and judges anew. <see cref="BoardPump"/> tells all screens what has changed.
/// </summary>
public sealed class LiveBoard : IAsyncDisposable
{
    private const int MostAtOnce = 200;
    private const int MostAttempts = 20;

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Channel<Sending> waiting = Channel.CreateBounded<Sending>(
        new BoundedChannelOptions(5_000) { SingleReader = true }
    );
    private readonly ConcurrentDictionary<(long By, string Client), (int First, int Last)> done = new();
    private readonly ConcurrentDictionary<long, string?> names = new();
    private readonly ConcurrentDictionary<long, BoardAllowance> allowances = new();
    private readonly BoardPump pump;
    private Task working = Task.CompletedTask;
    private volatile BoardState state;
    private readonly IdeaBoard board;
    private long used;

    private LiveBoard(
        IdeaBoard board,
        BoardState state,
        IServiceScopeFactory scopes,
        IHubContext<BoardHub> hub,
        TimeProvider time,
        ILogger log
    )
    {
        (this.board, this.state, this.scopes, this.time, this.log) = (board, state, scopes, time, log);
        pump = new BoardPump(this, hub, time, log);
        Used();
    }

    public IdeaBoard Board => board;
    public BoardState State => state;

    internal TimeSpan UnusedFor => time.GetElapsedTime(Interlocked.Read(ref used));

    internal void Used() => Interlocked.Exchange(ref used, time.GetTimestamp());

    /// <summary>How somebody is shown; null who gave no name.</summary>
    public string? NameOf(long participant) => names.GetValueOrDefault(participant);

    internal void Know(BoardParticipant participant) => names[participant.Id] = participant.Name;

    internal static async Task<LiveBoard> LoadAsync(
        IdeaBoard board,
        AppDb db,
        IServiceScopeFactory scopes,
        IHubContext<BoardHub> hub,
        TimeProvider time,
        ILogger log
    )
    {
        var kept = board.Snapshot is { } json ? Read(json) : BoardState.Empty;
        board.Snapshot = null;
        var live = new LiveBoard(board, kept, scopes, hub, time, log);
        // What was done before the snapshot is known too: a browser may come back after a day and send it again.
        foreach (
            var sent in await db
                .BoardOperations.Where(o => o.BoardId == board.Id && o.Number <= kept.Version)
                .Select(o => new
                {
                    o.ParticipantId,
                    o.Client,
                    o.Number,
                })
                .ToListAsync()
        )
            live.Note(sent.ParticipantId, sent.Client, sent.Number);
        await live.ReadOnAsync(db);
        live.pump.Begin();
        live.working = Task.Run(live.WriteAllAsync);
        return live;
    }

    /// <summary>Why somebody who has not taken part yet may not do this now, and at which operation; null where nothing is in the way.</summary>
    public (Refusal Why, int At)? RefusesNewcomer(BoardRole role, IReadOnlyList<BoardOp> ops, bool fromPaper)
    {
        // No participant has this number.
        var (_, entries, why) = JudgeSending.Run(state, board, 0, role, ops, fromPaper, time.GetUtcNow().UtcDateTime);
        return why is null ? null : (why, entries.Count);
    }

    /// <summary>Does all of these operations, or none.</summary>
    /// <param name="participant">Who.</param>
    /// <param name="role">As what.</param>
    /// <param name="client">How the browser calls it; what was done under this name already is answered as it was then.</param>
    /// <param name="ops">In their order.</param>
    /// <param name="fromPaper">They were written on paper before.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>
    /// Refused as <see cref="BoardRules.Judge"/> says, the second value telling at which; with <c>board-too-fast</c>.
    /// </returns>
    public async Task<(Outcome<Written> Outcome, int At)> WriteAsync(
        BoardParticipant participant,
        BoardRole role,
        string client,
        IReadOnlyList<BoardOp> ops,
        bool fromPaper = false,
        CancellationToken cancel = default
    )
    {
        Used();
        if (done.TryGetValue((participant.Id, client), out var before))
            return (new Written(before), 0);
        if (!allowances.GetOrAdd(participant.Id, _ => new BoardAllowance(time)).Takes())
            return (new Refusal("board-too-fast"), 0);
        names[participant.Id] = participant.Name;
        var sending = new Sending(participant.Id, role, client, ops, fromPaper);
        try
        {
            await waiting.Writer.WriteAsync(sending, cancel);
        }
        catch (ChannelClosedException)
        {
            // Let go at this very moment; who asks again gets it anew.
            return (new Refusal("board-too-fast"), 0);
        }
        return await sending.Done.Task.WaitAsync(cancel);
    }

    /// <summary>Reads what other nodes have written, and who leads now.</summary>
    public async Task CatchUpAsync(CancellationToken cancel = default)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ReadOnAsync(scope.ServiceProvider.GetRequiredService<AppDb>());
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Before a page is made: on PostgreSQL another node may have written what its reader wrote a moment ago.</summary>
    public Task CatchUpBeforeReadingAsync(AppDb db, CancellationToken cancel) =>
        db is PostgresDb ? CatchUpAsync(cancel) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await pump.DisposeAsync();
        gate.Dispose();
    }

    internal static BoardState Read(string json) =>
        JsonSerializer.Deserialize<BoardState>(json, JsonColumn.Options)!.Returned();

    internal static string Write(BoardState state) => JsonSerializer.Serialize(state, JsonColumn.Options);

    private async Task ReadOnAsync(AppDb db)
    {
        // Not the row as a whole, whose snapshot is as long as the board: this is asked before each page.
        var now = await db
            .IdeaBoards.Where(b => b.Id == board.Id)
            .Select(b => new
            {
                b.HostLink,
                b.LeadLink,
                b.ClosedAt,
                b.NamesErasedAt,
                Last = db.BoardOperations.Where(o => o.BoardId == b.Id).Max(o => (int?)o.Number),
            })
            .SingleOrDefaultAsync();
        if (now is null)
            return;
        (board.HostLink, board.LeadLink) = (now.HostLink, now.LeadLink);
        (board.ClosedAt, board.NamesErasedAt) = (now.ClosedAt, now.NamesErasedAt);
        var entries =
            now.Last > state.Version
                ? await db
                    .BoardOperations.AsNoTracking()
                    .Where(o => o.BoardId == board.Id && o.Number > state.Version)
                    .OrderBy(o => o.Number)
                    .ToListAsync()
                : [];
        var next = state;
        foreach (var operation in entries)
        {
            next = next.Apply(EntryOf(operation));
            Note(operation.ParticipantId, operation.Client, operation.Number);
        }
        var unknown = next.Cards.Values.Select(c => c.By).Where(by => !names.ContainsKey(by)).Distinct().ToList();
        if (unknown.Count > 0)
            foreach (
                var known in await db
                    .BoardParticipants.Where(p => unknown.Contains(p.Id))
                    .Select(p => new { p.Id, p.Name })
                    .ToListAsync()
            )
                names[known.Id] = known.Name;
        state = next;
        if (entries.Count > 0)
            pump.Changed();
    }

    internal static BoardEntry EntryOf(BoardOperation operation) =>
        new(
            operation.Number,
            operation.ParticipantId,
            JsonSerializer.Deserialize<BoardOp>(operation.Content, JsonColumn.Options)!
        );

    private void Note(long by, string client, int number)
    {
        // Of several operations that were sent as one each carries the name and its place.
        var whole = client.Split('/')[0];
        done.AddOrUpdate(
            (by, whole),
            (number, number),
            (_, was) => (Math.Min(was.First, number), Math.Max(was.Last, number))
        );
    }

    private async Task WriteAllAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            var batch = new List<Sending>();
            while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var next))
                batch.Add(next);
            await gate.WaitAsync();
            try
            {
                await StoreAsync(batch);
            }
            catch (Exception broken)
            {
                // Whoever sent it keeps it, and sends it again.
                log.LogWarning(broken, "{Count} operations of a board could not be stored", batch.Count);
                foreach (var sending in batch)
                    sending.Done.TrySetException(broken);
            }
            finally
            {
                gate.Release();
            }
        }
    }

    private async Task StoreAsync(List<Sending> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var (next, stored, answers) = (state, new List<(BoardOperation Row, BoardOp Op)>(), new List<Action>());
            foreach (var sending in batch)
                next = Place(sending, next, now, stored, answers);
            try
            {
                if (stored.Count > 0)
                    await StoreAsync(next, stored, now);
            }
            catch (DbUpdateException raced) when (raced.IsRaced() && attempt < MostAttempts)
            {
                await using var scope = scopes.CreateAsyncScope();
                await ReadOnAsync(scope.ServiceProvider.GetRequiredService<AppDb>());
                continue;
            }
            state = next;
            foreach (var (row, _) in stored)
                Note(row.ParticipantId, row.Client, row.Number);
            foreach (var answer in answers)
                answer();
            if (stored.Count > 0)
                pump.Changed();
            return;
        }
    }

    // Puts one sending behind what is there, in memory alone; all of its operations or none.
    private BoardState Place(
        Sending sending,
        BoardState from,
        DateTime now,
        List<(BoardOperation, BoardOp)> stored,
        List<Action> answers
    )
    {
        if (done.TryGetValue((sending.By, sending.Client), out var before))
        {
            answers.Add(() => sending.Done.TrySetResult((new Written(before), 0)));
            return from;
        }
        // Twice in one batch: the second finds the first when that is noted.
        if (stored.Exists(s => s.Item1.ParticipantId == sending.By && s.Item1.Client.Split('/')[0] == sending.Client))
        {
            answers.Add(() =>
                sending.Done.TrySetResult((new Written(done.GetValueOrDefault((sending.By, sending.Client))), 0))
            );
            return from;
        }
        var (next, entries, refused) = JudgeSending.Run(
            from,
            board,
            sending.By,
            sending.Role,
            sending.Ops,
            sending.FromPaper,
            now
        );
        if (refused is { } why)
        {
            answers.Add(() => sending.Done.TrySetResult((why, entries.Count)));
            return from;
        }
        stored.AddRange(
            entries.Select(
                (entry, i) =>
                    (
                        new BoardOperation
                        {
                            BoardId = board.Id,
                            Number = entry.Number,
                            ParticipantId = sending.By,
                            Client = entries.Count == 1 ? sending.Client : $"{sending.Client}/{i}",
                            Content = JsonSerializer.Serialize(entry.Op, JsonColumn.Options),
                            At = now,
                        },
                        entry.Op
                    )
            )
        );
        var numbers = (from.Version + 1, next.Version);
        answers.Add(() => sending.Done.TrySetResult((new Written(numbers), 0)));
        return next;
    }

    private async Task StoreAsync(BoardState next, List<(BoardOperation Row, BoardOp Op)> stored, DateTime now)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await StoreOperations.RunAsync(db, board, state, next, stored, now);
        await scope.ServiceProvider.GetRequiredService<BoardNode>().TellAsync(db, board.Key);
        await transaction.CommitAsync();
    }

    private sealed record Sending(long By, BoardRole Role, string Client, IReadOnlyList<BoardOp> Ops, bool FromPaper)
    {
        public TaskCompletionSource<(Outcome<Written>, int)> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
