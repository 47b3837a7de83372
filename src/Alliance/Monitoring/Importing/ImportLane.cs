using Alliance.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Alliance.Monitoring.Importing;

internal enum StoredPart
{
    Yes,

    /// <summary>Somebody said something of one of its deals since it was judged.</summary>
    SeenOtherwise,

    /// <summary>Somebody has the turn for long, and may be waiting for what the lanes have put: all of it is to be taken back.</summary>
    Later,

    /// <summary>Somebody else goes on with the import, or has discarded it.</summary>
    BySomebodyElse,
}

/// <summary>
/// A connection on which parts of an import are stored, one after the other. Its rows are put before the turn is taken, in which others would wait;
/// in the turn it is seen whether they are still right.
/// </summary>
internal sealed class ImportLane(AsyncServiceScope scope, AppDb db) : IAsyncDisposable
{
    // Who records in the turn what this lane has just put waits for it, while it waits for the turn: it gives in first, before PostgreSQL ends
    // one of the two.
    private const string MostWaiting = "SET LOCAL lock_timeout = '500ms'";

    private const int SqliteConstraint = 19;

    private readonly MeasurementWriter writer = new(db);
    private bool isOpen;
    private IDbContextTransaction? transaction;
    private Task<bool> putting = Task.FromResult(true);

    public AppDb Db => db;

    /// <summary>Begins to put the rows; <see cref="StoreAsync"/> waits for them.</summary>
    /// <param name="part">Whose rows.</param>
    /// <param name="inTurn">Takes the turn first: it waits for it as long as it takes, and nobody waits for its rows meanwhile.</param>
    /// <param name="cancel">Ends it.</param>
    public void Put(JudgedPart part, bool inTurn, CancellationToken cancel) => putting = PutAsync(part, inTurn, cancel);

    /// <summary>Takes back what was put.</summary>
    public async Task UndoAsync()
    {
        await putting;
        if (transaction is not null)
            await transaction.DisposeAsync();
        transaction = null;
    }

    /// <summary>Stores what was put, unless something stands in its way.</summary>
    /// <param name="import">Which import it belongs to.</param>
    /// <param name="done">So many rows were stored before.</param>
    /// <param name="part">What was put.</param>
    /// <param name="complete">What else is to be done in the same transaction.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<StoredPart> StoreAsync(
        (long Id, DateTime Begun) import,
        int done,
        JudgedPart part,
        Func<Task> complete,
        CancellationToken cancel
    )
    {
        var isPut = await putting;
        await using var own = transaction;
        // Of what somebody has recorded meanwhile there would be two.
        if (!isPut)
            return StoredPart.SeenOtherwise;
        try
        {
            await db.TakeTurnAsync(cancel);
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return StoredPart.Later;
        }
        if (db is PostgresDb)
            await db.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = 0", cancel);
        // Once it is discarded, another one may bear its number.
        var (id, begun) = import;
        var mine = await db
            .MeasurementImports.Where(i => i.Id == id && i.StartedAt == begun && i.Done == done && i.Open != null)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Done, done + part.Rows), cancel);
        if (mine == 0)
            return StoredPart.BySomebodyElse;
        if (await DealsSeen.LoadAsync(db, part.Deals, id, cancel) != part.Seen)
            return StoredPart.SeenOtherwise;
        await complete();
        await own!.CommitAsync(cancel);
        return StoredPart.Yes;
    }

    public async ValueTask DisposeAsync()
    {
        // What was begun must not go on beside what comes after.
        await putting.ContinueWith(_ => { }, TaskScheduler.Default);
        if (transaction is not null)
            await transaction.DisposeAsync();
        writer.Dispose();
        await scope.DisposeAsync();
    }

    private async Task<bool> PutAsync(JudgedPart part, bool inTurn, CancellationToken cancel)
    {
        // The writer's statement belongs to it.
        if (!isOpen)
            await db.Database.OpenConnectionAsync(cancel);
        isOpen = true;
        transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            if (inTurn)
                await db.TakeTurnAsync(cancel);
            else if (db is PostgresDb)
                await db.Database.ExecuteSqlRawAsync(MostWaiting, cancel);
            await writer.WriteAsync(part.Measurements, cancel);
            return true;
        }
        catch (PostgresException clash)
            when (clash.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        catch (SqliteException clash) when (clash.SqliteErrorCode == SqliteConstraint)
        {
            return false;
        }
    }
}

/// <summary>The lanes of an import, and which of them are free.</summary>
internal sealed class ImportLanes : IAsyncDisposable
{
    private readonly List<ImportLane> all = [];
    private readonly Queue<ImportLane> free;

    public ImportLanes(IServiceScopeFactory scopes, int lanes, TimeSpan patience)
    {
        for (var i = 0; i < lanes; i++)
        {
            var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            db.Database.SetCommandTimeout(patience);
            all.Add(new ImportLane(scope, db));
        }
        free = new Queue<ImportLane>(all);
    }

    public bool Any => free.Count > 0;

    public ImportLane Take() => free.Dequeue();

    public void Give(ImportLane lane) => free.Enqueue(lane);

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in all)
            await lane.DisposeAsync();
    }
}
