using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Transparency;

/// <summary>SQLite has one writer: an import must not keep that place while it puts its rows together.</summary>
public sealed class StagedImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Others_can_write_at_once_while_an_import_checks_and_stores()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var written = new List<string>();
        var result = await ImportAsync(
            database,
            TestPackage.Real,
            work =>
            {
                if (work.Work == "moving")
                    return;
                // Refused at once, not after a while, if anybody holds the lock.
                using var other = new SqliteConnection(database.Connection + ";Pooling=False");
                other.DefaultTimeout = 0;
                other.Open();
                using var write = other.CreateCommand();
                write.CommandText = $"INSERT INTO data_protection_keys (friendly_name) VALUES ('{work.Work}')";
                write.ExecuteNonQuery();
                written.Add(work.Work);
            }
        );
        Assert.False(result.Refused);
        Assert.Contains("checking", written);
        Assert.Contains("storing", written);
        Assert.False(File.Exists(SideFile(database)));
    }

    [Fact]
    public async Task Rows_that_others_add_meanwhile_do_not_get_mixed_up_with_those_of_the_import()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var alone = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var added = false;
        var result = await ImportAsync(
            database,
            TestPackage.Real,
            work =>
            {
                if (added || work is not { Work: "storing", File: "deals.jsonl" })
                    return;
                added = true;
                using var db = database.Open();
                for (var i = 0; i < 7; i++)
                    db.Add(
                        new Organisation
                        {
                            Identifier = $"zz-newcomer-{i}",
                            Name = "Newcomer",
                            Kind = OrganisationKind.Sme,
                        }
                    );
                db.Raise("organisation-joined", null, ["organisation:zz-newcomer-0", "deals"], TestApp.Start);
                db.SaveChanges();
            }
        );
        Assert.True(added);
        Assert.False(result.Refused);

        await TestPackage.ImportAsync(alone, TestPackage.Real);
        var (mixed, expected) = (await TestPackage.ExportAsync(database), await TestPackage.ExportAsync(alone));
        Assert.Equal(expected["deals.jsonl"], mixed["deals.jsonl"]);
        Assert.Equal(expected["versions.jsonl"], mixed["versions.jsonl"]);
        await using var read = database.Open();
        await read.Database.OpenConnectionAsync(Cancel);
        await using var check = read.Database.GetDbConnection().CreateCommand();
        check.CommandText = "SELECT count(*) FROM pragma_foreign_key_check";
        Assert.Equal(0L, await check.ExecuteScalarAsync(Cancel));
    }

    [Theory]
    [InlineData("organisation:caruna", true)]
    [InlineData("*", true)]
    [InlineData("organisation:ramboll", false)]
    public async Task What_was_changed_by_another_meanwhile_is_not_overwritten(string tag, bool refused)
    {
        using var package = new TestPackage();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await TestPackage.ImportAsync(database, package.Folder);
        package.Change("organisations.jsonl", "caruna", o => o["name"] = "As the package says");
        var changed = false;
        var result = await ImportAsync(
            database,
            package.Folder,
            work =>
            {
                if (changed || work.Work != "moving")
                    return;
                changed = true;
                using var db = database.Open();
                db.Organisations.Single(o => o.Identifier == "caruna").Place = "As an act says";
                db.Raise("organisation-changed", null, [tag, "organisations"], TestApp.Start);
                db.SaveChanges();
            }
        );
        Assert.True(changed);
        await using var read = database.Open();
        var caruna = await read.Organisations.SingleAsync(o => o.Identifier == "caruna", Cancel);
        Assert.Equal("As an act says", caruna.Place);
        Assert.Equal(refused ? "changed-meanwhile" : null, result.Problems.SingleOrDefault()?.Code);
        // Only what the package changes is written, whatever else the row holds by now.
        Assert.Equal(refused, caruna.Name != "As the package says");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "checking")]
    [InlineData(DatabaseKind.Sqlite, "storing")]
    [InlineData(DatabaseKind.Sqlite, "moving")]
    [InlineData(DatabaseKind.Postgres, "storing")]
    public async Task An_interrupted_import_stores_nothing_and_tidies_up(DatabaseKind on, string at)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        var before = await TestPackage.ExportAsync(database);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            ImportAsync(
                database,
                TestPackage.Real,
                work =>
                {
                    if (work.Work == at)
                        stop.Cancel();
                },
                stop
            )
        );
        Assert.False(File.Exists(SideFile(database)));
        Assert.Equal(before, await TestPackage.ExportAsync(database));
    }

    [Fact]
    public async Task A_side_file_that_was_left_behind_is_thrown_away()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await File.WriteAllTextAsync(SideFile(database), "half a file", Cancel);
        Assert.False((await TestPackage.ImportAsync(database, TestPackage.Real)).Refused);
        Assert.False(File.Exists(SideFile(database)));
    }

    private static string SideFile(TestDatabase database) =>
        Staging.FileOf(Path.Combine(database.Folder, "alliance.db"));

    private static async Task<ImportResult> ImportAsync(
        TestDatabase database,
        string folder,
        Action<ImportProgress> progress,
        CancellationTokenSource? stop = null
    )
    {
        await using var db = database.Open();
        return await new ImportPackage(db, new FakeTimeProvider(TestApp.Start)).RunAsync(
            [folder],
            dryRun: false,
            progress,
            stop?.Token ?? Cancel
        );
    }
}
