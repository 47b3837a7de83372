using System.Buffers.Binary;
using System.Globalization;
using Alliance.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SQLitePCL;

namespace Alliance.Monitoring.Importing;

/// <summary>
/// Writes measurements by the thousand, in the context's transaction: with <c>COPY</c> on PostgreSQL, with one compiled statement on
/// SQLite. EF would take ten times as long.
/// </summary>
internal sealed class MeasurementWriter : IDisposable
{
    // The signature, no flags, and no extension of the header.
    private static readonly byte[] CopyHeader = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] CopyEnd = [0xFF, 0xFF];

    private readonly AppDb db;
    private sqlite3_stmt? insert;

    public MeasurementWriter(AppDb db)
    {
        this.db = db;
        var type = db.Model.FindEntityType(typeof(Measurement))!;
        var table = StoreObjectIdentifier.Table(type.GetTableName()!);
        var unknown = type.GetProperties()
            .Select(p => p.GetColumnName(table)!)
            .Except([.. CopyRows.Columns.Select(c => c.Name), "id"])
            .ToList();
        if (unknown.Count > 0)
            throw new InvalidOperationException($"Nobody writes measurements.{string.Join(", ", unknown)}.");
    }

    private static string Names => string.Join(", ", CopyRows.Columns.Select(c => c.Name));

    /// <param name="rows">Of <see cref="CopyRows"/>.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> rows, CancellationToken cancel)
    {
        if (db.Database.GetDbConnection() is NpgsqlConnection connection)
            await CopyAsync(connection, rows, cancel);
        else
            Insert((SqliteConnection)db.Database.GetDbConnection(), rows.Span);
    }

    public void Dispose() => insert?.Dispose();

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        ReadOnlyMemory<byte> rows,
        CancellationToken cancel
    )
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"COPY measurements ({Names}) FROM STDIN (FORMAT BINARY)",
            cancel
        );
        await copy.WriteAsync(CopyHeader, cancel);
        await copy.WriteAsync(rows, cancel);
        await copy.WriteAsync(CopyEnd, cancel);
    }

    // The library's own commands look their parameters up by name for every row, which takes as long as writing it.
    private void Insert(SqliteConnection connection, ReadOnlySpan<byte> rows)
    {
        var handle = connection.Handle!;
        if (insert is null)
            Check(
                handle,
                raw.sqlite3_prepare_v2(
                    handle,
                    $"INSERT INTO measurements ({Names}) VALUES ({string.Join(", ", CopyRows.Columns.Select(_ => "?"))})",
                    out insert
                )
            );
        // What a statement was given it keeps: most of a row is as in the row before.
        var given = new (int From, int Length)[CopyRows.Columns.Count];
        for (var at = 0; at < rows.Length; )
        {
            var isFirst = at == 0;
            at += sizeof(short);
            for (var i = 0; i < given.Length; i++)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(rows[at..]);
                at += sizeof(int);
                var field = length < 0 ? default : rows.Slice(at, length);
                var (from, before) = given[i];
                if (isFirst || length != before || length > 0 && !field.SequenceEqual(rows.Slice(from, length)))
                    Check(handle, Bind(insert, i + 1, CopyRows.Columns[i].Kind, length < 0, field));
                given[i] = (at, length);
                at += Math.Max(0, length);
            }
            var stepped = raw.sqlite3_step(insert);
            raw.sqlite3_reset(insert);
            Check(handle, stepped);
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, FieldKind kind, bool isNull, ReadOnlySpan<byte> field) =>
        kind switch
        {
            _ when isNull => raw.sqlite3_bind_null(statement, place),
            FieldKind.Number => raw.sqlite3_bind_int64(statement, place, BinaryPrimitives.ReadInt64BigEndian(field)),
            FieldKind.Integer => raw.sqlite3_bind_int(statement, place, BinaryPrimitives.ReadInt32BigEndian(field)),
            FieldKind.Flag => raw.sqlite3_bind_int(statement, place, field[0]),
            // As the library writes it.
            FieldKind.Instant => raw.sqlite3_bind_text(
                statement,
                place,
                CopyRows
                    .Epoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(field) * 10)
                    .ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
            ),
            // An empty span would be null.
            _ when field.IsEmpty => raw.sqlite3_bind_text(statement, place, ""),
            _ => raw.sqlite3_bind_text(statement, place, field),
        };

    private static void Check(sqlite3 handle, int code)
    {
        if (code != raw.SQLITE_OK && code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, handle);
    }
}
