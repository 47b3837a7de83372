using Alliance.Platform.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Alliance.Platform.Data;

/// <summary>
/// Whether there is an Alliance where the settings say. A command that reads asks first: in a mistyped folder it would
/// otherwise make an empty database, and report that nothing is there as if it were so.
/// </summary>
public static class Existing
{
    /// <summary>Refuses settings that lead to no database of ours, and leaves everything there as it is.</summary>
    public static async Task RequireAsync(AllianceSettings settings, CancellationToken cancellationToken)
    {
        await using var db = Database.Open(settings.Connection);
        if (!await IsThereAsync(db, cancellationToken))
            throw new CommandException(
                db is SqliteDb
                    ? $"There is no Alliance database in {settings.Data}; is --data (or ALLIANCE_DATA) right?"
                    : $"There is no Alliance in the PostgreSQL database {db.Database.GetDbConnection().Database}; is --db (or ALLIANCE_DB) right?",
                CommandLine.WrongUsage
            );
    }

    /// <summary>Whether there is a database of ours; makes none.</summary>
    internal static async Task<bool> IsThereAsync(AppDb db, CancellationToken cancellationToken)
    {
        // Opening a SQLite file that is not there would make it.
        var exists =
            db is SqliteDb
                ? File.Exists(Database.SqliteFile(db.Database.GetConnectionString()!))
                : await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken);
        return exists
            && await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken)
            && (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any();
    }
}
