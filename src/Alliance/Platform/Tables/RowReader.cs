using System.Collections;
using System.Collections.ObjectModel;
using System.Data.Common;

namespace Alliance.Platform.Tables;

/// <summary>
/// Rows as the libraries for CSV and Excel read them: one at a time, while they come from the database. Asks for nothing
/// ahead, so that a file of any length needs the memory of one batch.
/// </summary>
internal sealed class RowReader(IReadOnlyList<string> heads, IAsyncEnumerator<object?[]> rows)
    : DbDataReader,
        IDbColumnSchemaGenerator
{
    public override int FieldCount => heads.Count;
    public override int Depth => 0;
    public override bool HasRows => true;
    public override bool IsClosed => false;
    public override int RecordsAffected => -1;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(GetOrdinal(name));

    public override Task<bool> ReadAsync(CancellationToken cancellationToken) => rows.MoveNextAsync().AsTask();

    // The library for Excel asks without waiting; its export has a thread of its own meanwhile.
    public override bool Read() => rows.MoveNextAsync().AsTask().GetAwaiter().GetResult();

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => heads[ordinal];

    public override int GetOrdinal(string name) => heads.Index().First(h => h.Item == name).Index;

    public override object GetValue(int ordinal) => rows.Current[ordinal] ?? DBNull.Value;

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++)
            values[i] = GetValue(i);
        return FieldCount;
    }

    public override bool IsDBNull(int ordinal) => rows.Current[ordinal] is null;

    // Cells of a column may differ in type; each is asked for as what it is.
    public ReadOnlyCollection<DbColumn> GetColumnSchema() => new([.. heads.Select(h => new AnyColumn(h))]);

    public override Type GetFieldType(int ordinal) => typeof(object);

    public override string GetDataTypeName(int ordinal) => nameof(Object);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override bool GetBoolean(int ordinal) => throw new NotSupportedException();

    public override byte GetByte(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override short GetInt16(int ordinal) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    private sealed class AnyColumn : DbColumn
    {
        public AnyColumn(string name)
        {
            ColumnName = name;
            DataType = typeof(object);
            AllowDBNull = true;
        }
    }
}
