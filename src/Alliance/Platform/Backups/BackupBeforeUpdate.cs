using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Backups;

/// <summary>
/// Before a new program changes an older one's database, keeps a backup of it in the data folder: migrations only go
/// forward, and restoring it is the way back (docs/operate.md).
/// </summary>
internal static class BackupBeforeUpdate
{
    public static async Task TakeAsync(
        IServiceProvider services,
        AllianceSettings settings,
        ILogger log,
        CancellationToken cancel
    )
    {
        // The application's own: another context would make its model once more, which takes half a second.
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (!await Existing.IsThereAsync(db, cancel))
            return;
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet();
        // A newer program's database is refused later, and not touched.
        if (applied.Contains(known[^1]) || !applied.IsSubsetOf(known))
            return;
        // Of an interrupted start it may be there already; what is in the database by now is not what the old program left.
        var file = Path.Combine(settings.Data, $"before-{known[^1]}.zip");
        if (File.Exists(file))
            return;
        try
        {
            await Backup.WriteAsync(settings, file, TimeProvider.System, new Progress(null), cancel);
            log.LogInformation("The database is about to be updated; a backup of what was is in {File}", file);
        }
        // Without PostgreSQL's client programs there is none; the operator was told to take one, and wants to go on.
        catch (Exception failed) when (failed is CommandException or IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The database is updated without a backup before it: {Reason}", failed.Message);
        }
    }
}
