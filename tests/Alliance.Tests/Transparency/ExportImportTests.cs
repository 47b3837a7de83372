using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Deals.Documents;
using Alliance.Platform.Exchange;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency;

/// <summary>What goes out comes in again, to the byte, on either database.</summary>
public sealed class ExportImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_shipped_package_is_stored_whole_and_comes_out_as_it_went_in(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        var result = await TestPackage.ImportAsync(database, TestPackage.Real);
        Assert.Empty(result.Problems);
        Assert.All(result.Changes, c => Assert.True(c.IsNew));

        var exported = await TestPackage.ExportAsync(database);
        foreach (var file in Directory.EnumerateFiles(TestPackage.Real, "*.json*"))
            Assert.Equal(
                await File.ReadAllTextAsync(file, Cancel),
                Encoding.UTF8.GetString(Convert.FromBase64String(exported[Path.GetFileName(file)]))
            );
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Postgres)]
    public async Task Export_import_export_gives_the_same_bytes(DatabaseKind first, DatabaseKind second)
    {
        using var package = new TestPackage();
        await using var one = await TestDatabase.CreateAsync(first);
        await TestPackage.ImportAsync(one, package.Folder);
        // A second version and a merge, so that history and links between records travel too.
        package.Change("deals.jsonl", "ma-11", d => d["end"] = "2030");
        package.Change("organisations.jsonl", "ramboll", o => o["mergedInto"] = "ramboll-umea");
        await TestPackage.ImportAsync(one, package.Folder, at: TestApp.Start.AddDays(40));
        var before = await TestPackage.ExportAsync(one);
        Assert.Contains("versions.jsonl", before.Keys);

        using var carried = new TestPackage();
        foreach (var (file, bytes) in before)
            await File.WriteAllBytesAsync(carried[file], Convert.FromBase64String(bytes), Cancel);
        await using var two = await TestDatabase.CreateAsync(second);
        var result = await TestPackage.ImportAsync(two, carried.Folder, at: TestApp.Start.AddYears(1));
        Assert.Empty(result.Problems);
        Assert.Equal(before, await TestPackage.ExportAsync(two));
    }

    [Fact]
    public async Task What_an_interrupted_export_left_is_in_nobodys_way_but_other_files_are()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var folder = new TestPackage();
        await using var db = database.Open();
        await File.WriteAllTextAsync(folder["deals.jsonl.part"], "half", Cancel);
        Assert.True(await new Alliance.Transparency.ExportPackage(db).RunAsync(folder.Folder));
        Assert.False(File.Exists(folder["deals.jsonl.part"]));
        await File.WriteAllTextAsync(folder["letter.txt"], "precious", Cancel);
        Assert.False(await new Alliance.Transparency.ExportPackage(db).RunAsync(folder.Folder));
    }

    [Theory, EachDatabase]
    public async Task Another_writing_of_the_same_changes_nothing(DatabaseKind on)
    {
        using var package = new TestPackage();
        await using var database = await TestDatabase.CreateAsync(on);
        await TestPackage.ImportAsync(database, package.Folder);
        var before = await TestPackage.ExportAsync(database);
        package.Change(
            "deals.jsonl",
            "es-01",
            d =>
            {
                var areas = d["areas"]!.AsArray().Select(a => a!.GetValue<string>()).ToList();
                Assert.True(areas.Count > 1, "The deal needs two areas to turn round.");
                d["areas"] = new JsonArray([.. areas.AsEnumerable().Reverse().Select(a => JsonValue.Create(a))]);
                d["articles"] = new JsonArray();
                d["commitments"]![0]!["with"] = new JsonArray();
            }
        );

        Assert.Empty((await TestPackage.ImportAsync(database, package.Folder)).Changes);

        // Stored anew it gives the same, hashes of versions included.
        await using var other = await TestDatabase.CreateAsync(on);
        await TestPackage.ImportAsync(other, package.Folder);
        Assert.Equal(before, await TestPackage.ExportAsync(other));
    }

    [Theory, EachDatabase]
    public async Task The_same_package_twice_changes_nothing(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await TestPackage.ImportAsync(database, TestPackage.Real);
        var before = await TestPackage.ExportAsync(database);
        var again = await TestPackage.ImportAsync(database, TestPackage.Real, at: TestApp.Start.AddDays(1));
        Assert.Empty(again.Problems);
        Assert.Empty(again.Changes);
        Assert.Equal(before, await TestPackage.ExportAsync(database));
    }

    [Theory, EachDatabase]
    public async Task A_changed_package_says_what_will_change_and_a_dry_run_writes_nothing(DatabaseKind on)
    {
        using var package = new TestPackage();
        await using var database = await TestDatabase.CreateAsync(on);
        await TestPackage.ImportAsync(database, package.Folder);
        var before = await TestPackage.ExportAsync(database);
        package.Change(
            "deals.jsonl",
            "ma-11",
            d =>
            {
                d["delivery"] = "done";
                d["commitments"]![0]!["action"]!["en"] = "Other words";
            }
        );

        var dry = await TestPackage.ImportAsync(database, package.Folder, dryRun: true);
        var change = Assert.Single(dry.Changes);
        Assert.Equal(("deals.jsonl", "ma-11", false), (change.File, change.Id, change.IsNew));
        Assert.Equal(["delivery", "commitments"], change.Fields);
        Assert.Equal(before, await TestPackage.ExportAsync(database));

        await TestPackage.ImportAsync(database, package.Folder, at: TestApp.Start.AddDays(1));
        await using var db = database.Open();
        var deal = await db.Deals.Include(d => d.Versions).SingleAsync(d => d.Identifier == "ma-11", Cancel);
        Assert.Equal([1, 2], deal.Versions.Select(v => v.Number).Order());
        Assert.Equal(Alliance.Deals.Delivery.Done, deal.Delivery);
        Assert.Single(await db.Outbox.Where(m => m.Kind == "package-imported").Skip(1).ToListAsync(Cancel));
    }

    [Theory, EachDatabase]
    public async Task Rows_of_parties_and_promises_that_stay_keep_their_keys(DatabaseKind on)
    {
        using var package = new TestPackage();
        await using var database = await TestDatabase.CreateAsync(on);
        await TestPackage.ImportAsync(database, package.Folder);
        var before = await IdsAsync(database);
        package.Change("deals.jsonl", "ma-11", d => d["commitments"]!.AsArray().RemoveAt(1));
        package.Change("deals.jsonl", "ma-11", d => d["commitments"]![0]!["action"]!["en"] = "Other words");
        await TestPackage.ImportAsync(database, package.Folder);
        var after = await IdsAsync(database);
        Assert.Equal(before.Count - 1, after.Count);
        Assert.Subset(before, after);

        static async Task<HashSet<long>> IdsAsync(TestDatabase database)
        {
            await using var db = database.Open();
            return await db
                .Deals.Where(d => d.Identifier == "ma-11")
                .SelectMany(d => d.Commitments)
                .Select(c => c.Id)
                .ToHashSetAsync(Cancel);
        }
    }

    [Theory, EachDatabase]
    public async Task The_last_version_of_a_deal_is_the_deal(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await TestPackage.ImportAsync(database, TestPackage.Real);
        await using var db = database.Open();
        var lines = await File.ReadAllLinesAsync(Path.Combine(TestPackage.Real, "deals.jsonl"), Cancel);
        var versions = await db.DealVersions.OrderBy(v => v.Deal!.Identifier).ToListAsync(Cancel);
        // The same document in the form that hashes are made of.
        Assert.Equal(
            lines.Select(l => CanonicalJson.Of(JsonDocument.Parse(l).RootElement)),
            versions.Select(v => v.Content)
        );
        Assert.All(versions, v => Assert.Equal(VersionDocument.HashOf(v.Content), v.Hash));
    }
}
