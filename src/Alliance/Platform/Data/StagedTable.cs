using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Alliance.Platform.Data;

/// <summary>The rows of one table in a side file (<see cref="Staging"/>), and the statements that move them.</summary>
internal sealed class StagedTable : IAsyncDisposable
{
    // Beside the table's own columns: what is to be done with the row. For a changed row, the names of its new values.
    private const string Change = "_change";
    private const string New = "+";
    private const string Gone = "-";

    private readonly List<Column> columns;
    private readonly SqliteCommand insert;
    private readonly HashSet<string> updates = [];
    private long lowest;

    public StagedTable(IEntityType type, SqliteConnection side)
    {
        Name = type.GetTableName()!;
        columns = [.. type.GetProperties().Select(p => new Column(p))];
        insert = side.CreateCommand();
        insert.CommandText =
            $"INSERT INTO {Quote(Name)} VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))}, @change)";
        foreach (var (i, _) in columns.Index())
            insert.Parameters.Add(new SqliteParameter($"@p{i}", null));
        insert.Parameters.Add(new SqliteParameter("@change", null));
    }

    public string Name { get; }

    /// <summary>The identifier that the first new row will have in the database.</summary>
    public long Next { get; set; }

    /// <summary>Columns without types keep values as they are written; the database's own types apply when they are moved.</summary>
    public string Creation =>
        $"CREATE TABLE {Quote(Name)} ({string.Join(", ", columns.Select(c => Quote(c.Name)))}, {Change})";

    public void Add(EntityEntry entry, SqliteTransaction transaction)
    {
        var change = entry.State switch
        {
            EntityState.Added => New,
            EntityState.Deleted => Gone,
            _ => string.Join(',', columns.Where(c => entry.Property(c.Property.Name).IsModified).Select(c => c.Name)),
        };
        if (entry.State == EntityState.Modified)
            updates.Add(change);
        foreach (var (i, column) in columns.Index())
        {
            var value = entry.Property(column.Property.Name).CurrentValue;
            if (column.IsOwnId && value is long id)
                lowest = Math.Min(lowest, id);
            insert.Parameters[i].Value = column.Stored(value) ?? DBNull.Value;
        }
        insert.Parameters[^1].Value = change;
        insert.Transaction = transaction;
        insert.ExecuteNonQuery();
    }

    public string Deleting(IReadOnlyDictionary<IEntityType, StagedTable> tables)
    {
        var key = columns.Where(c => c.Property.IsPrimaryKey()).ToList();
        return $"""
            DELETE FROM main.{Quote(Name)} WHERE ({string.Join(", ", key.Select(c => Quote(c.Name)))}) IN (
                SELECT {string.Join(", ", key.Select(c => Moved(c, tables)))}
                FROM staged.{Quote(Name)} AS s WHERE s.{Change} = '{Gone}')
            """;
    }

    public string Inserting(IReadOnlyDictionary<IEntityType, StagedTable> tables) =>
        $"""
            INSERT INTO main.{Quote(Name)} ({string.Join(", ", columns.Select(c => Quote(c.Name)))})
            SELECT {string.Join(", ", columns.Select(c => Moved(c, tables)))}
            FROM staged.{Quote(Name)} AS s WHERE s.{Change} = '{New}' ORDER BY s.rowid
            """;

    public IEnumerable<string> Updating(IReadOnlyDictionary<IEntityType, StagedTable> tables) =>
        updates.Select(changed =>
        {
            var names = changed.Split(',').ToHashSet();
            var values = columns
                .Where(c => names.Contains(c.Name))
                .Select(c => $"{Quote(c.Name)} = {Moved(c, tables)}");
            var same = columns
                .Where(c => c.Property.IsPrimaryKey())
                .Select(c => $"t.{Quote(c.Name)} = {Moved(c, tables)}");
            return $"""
                UPDATE main.{Quote(Name)} AS t SET {string.Join(", ", values)}
                FROM staged.{Quote(Name)} AS s WHERE s.{Change} = '{changed}' AND {string.Join(" AND ", same)}
                """;
        });

    public ValueTask DisposeAsync() => insert.DisposeAsync();

    /// <summary>The staged value, with the identifiers of new rows moved to where the database's own end.</summary>
    private static string Moved(Column column, IReadOnlyDictionary<IEntityType, StagedTable> tables)
    {
        var value = $"s.{Quote(column.Name)}";
        return column.PointsTo is { } type && tables.TryGetValue(type, out var pointed)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"CASE WHEN {value} < 0 THEN {value} - ({pointed.lowest}) + {pointed.Next} ELSE {value} END"
            )
            : value;
    }

    private static string Quote(string name) => $"\"{name}\"";

    private sealed class Column(IProperty property)
    {
        public IProperty Property => property;
        public string Name { get; } = property.GetColumnName();

        /// <summary>Given by the database to each new row.</summary>
        public bool IsOwnId { get; } =
            property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && !property.IsForeignKey();

        /// <summary>Whose rows the value identifies.</summary>
        public IEntityType? PointsTo =>
            IsOwnId
                ? (IEntityType)property.DeclaringType
                : property.GetContainingForeignKeys().FirstOrDefault()?.PrincipalEntityType;

        public object? Stored(object? value) =>
            value is null || property.GetTypeMapping().Converter is not { } converter
                ? value
                : converter.ConvertToProvider(value);
    }
}
