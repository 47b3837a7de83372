using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Alliance.Platform.Data;

/// <summary>
/// Reading in plain SQL, on the context's own connection and in its transaction. For the few reads that every visitor
/// asks for: there EF costs several times what the database does (docs/decisions/0013-hot-reads.md). Statements are the
/// same for both databases and stand in one file beside their module's other queries; PlainSqlTests checks their tables.
/// </summary>
internal static class PlainSql
{
    /// <summary>
    /// Sends one command, which may hold several statements parted by semicolons, and hands its answer to
    /// <paramref name="read"/>. Parameters are named <c>@name</c> in the SQL.
    /// </summary>
    public static async Task<T> ReadAsync<T>(
        this AppDb db,
        string sql,
        IReadOnlyCollection<(string Name, object? Value)> parameters,
        Func<DbDataReader, Task<T>> read,
        CancellationToken cancel = default
    )
    {
        var interceptors = db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors ?? [];
        // What varies in its text is not worth keeping compiled, and what runs in a transaction must stay in it.
        if (
            parameters.Count > 0
            && db.Database.CurrentTransaction is null
            && interceptors.OfType<SqliteReads>().FirstOrDefault() is { } reads
        )
            return await reads.ReadAsync(
                db.Database.GetConnectionString()!,
                sql,
                parameters,
                command => Count(interceptors, command),
                read,
                cancel
            );
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }
            Count(interceptors, command);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            return await read(reader);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The condition that <paramref name="column"/> is one of many numbers, whose statement stays the same.</summary>
    public static (string Sql, (string Name, object? Value) Parameter) IsIn(
        this AppDb db,
        string column,
        IEnumerable<long> numbers
    ) =>
        db is PostgresDb
            ? ($"{column} = ANY(@ids)", ("@ids", numbers.ToArray()))
            : ($"{column} IN (SELECT value FROM json_each(@ids))", ("@ids", $"[{string.Join(',', numbers)}]"));

    private static void Count(IEnumerable<IInterceptor> interceptors, DbCommand command)
    {
        foreach (var counter in interceptors.OfType<CommandCounter>())
            counter.Sent(command);
    }

    /// <summary>A list of whole numbers for <c>IN (…)</c>; numbers need no parameters, and nothing else gets in here.</summary>
    public static string List(IEnumerable<long> numbers) => string.Join(',', numbers.DefaultIfEmpty(0));

    /// <summary>The rows of the command's first statement.</summary>
    public static async Task<List<T>> RowsAsync<T>(
        this DbDataReader reader,
        Func<DbDataReader, T> read,
        CancellationToken cancel
    )
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The rows of the command's next statement.</summary>
    public static async Task<List<T>> NextAsync<T>(
        this DbDataReader reader,
        Func<DbDataReader, T> read,
        CancellationToken cancel
    )
    {
        await reader.NextResultAsync(cancel);
        return await reader.RowsAsync(read, cancel);
    }

    public static string? Text(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static int? Number(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public static PartialDate? Date(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : PartialDate.Parse(reader.GetString(column));

    /// <summary>A column that holds a value as JSON (<see cref="JsonColumn"/>).</summary>
    public static T? Json<T>(this DbDataReader reader, int column)
        where T : class =>
        reader.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(reader.GetString(column), JsonColumn.Options);

    public static T Coded<T>(this DbDataReader reader, int column)
        where T : struct, Enum => Code.Parse<T>(reader.GetString(column));
}
