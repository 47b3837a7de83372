using System.Collections.Concurrent;
using System.Data.Common;
using Alliance.Platform.Data;
using Microsoft.Extensions.Hosting;

namespace Alliance.Tests.Testing;

/// <summary>
/// Remembers the SQL that was sent, by EF and in plain. Work in the background (jobs, the outbox) asks too; it is left out,
/// so that <c>app.Queries.Clear(); await app.Client.GetAsync(…); Assert.Equal(1, app.Queries.Count);</c> counts the page's own.
/// </summary>
public sealed class QueryCounter : CommandCounter
{
    private readonly ConcurrentQueue<string> sql = new();

    // What goes on in the background begins while the application starts, and carries this along. A request does not.
    private readonly AsyncLocal<bool> inBackground = new();

    public IReadOnlyCollection<string> Sql => sql;
    public int Count => sql.Count;

    public void Clear() => sql.Clear();

    /// <summary>Starts an application whose work in the background is not counted.</summary>
    public async Task StartAsync(IHost app)
    {
        inBackground.Value = true;
        await app.StartAsync();
    }

    public override void Sent(DbCommand command)
    {
        if (!inBackground.Value && !command.CommandText.Contains("outbox", StringComparison.Ordinal))
            sql.Enqueue(command.CommandText);
    }
}
