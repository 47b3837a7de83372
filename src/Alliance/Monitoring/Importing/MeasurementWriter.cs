using System.Globalization;
using Alliance.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Alliance.Monitoring.Importing;

/// <summary>
/// Writes measurements by the thousand, in the context's transaction: with <c>COPY</c> on PostgreSQL, with one compiled statement on
/// SQLite. EF would take ten times as long.
/// </summary>
internal sealed class MeasurementWriter : IDisposable
{
    private static readonly (string Name, NpgsqlDbType Type, Func<Measurement, object?> Value)[] Columns =
    [
        ("deal_id", NpgsqlDbType.Bigint, m => m.DealId),
        ("commitment", NpgsqlDbType.Varchar, m => m.Commitment),
        ("period", NpgsqlDbType.Varchar, m => m.Period.ToString()),
        ("span", NpgsqlDbType.Varchar, m => Code.Of(m.Span)),
        ("version", NpgsqlDbType.Integer, m => m.Version),
        ("value", NpgsqlDbType.Bigint, m => Millionths(m.Value)),
        ("unit", NpgsqlDbType.Varchar, m => m.Unit),
        ("per", NpgsqlDbType.Varchar, m => m.Per),
        ("stated_value", NpgsqlDbType.Bigint, m => Millionths(m.StatedValue)),
        ("stated_unit", NpgsqlDbType.Varchar, m => m.StatedUnit),
        ("notation", NpgsqlDbType.Varchar, m => m.Notation is { } key ? Code.Of(key) : null),
        ("method", NpgsqlDbType.Varchar, m => Code.Of(m.Method)),
        ("source", NpgsqlDbType.Varchar, m => m.Source),
        ("evidence", NpgsqlDbType.Varchar, m => m.Evidence),
        ("trust", NpgsqlDbType.Varchar, m => Code.Of(m.Trust)),
        ("note", NpgsqlDbType.Varchar, m => m.Note),
        ("reason", NpgsqlDbType.Varchar, m => m.Reason),
        ("by_organisation_id", NpgsqlDbType.Bigint, m => m.ByOrganisationId),
        ("on_behalf", NpgsqlDbType.Boolean, m => m.OnBehalf),
        ("account_id", NpgsqlDbType.Bigint, m => m.AccountId),
        ("recorded_at", NpgsqlDbType.TimestampTz, m => m.RecordedAt),
    ];

    private readonly AppDb db;
    private readonly long import;
    private sqlite3_stmt? insert;

    public MeasurementWriter(AppDb db, long import)
    {
        (this.db, this.import) = (db, import);
        var type = db.Model.FindEntityType(typeof(Measurement))!;
        var table = StoreObjectIdentifier.Table(type.GetTableName()!);
        var unknown = type.GetProperties()
            .Select(p => p.GetColumnName(table)!)
            .Except([.. Columns.Select(c => c.Name), "id", "import_id"])
            .ToList();
        if (unknown.Count > 0)
            throw new InvalidOperationException($"Nobody writes measurements.{string.Join(", ", unknown)}.");
    }

    private static string Names => string.Join(", ", Columns.Select(c => c.Name));

    public async Task WriteAsync(IReadOnlyList<Measurement> measurements, CancellationToken cancel)
    {
        if (db.Database.GetDbConnection() is NpgsqlConnection connection)
            await CopyAsync(connection, measurements, cancel);
        else
            Insert((SqliteConnection)db.Database.GetDbConnection(), measurements);
    }

    public void Dispose() => insert?.Dispose();

    private async Task CopyAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Measurement> measurements,
        CancellationToken cancel
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY measurements ({Names}, import_id) FROM STDIN (FORMAT BINARY)",
            cancel
        );
        foreach (var m in measurements)
        {
            await copy.StartRowAsync(cancel);
            foreach (var (_, type, of) in Columns)
                if (of(m) is { } value)
                    await copy.WriteAsync(value, type, cancel);
                else
                    await copy.WriteNullAsync(cancel);
            await copy.WriteAsync(import, NpgsqlDbType.Bigint, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    // The library's own commands look their parameters up by name for every row, which takes as long as writing it.
    private void Insert(SqliteConnection connection, IReadOnlyList<Measurement> measurements)
    {
        var handle = connection.Handle!;
        if (insert is null)
            Check(
                handle,
                raw.sqlite3_prepare_v2(
                    handle,
                    $"INSERT INTO measurements ({Names}, import_id) VALUES ({string.Join(", ", Columns.Select(_ => "?"))}, {import})",
                    out insert
                )
            );
        foreach (var m in measurements)
        {
            for (var i = 0; i < Columns.Length; i++)
                Check(handle, Bind(insert, i + 1, Columns[i].Value(m)));
            Check(handle, raw.sqlite3_step(insert));
            raw.sqlite3_reset(insert);
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            string text => raw.sqlite3_bind_text(statement, place, text),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int(statement, place, number),
            bool yes => raw.sqlite3_bind_int(statement, place, yes ? 1 : 0),
            // As the library writes it.
            DateTime instant => raw.sqlite3_bind_text(
                statement,
                place,
                instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
            ),
            _ => throw new InvalidOperationException($"Nobody writes {value.GetType()}."),
        };

    private static void Check(sqlite3 handle, int code)
    {
        if (code != raw.SQLITE_OK && code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, handle);
    }

    private static object? Millionths(decimal? value) => value is { } number ? (long)(number * 1_000_000m) : null;
}
