using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency;

/// <summary>An import makes those cached pages go that show what it changed.</summary>
public sealed class ImportTagsTests
{
    private const string Deal = "/en/deals/mannheim-climate-neutral-district-heating";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_small_import_names_what_it_changed_and_a_large_one_everything(DatabaseKind on)
    {
        using var package = new TestPackage();
        await using var database = await TestDatabase.CreateAsync(on);
        await TestPackage.ImportAsync(database, package.Folder);
        package.Change("deals.jsonl", "ma-11", d => d["delivery"] = "done");
        await TestPackage.ImportAsync(database, package.Folder);
        package.Change("organisations.jsonl", "caruna", o => o["name"] = "Caruna by another name");
        package.Change("cities.jsonl", "espoo", c => c["country"] = "SE");
        await TestPackage.ImportAsync(database, package.Folder);
        package.Write(
            "organisations.jsonl",
            (await File.ReadAllLinesAsync(package["organisations.jsonl"], Cancel)).Concat(
                Enumerable.Range(0, 201).Select(i => $$"""{"id":"zz-{{i}}","name":"Z {{i}}","kind":"sme"}""")
            )
        );
        await TestPackage.ImportAsync(database, package.Folder);

        await using var db = database.Open();
        var tags = await db
            .Outbox.Where(m => m.Kind == "package-imported")
            .OrderBy(m => m.Id)
            .Select(m => m.Tags)
            .ToListAsync(Cancel);
        Assert.Equal(
            ["deal:ma-11 deals", "cities city:espoo deals organisation:caruna organisations projects", "*"],
            tags.Skip(1).Select(t => string.Join(' ', t.Split(' ').Order(StringComparer.Ordinal)))
        );
    }

    [Theory, EachDatabase]
    public async Task Pages_that_show_what_changed_are_rendered_anew(DatabaseKind on)
    {
        using var package = new TestPackage();
        await using var app = await TestApp.StartAsync(on);
        await TestPackage.ImportAsync(app.Database, package.Folder);
        await app.SettleAsync(advance: TimeSpan.FromSeconds(15));
        string[] shown = [Deal, "/en/deals?city=mannheim", "/en/organisations/mvv-energie"];
        foreach (var path in shown)
            Assert.DoesNotContain("Renamed", await app.Client.GetStringAsync(path, Cancel), StringComparison.Ordinal);

        package.Change("deals.jsonl", "ma-11", d => d["title"]!["en"] = "Renamed deal");
        package.Change("organisations.jsonl", "mvv-energie", o => o["name"] = "Renamed works");
        await TestPackage.ImportAsync(app.Database, package.Folder);
        await app.SettleAsync(advance: TimeSpan.FromSeconds(15));

        foreach (var path in shown)
            Assert.Contains("Renamed", await app.Client.GetStringAsync(path, Cancel), StringComparison.Ordinal);
        Assert.Contains("Renamed works", await app.Client.GetStringAsync(Deal, Cancel), StringComparison.Ordinal);
    }
}
