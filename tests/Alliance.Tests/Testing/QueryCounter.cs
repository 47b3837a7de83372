using System.Collections.Concurrent;
using System.Data.Common;
using Alliance.Platform.Data;

namespace Alliance.Tests.Testing;

/// <summary>
/// Remembers the SQL that was sent, by EF and in plain. Work in the background (the outbox) asks too; it is left out, so
/// that <c>app.Queries.Clear(); await app.Client.GetAsync(…); Assert.Equal(1, app.Queries.Count);</c> counts the page's own.
/// </summary>
public sealed class QueryCounter : CommandCounter
{
    private readonly ConcurrentQueue<string> sql = new();

    public IReadOnlyCollection<string> Sql => sql;
    public int Count => sql.Count;

    public void Clear() => sql.Clear();

    public override void Sent(DbCommand command)
    {
        if (!command.CommandText.Contains("outbox", StringComparison.Ordinal))
            sql.Enqueue(command.CommandText);
    }
}
