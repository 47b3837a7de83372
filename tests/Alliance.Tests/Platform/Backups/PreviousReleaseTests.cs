using System.Net;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Platform.Backups;

/// <summary>
/// From the previous release to this one and back, as an operator goes: a backup that the previous program wrote, this
/// program's start on it, and the backup once more in the place of what became of it.
/// </summary>
/// <remarks>
/// <c>Fixtures/0.1.0-*.zip</c> were written by <c>alliance backup</c> of version 0.1.0 after <c>alliance import
/// data/alliance</c>. A release adds its own pair; the pairs before may go.
/// </remarks>
public sealed class PreviousReleaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string[] Migrations = ["Initial", "MergedOrganisations", "IndicatorCommitment"];

    [Theory, EachDatabase]
    public async Task Its_data_is_upgraded_served_and_restored_as_it_was(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on, migrated: false);
        var backup = Path.Combine(
            AppContext.BaseDirectory,
            "Platform",
            "Backups",
            "Fixtures",
            on == DatabaseKind.Postgres ? "0.1.0-postgres.zip" : "0.1.0-sqlite.zip"
        );

        await RestoreAsync();
        Assert.Equal(Migrations, await MigrationsAsync());

        await ServeAsync();
        var upgraded = await MigrationsAsync();
        Assert.Equal(Migrations, upgraded.Take(Migrations.Length));
        await using (var db = database.Open())
        {
            Assert.Equal(27, await db.Deals.CountAsync(Token));
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(Token));
        }

        // Back: there is no migrating down; what the previous program wrote takes the place of it all.
        await database.DisposeConnectionsAsync();
        await RestoreAsync("--force");
        Assert.Equal(Migrations, await MigrationsAsync());
        await ServeAsync();

        async Task RestoreAsync(params string[] more)
        {
            var result = await Cli.RunAsync(["restore", backup, .. Where(), .. more]);
            Assert.True(result.Code == 0, result.Errors);
        }

        async Task ServeAsync()
        {
            var (server, address) = await Cli.ServeAsync(database.Folder, database.Db);
            using var _ = server;
            try
            {
                using var client = new HttpClient { BaseAddress = address };
                foreach (
                    var path in (string[])["/health/ready", "/en", "/de/deals", "/fi/deals/espoo-climate-city-contract"]
                )
                {
                    using var answer = await client.GetAsync(path, Token);
                    Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
                }
            }
            finally
            {
                server.Kill(entireProcessTree: true);
                await server.WaitForExitAsync(Token);
            }
        }

        string[] Where() =>
            database.Db is { } db ? ["--data", database.Folder, "--db", db] : ["--data", database.Folder];

        async Task<List<string>> MigrationsAsync()
        {
            await using var db = database.Open();
            var applied = await db.Database.GetAppliedMigrationsAsync(Token);
            return [.. applied.Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..])];
        }
    }
}
