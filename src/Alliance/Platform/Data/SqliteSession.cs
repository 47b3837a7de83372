using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alliance.Platform.Data;

/// <summary>
/// What every SQLite connection is told when it opens. <c>synchronous=FULL</c>: with WAL, NORMAL would survive a killed
/// process but may lose the last commits when the power fails; a register of promises pays one fsync per write instead.
/// The journal mode itself lies in the file and is set where it is migrated.
/// </summary>
internal sealed class SqliteSession : DbConnectionInterceptor
{
    public const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;";

    public static readonly SqliteSession Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
