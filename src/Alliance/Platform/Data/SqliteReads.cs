using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alliance.Platform.Data;

/// <summary>
/// Connections for plain reads on SQLite that keep their statements compiled: compiling the deal page's five takes twice
/// as long as running them. (Npgsql does the same by itself, see <see cref="Database"/>.) It goes to the contexts with the
/// interceptors, being one in name only, because it belongs to one application and its database.
/// </summary>
internal sealed class SqliteReads : IInterceptor, IDisposable
{
    private const int MostStatements = 32;

    // Each keeps some pages of the file at hand.
    private const int MostIdle = 16;

    private readonly ConcurrentBag<Open> idle = [];
    private volatile bool disposed;

    /// <summary>Runs the command on a connection of its own; it sees what is committed.</summary>
    public async Task<T> ReadAsync<T>(
        string connection,
        string sql,
        IReadOnlyCollection<(string Name, object? Value)> parameters,
        Action<DbCommand> sending,
        Func<DbDataReader, Task<T>> read,
        CancellationToken cancel
    )
    {
        if (!idle.TryTake(out var open))
            open = new Open(
                await OpenAsync(connection, cancel),
                new Dictionary<string, SqliteCommand>(StringComparer.Ordinal)
            );
        SqliteCommand? command = null;
        try
        {
            command = Command(open, sql, parameters);
            sending(command);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            return await read(reader);
        }
        finally
        {
            // One too many to be kept.
            if (command is not null && !open.Statements.ContainsKey(sql))
                await command.DisposeAsync();
            // Compiled statements stay; a reader is closed before its connection is anybody else's.
            if (disposed || idle.Count >= MostIdle)
                Close(open);
            else
                idle.Add(open);
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var open))
            Close(open);
    }

    private static SqliteCommand Command(
        Open open,
        string sql,
        IReadOnlyCollection<(string Name, object? Value)> parameters
    )
    {
        if (!open.Statements.TryGetValue(sql, out var command))
        {
            command = open.Connection.CreateCommand();
            command.CommandText = sql;
            if (open.Statements.Count < MostStatements)
                open.Statements[sql] = command;
        }
        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static async Task<SqliteConnection> OpenAsync(string connection, CancellationToken cancel)
    {
        var opened = new SqliteConnection(
            new SqliteConnectionStringBuilder(connection) { Pooling = false }.ConnectionString
        );
        await opened.OpenAsync(cancel);
        await using var command = opened.CreateCommand();
        command.CommandText = SqliteSession.Pragmas;
        await command.ExecuteNonQueryAsync(cancel);
        return opened;
    }

    private static void Close(Open open)
    {
        foreach (var command in open.Statements.Values)
            command.Dispose();
        open.Connection.Dispose();
    }

    private sealed record Open(SqliteConnection Connection, Dictionary<string, SqliteCommand> Statements);
}
