using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Alliance.Platform.Data;

/// <summary>What becomes of a write when somebody else wrote the same meanwhile.</summary>
public static class Saving
{
    private const int SqliteConstraint = 19;

    /// <summary>
    /// Stores what an act has changed. Refused with <c>somebody-was-faster</c>, and nothing stored, when a concurrency token
    /// moved on or a unique index has the row already.
    /// </summary>
    public static async Task<Refusal?> SaveInTurnAsync(this AppDb db, CancellationToken cancel = default)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            return new Refusal("somebody-was-faster");
        }
    }

    /// <summary>Whether a write failed because of another one, not because of itself.</summary>
    public static bool IsRaced(this DbUpdateException failed) =>
        failed
            is DbUpdateConcurrencyException
                or { InnerException: SqliteException { SqliteErrorCode: SqliteConstraint } }
                or { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } };
}
