using System.Data.Common;
using Npgsql;

namespace Alliance.Bench.Filling;

/// <summary>Binary <c>COPY</c>, table by table; foreign keys are not looked at, because the generator keeps them.</summary>
internal sealed class PostgresTarget(Shapes shapes, string connectionString) : BulkTarget(shapes)
{
    private readonly NpgsqlConnection connection = new(connectionString);

    protected override DbConnection Connection => connection;

    protected override string IndexQuery =>
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = '{0}' "
        + "AND indexname NOT IN (SELECT conname FROM pg_constraint)";

    protected override async Task PrepareAsync()
    {
        await connection.OpenAsync();
        await ExecuteAsync("SET session_replication_role = replica");
        await ExecuteAsync("SET synchronous_commit = off");
        await ExecuteAsync("SET maintenance_work_mem = '512MB'");
    }

    protected override async Task WriteAsync(TableShape shape, List<object?[]> rows)
    {
        var types = shape.Columns.Select((_, i) => shape.Mapping(i).StoreTypeNameBase).ToArray();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {shape.Table} ({string.Join(", ", shape.Columns.Select(c => $"\"{c}\""))}) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            for (var i = 0; i < row.Length; i++)
                if (row[i] is { } value)
                    await copy.WriteAsync(value, types[i]);
                else
                    await copy.WriteNullAsync();
        }
        await copy.CompleteAsync();
    }

    protected override Task NumberFromAsync(TableShape shape, long last) =>
        ExecuteAsync(
            $"SELECT setval(pg_get_serial_sequence('{shape.Table}', '{shape.Columns[shape.Key]}'), {Math.Max(1, last)})"
        );

    protected override Task FinishAsync() => ExecuteAsync("CHECKPOINT");

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
