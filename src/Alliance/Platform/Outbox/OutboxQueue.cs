using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Outbox;

/// <summary>
/// The waiting rows. Any number of nodes and processes lease from it; a row whose node dies waits for another when the
/// lease ends. An attempt counts when it begins, so that a row that kills its node is given up too.
/// </summary>
public sealed class OutboxQueue(AppDb db, TimeProvider time)
{
    public const int MostAttempts = 10;
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes up to <paramref name="most"/> rows for this node, in the order in which they were stored.</summary>
    public async Task<List<OutboxMessage>> LeaseAsync(int most, CancellationToken cancellationToken)
    {
        var now = Now;
        // Looking costs a read; leasing at once would take SQLite's write lock each second for nothing.
        if (!await Due(now).AnyAsync(cancellationToken))
            return [];
        var until = now + Lease;
        var leasing =
            db is SqliteDb
                ? db.Outbox.FromSql(
                    $"""
                    UPDATE outbox SET leased_until = {until}, attempts = attempts + 1
                    WHERE id IN (
                        SELECT id FROM outbox
                        WHERE processed_at IS NULL AND attempts < {MostAttempts}
                          AND (leased_until IS NULL OR leased_until <= {now})
                        ORDER BY id LIMIT {most})
                    RETURNING *
                    """
                )
                // Never by "id greater than the last seen": a lower id may become visible later than a higher one.
                : db.Outbox.FromSql(
                    $"""
                    UPDATE outbox SET leased_until = {until}, attempts = attempts + 1
                    WHERE id IN (
                        SELECT id FROM outbox
                        WHERE processed_at IS NULL AND attempts < {MostAttempts}
                          AND (leased_until IS NULL OR leased_until <= {now})
                        ORDER BY id LIMIT {most} FOR UPDATE SKIP LOCKED)
                    RETURNING *
                    """
                );
        var leased = await leasing.AsNoTracking().ToListAsync(cancellationToken);
        return [.. leased.OrderBy(m => m.Id)];
    }

    public async Task CompleteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var now = Now;
        await db
            .Outbox.Where(m => m.Id == message.Id)
            .ExecuteUpdateAsync(
                s => s.SetProperty(m => m.ProcessedAt, now).SetProperty(m => m.LeasedUntil, (DateTime?)null),
                cancellationToken
            );
    }

    /// <summary>Lets the row rest before it is tried again: 2, 4, 8 … seconds, an hour at most.</summary>
    public async Task PostponeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var until = Now + TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, message.Attempts)));
        await db
            .Outbox.Where(m => m.Id == message.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeasedUntil, until), cancellationToken);
    }

    /// <summary>Gives back what was taken and not tried; it was no attempt. A row that another has taken since is left alone.</summary>
    public async Task ReturnAsync(IEnumerable<OutboxMessage> untried, CancellationToken cancellationToken)
    {
        foreach (var message in untried)
            await db
                .Outbox.Where(m => m.Id == message.Id && m.LeasedUntil == message.LeasedUntil)
                .ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(m => m.LeasedUntil, (DateTime?)null)
                            .SetProperty(m => m.Attempts, m => m.Attempts - 1),
                    cancellationToken
                );
    }

    /// <summary>Deletes what was done long ago.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = Now - Kept;
        return await db.Outbox.Where(m => m.ProcessedAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Rows that nobody will try again until an operator looks at them.</summary>
    public Task<int> CountGivenUpAsync(CancellationToken cancellationToken) =>
        db.Outbox.CountAsync(m => m.ProcessedAt == null && m.Attempts >= MostAttempts, cancellationToken);

    /// <summary>True when a row that should have been handled has waited longer than <paramref name="age"/>.</summary>
    public Task<bool> WaitsLongerThanAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var due = Now - age;
        return Due(due).AnyAsync(m => m.OccurredAt < due, cancellationToken);
    }

    private IQueryable<OutboxMessage> Due(DateTime at) =>
        db.Outbox.Where(m =>
            m.ProcessedAt == null && m.Attempts < MostAttempts && (m.LeasedUntil == null || m.LeasedUntil <= at)
        );
}
