using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Alliance.Bench.Filling;

/// <summary>
/// A table as EF's model describes it: its columns, and how an entity becomes a row of them. Thus the generator writes
/// what the product itself would write, and follows when a column comes or goes.
/// </summary>
internal sealed class TableShape
{
    private readonly (IProperty Property, RelationalTypeMapping Mapping)[] columns;

    public TableShape(AppDb db, Type entity)
    {
        var type = db.Model.FindEntityType(entity) ?? throw new InvalidOperationException($"{entity} has no table.");
        Table = type.GetTableName()!;
        var store = StoreObjectIdentifier.Table(Table, type.GetSchema());
        columns =
        [
            .. type.GetProperties()
                .Where(p => p.GetColumnName(store) is not null)
                .Select(p => (p, p.GetRelationalTypeMapping())),
        ];
        if (Array.Find(columns, c => c.Property.IsShadowProperty()).Property is { } hidden)
            throw new InvalidOperationException($"{Table}.{hidden.Name} lies in no property; nobody could fill it.");
        Columns = [.. columns.Select(c => c.Property.GetColumnName(store)!)];
        Key = Array.FindIndex(
            columns,
            c => c.Property.IsPrimaryKey() && c.Property.ValueGenerated == ValueGenerated.OnAdd
        );
    }

    public string Table { get; }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The place of the column that the database numbers; -1 where there is none.</summary>
    public int Key { get; }

    public RelationalTypeMapping Mapping(int column) => columns[column].Mapping;

    public object?[] Row(object entity)
    {
        var row = new object?[columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var value = columns[i].Property.GetGetter().GetClrValue(entity);
            row[i] = value is null ? null : columns[i].Mapping.Converter?.ConvertToProvider(value) ?? value;
        }
        return row;
    }
}
