using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alliance.Platform.Data;

/// <summary>
/// Counts what is sent to the database (the metric <c>alliance.db.commands</c>): EF's commands, and plain SQL, which tells
/// it through <see cref="PlainSql"/>. Tests derive from it to see which commands a page sends.
/// </summary>
public class CommandCounter : DbCommandInterceptor
{
    public const string MeterName = "Alliance";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("alliance.db.commands");

    /// <summary>Called once for each command, just before it is sent.</summary>
    public virtual void Sent(DbCommand command) => Commands.Add(1);

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Sent(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Sent(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Sent(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Sent(command);
        return new(result);
    }
}
