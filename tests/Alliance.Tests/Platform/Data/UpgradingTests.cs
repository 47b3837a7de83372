using System.Net;
using Alliance.Network;
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

    /// <summary>What an update finds: an older program's tables, with data that the newer ones work over.</summary>
    [Theory, EachDatabase]
    public async Task A_database_without_the_nordic_order_is_upgraded_with_its_data(DatabaseKind on)
    {
        // Every way in which the program folds a name, which the migration does in SQL.
        string[] names =
        [
            "Zebra Oy",
            " Å-Rör & Café ",
            "ähnlich Straße",
            "ÖREBRO Électricité Łódź",
            "A\u030Abo O\u0308stra",
            "Øst Æble",
            "Über Ñandú",
            "Ääni " + new string('ö', 130),
        ];
        await using var database = await TestDatabase.CreateAsync(on, migrated: false);
        string before;
        await using (var db = database.Open())
        {
            before = db
                .Database.GetMigrations()
                .TakeWhile(m => !m.EndsWith("_NordicSortNames", StringComparison.Ordinal))
                .Last();
            await db.Database.MigrateAsync(before, Token);
            foreach (var (i, name) in names.Index())
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO organisations (id, identifier, name, other_names, sort_name, kind, official_numbers, sources)
                    VALUES ({i + 1}, {"o" + i}, {name}, '[]', {SortName(name)}, 'sme', '[]', '[]')
                    """,
                    Token
                );
        }
        await database.DisposeConnectionsAsync();

        var (server, address) = await Cli.ServeAsync(database.Folder, database.Db);
        using (server)
            try
            {
                using var client = new HttpClient { BaseAddress = address };
                var page = WebUtility.HtmlDecode(await client.GetStringAsync("/sv/organisations", Token));
                Assert.True(
                    page.IndexOf("Zebra Oy", StringComparison.Ordinal) < page.IndexOf("Å-Rör", StringComparison.Ordinal)
                );
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync(Token);
            }

        await using (var upgraded = database.Open())
        {
            Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync(Token));
            foreach (var organisation in await upgraded.Organisations.AsNoTracking().ToListAsync(Token))
            {
                var fresh = new Organisation
                {
                    Identifier = "x",
                    Name = organisation.Name,
                    Kind = OrganisationKind.Sme,
                };
                Assert.Equal(fresh.SortNameNordic, organisation.SortNameNordic);
            }
        }

        // The way back: what the server kept before it changed anything, as the old program knows it.
        var kept = Assert.Single(Directory.GetFiles(database.Folder, "before-*.zip"));
        await database.DisposeConnectionsAsync();
        string[] where = database.Db is { } connection
            ? ["--data", database.Folder, "--db", connection]
            : ["--data", database.Folder];
        var restored = await Cli.RunAsync(["restore", kept, .. where, "--force"]);
        Assert.True(restored.Code == 0, restored.Errors);
        await using var back = database.Open();
        Assert.Equal(before, (await back.Database.GetAppliedMigrationsAsync(Token)).Last());
        Assert.Equal(
            names,
            await back
                .Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM organisations ORDER BY id")
                .ToListAsync(Token)
        );
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

    private static string SortName(string name) =>
        new Organisation
        {
            Identifier = "x",
            Name = name,
            Kind = OrganisationKind.Sme,
        }.SortName;

    private static async Task MigrateAsync(TestDatabase database)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddDatabase(database.Connection)
            .BuildServiceProvider();
        await Migrating.ApplyAsync(services, cancellationToken: Token);
    }
}
