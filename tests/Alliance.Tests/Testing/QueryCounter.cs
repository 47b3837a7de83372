using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alliance.Tests.Testing;

/// <summary>
/// Remembers the SQL that went through EF. Work in the background (the outbox) asks too; it is left out, so that
/// <c>app.Queries.Clear(); await app.Client.GetAsync(…); Assert.Equal(1, app.Queries.Count);</c> counts the page's own.
/// </summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> sql = new();

    public IReadOnlyCollection<string> Sql => sql;
    public int Count => sql.Count;

    public void Clear() => sql.Clear();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Remember(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Remember(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Remember(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Remember(command);
        return new(result);
    }

    private void Remember(DbCommand command)
    {
        if (!command.CommandText.Contains("outbox", StringComparison.Ordinal))
            sql.Enqueue(command.CommandText);
    }
}
