using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

/// <summary>
/// Acts that write many records, and with them what all of those are found by, come one after the other. On PostgreSQL they
/// would otherwise wait for each other's rows and search words in different orders, and one of them would be ended as a
/// deadlock. SQLite has one writer at a time anyway.
/// </summary>
public static class WritingTurn
{
    // Any number will do, as long as it is ours.
    private const long AdvisoryLock = 0x616c6c6977726974;

    // An import of tens of thousands of deals takes minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Waits for the turn, and has it until the end of the transaction, which must be there. To be taken before anything is
    /// read that the act relies on: what others did in their turns is seen then.
    /// </summary>
    public static async Task TakeTurnAsync(this AppDb db, CancellationToken cancel = default)
    {
        if (db is not PostgresDb)
            return;
        var limit = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(Patience);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancel);
        db.Database.SetCommandTimeout(limit);
    }
}
