using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Alliance.Bench.Filling;

/// <summary>Prepared statements in large transactions, without a journal: a fill that breaks off is begun anew.</summary>
internal sealed class SqliteTarget(Shapes shapes, string file) : BulkTarget(shapes)
{
    private readonly SqliteConnection connection = new($"Data Source={file};Pooling=False");
    private readonly Dictionary<string, SqliteCommand> inserts = new(StringComparer.Ordinal);

    protected override DbConnection Connection => connection;

    protected override string IndexQuery =>
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '{0}'";

    protected override async Task PrepareAsync()
    {
        await connection.OpenAsync();
        await ExecuteAsync("PRAGMA journal_mode = OFF");
        await ExecuteAsync("PRAGMA synchronous = OFF");
        await ExecuteAsync("PRAGMA foreign_keys = OFF");
        await ExecuteAsync("PRAGMA cache_size = -400000");
    }

    protected override async Task WriteAsync(TableShape shape, List<object?[]> rows)
    {
        await using var transaction = connection.BeginTransaction();
        if (!inserts.TryGetValue(shape.Table, out var insert))
            inserts[shape.Table] = insert = Insert(shape);
        insert.Transaction = transaction;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
        await transaction.CommitAsync();
    }

    // SQLite numbers after the highest key by itself, but for the tables that it keeps a count of.
    protected override Task NumberFromAsync(TableShape shape, long last) =>
        ExecuteAsync($"UPDATE sqlite_sequence SET seq = {last} WHERE name = '{shape.Table}'");

    protected override Task FinishAsync() => ExecuteAsync("PRAGMA journal_mode = WAL");

    public override async ValueTask DisposeAsync()
    {
        foreach (var insert in inserts.Values)
            await insert.DisposeAsync();
        await connection.DisposeAsync();
    }

    private SqliteCommand Insert(TableShape shape)
    {
        var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO {shape.Table} ({string.Join(", ", shape.Columns.Select(c => $"\"{c}\""))}) "
            + $"VALUES ({string.Join(", ", shape.Columns.Select((_, i) => $"$p{i}"))})";
        for (var i = 0; i < shape.Columns.Count; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
        return command;
    }
}
