using System.Data.Common;
using System.Threading.Channels;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alliance.Platform.Outbox;

/// <summary>
/// Wakes the processor when a message was stored: directly in this process, and on PostgreSQL by NOTIFY in every other.
/// It is only a hint. One that is lost, or comes before the commit, costs a poll's delay and nothing else.
/// </summary>
public sealed class OutboxSignal : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public const string Channel = "alliance_outbox";
    private const string Notify = $"SELECT pg_notify('{Channel}', '')";

    private readonly Channel<bool> waiting = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Set() => waiting.Writer.TryWrite(true);

    /// <summary>Waits for the next signal, <paramref name="longest"/> at most.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await waiting.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (HoldsMessage(eventData.Context))
        {
            Set();
            // Inside a transaction PostgreSQL delivers it when, and only if, that commits.
            if (eventData.Context is PostgresDb)
                await eventData.Context.Database.ExecuteSqlRawAsync(Notify, cancellationToken);
        }
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (HoldsMessage(eventData.Context))
        {
            Set();
            if (eventData.Context is PostgresDb)
                eventData.Context.Database.ExecuteSqlRaw(Notify);
        }
        return result;
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (HoldsMessage(eventData.Context))
            Set();
        return Task.CompletedTask;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (HoldsMessage(eventData.Context))
            Set();
    }

    private static bool HoldsMessage(DbContext? context) =>
        context is AppDb db && db.ChangeTracker.Entries<OutboxMessage>().Any();
}
