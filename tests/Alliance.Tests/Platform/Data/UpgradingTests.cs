using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Platform.Data;

/// <summary>Databases of other ages: an older one is brought up to date with its data, a newer one is left alone.</summary>
public sealed class UpgradingTests
{
    /// <summary>What a later program's migration leaves in the history.</summary>
    public const string Later =
        "INSERT INTO \"__EFMigrationsHistory\" (migration_id, product_version) VALUES ('20991231000000_Later', '10')";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_database_of_the_first_migration_is_upgraded_with_its_data(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on, migrated: false);
        await using (var db = database.Open())
        {
            await db.Database.MigrateAsync("Initial", Token);
            // In the first tables' own words: today's model may know columns that they did not have.
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO organisations (id, identifier, name, other_names, sort_name, search_text, kind, official_numbers, sources, merged_into_id)
                VALUES (1, 'kept', 'Kept Ltd', '[]', 'kept ltd', 'kept ltd', 'sme', '[]', '[]', NULL),
                       (2, 'merged', 'Merged Ltd', '[]', 'merged ltd', 'merged ltd', 'sme', '[]', '[]', 1);
                INSERT INTO data_protection_keys (id, friendly_name, xml) VALUES (1, 'key', '<key/>');
                """,
                Token
            );
        }

        await MigrateAsync(database);

        await using var upgraded = database.Open();
        Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync(Token));
        var merged = await upgraded.Organisations.Include(o => o.MergedInto).SingleAsync(o => o.Id == 2, Token);
        Assert.Equal(("merged", "Kept Ltd"), (merged.Identifier, merged.MergedInto!.Name));
        Assert.Equal("<key/>", (await upgraded.DataProtectionKeys.SingleAsync(Token)).Xml);
    }

    [Theory, EachDatabase]
    public async Task A_database_of_a_newer_program_is_not_touched(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync(Later, Token);
            // As if this program had a migration that the newer one does not have: it must not be applied either.
            await db.Database.ExecuteSqlRawAsync(
                "DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id LIKE '%MergedOrganisations'",
                Token
            );
        }

        var refused = await Assert.ThrowsAsync<CommandException>(() => MigrateAsync(database));

        Assert.Contains("20991231000000_Later", refused.Message, StringComparison.Ordinal);
        await using var after = database.Open();
        Assert.Single(await after.Database.GetPendingMigrationsAsync(Token));
    }

    [Theory, EachDatabase]
    public async Task A_server_does_not_run_on_a_newer_database(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using (var db = database.Open())
            await db.Database.ExecuteSqlRawAsync(Later, Token);
        await database.DisposeConnectionsAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Cli.ServeAsync(database.Folder, database.Db)
        );

        Assert.Contains("newer", Assert.Single(refused.Message.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddDatabase(database.Connection)
            .BuildServiceProvider();
        await Migrating.ApplyAsync(services, cancellationToken: Token);
    }
}
