using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Alliance.Platform.Backups;

/// <summary>What a copy of a database holds, as far as it tells whose it is.</summary>
internal sealed record CopyContent(IReadOnlyList<string> Migrations, IReadOnlyCollection<string> Tables);

/// <summary>
/// Whether a copy is a database of ours. An archive may be whole and hold something else; the server would begin anew on
/// it, and what was there before would seem gone.
/// </summary>
internal static class CopyCheck
{
    /// <summary>Refuses what this program did not write, or cannot read because a newer one wrote it.</summary>
    /// <param name="db">A context of the copy's kind of database; nothing is asked of the database itself.</param>
    public static void Check(string file, Manifest manifest, CopyContent content, AppDb db)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = content.Migrations;
        // The list may be wrong about the database: both must be known.
        if (manifest.Migrations.Concat(applied).Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new CommandException(
                $"{file} was made by a newer program (it knows {unknown}). Update Alliance first. Nothing was changed."
            );
        if (applied.Count == 0 || !applied.SequenceEqual(known.Take(applied.Count), StringComparer.Ordinal))
            throw NotOurs(file, "the history of its tables is missing");
        if (TablesAfter(applied[^1], db).Except(content.Tables, StringComparer.Ordinal).FirstOrDefault() is { } missing)
            throw NotOurs(file, $"its table {missing} is missing");
    }

    private static IEnumerable<string> TablesAfter(string migration, AppDb db)
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        return migrations
            .CreateMigration(migrations.Migrations[migration], db.Database.ProviderName!)
            .TargetModel.GetEntityTypes()
            .Select(e => e.GetTableName())
            .OfType<string>()
            .Distinct();
    }

    private static CommandException NotOurs(string file, string why) =>
        new($"{file} holds no Alliance database ({why}). Nothing was changed.");
}
