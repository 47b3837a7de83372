using System.Data.Common;
using System.Globalization;

namespace Alliance.Bench.Filling;

/// <summary>
/// A migrated database that is being filled: indexes are dropped meanwhile and made afterwards, and nobody else uses it.
/// Rows get their keys here, one after the other.
/// </summary>
internal abstract class BulkTarget(Shapes shapes) : IAsyncDisposable
{
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);
    private readonly List<string> indexes = [];

    protected Shapes Shapes => shapes;
    protected abstract DbConnection Connection { get; }

    /// <summary>Names and definitions of the indexes of a table (<c>{0}</c>) that no constraint owns.</summary>
    protected abstract string IndexQuery { get; }

    public async Task BeginAsync()
    {
        await PrepareAsync();
        foreach (var shape in shapes.All)
        {
            if (shape.Key >= 0)
                last[shape.Table] = await LastAsync(shape);
            var found = new List<string>();
            await using (var command = Connection.CreateCommand())
            {
                command.CommandText = string.Format(CultureInfo.InvariantCulture, IndexQuery, shape.Table);
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    found.Add(reader.GetString(0));
                    indexes.Add(reader.GetString(1));
                }
            }
            foreach (var name in found)
                await ExecuteAsync($"DROP INDEX \"{name}\"");
        }
    }

    /// <summary>The highest key of a table so far.</summary>
    public long Last<T>() => last[shapes[typeof(T)].Table];

    public async Task WriteAsync(Rows rows)
    {
        foreach (var (shape, list) in rows.Tables)
        {
            if (shape.Key >= 0)
                foreach (var row in list)
                    row[shape.Key] = ++last[shape.Table];
            await WriteAsync(shape, list);
        }
    }

    public async Task EndAsync()
    {
        foreach (var index in indexes)
            await ExecuteAsync(index);
        foreach (var shape in shapes.All.Where(s => s.Key >= 0))
            await NumberFromAsync(shape, last[shape.Table]);
        await FinishAsync();
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task PrepareAsync();

    protected abstract Task WriteAsync(TableShape shape, List<object?[]> rows);

    /// <summary>Lets the database itself go on numbering after <paramref name="last"/>.</summary>
    protected abstract Task NumberFromAsync(TableShape shape, long last);

    /// <summary>Back to ordinary settings.</summary>
    protected abstract Task FinishAsync();

    protected async Task ExecuteAsync(string sql)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> LastAsync(TableShape shape)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = $"SELECT coalesce(max({shape.Columns[shape.Key]}), 0) FROM {shape.Table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
