using System.Text;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Transparency;

/// <summary>Registers that stored areas and indicators in fewer languages read them in all of them once they start.</summary>
public sealed class CompleteSharedTextsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_text_is_completed_only_by_one_that_says_the_same()
    {
        var whole = SharedAreas.Find("food")!.Name;
        var part = WithoutItalian(whole);
        Assert.Equal(whole, part.CompletedBy(whole));
        Assert.Equal(whole, whole.CompletedBy(part));
        foreach (
            var own in (LocalText[])
                [
                    new("en", "Feeding the city"),
                    new("de", "Ernährung"),
                    new("en", [new("en", "Food"), new("it", "Cibo")]),
                    new("en", [new("en", "Food"), new("da", "Mad")]),
                ]
        )
            Assert.Same(own, own.CompletedBy(whole));
    }

    [Theory, EachDatabase]
    public async Task What_was_stored_before_is_completed_at_the_start_and_own_words_stay(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var own = new LocalText("en", "Power and heat");
        var food = SharedAreas.Find("food")!;
        await app.WithDbAsync(async db =>
        {
            foreach (var area in await db.PolicyAreas.ToListAsync(Cancel))
                (area.Name, area.Description) = (WithoutItalian(area.Name), WithoutItalian(area.Description));
            (await db.PolicyAreas.SingleAsync(a => a.Identifier == "energy", Cancel)).Name = own;
            foreach (var indicator in await db.Indicators.ToListAsync(Cancel))
                indicator.Name = WithoutItalian(indicator.Name);
            // A field that a city took from an area when it was let in.
            (await db.Cities.SingleAsync(c => c.Identifier == "espoo", Cancel)).ActionFields =
            [
                new ActionField(food.Id, WithoutItalian(food.Name), [food.Id]),
            ];
            await db.SaveChangesAsync(Cancel);
        });

        await StartAsync(app);

        await app.WithDbAsync(async db =>
        {
            foreach (var area in await db.PolicyAreas.AsNoTracking().ToListAsync(Cancel))
            {
                var shipped = SharedAreas.Find(area.Identifier)!;
                Assert.Equal(area.Identifier == "energy" ? own : shipped.Name, area.Name);
                Assert.Equal(shipped.Description, area.Description);
            }
            foreach (var indicator in await db.Indicators.AsNoTracking().ToListAsync(Cancel))
                Assert.Equal(Indicator.Shipped.Single(i => i.Identifier == indicator.Identifier).Name, indicator.Name);
            var espoo = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == "espoo", Cancel);
            Assert.Equal(food.Name, Assert.Single(espoo.ActionFields).Name);
            var hits = await SearchFinder.FindAsync(db, CityTerms.Source, SearchQuery.Read("alimentazione"), Cancel);
            Assert.Equal(espoo.Id, Assert.Single(hits.All));
        });

        // Another start finds nothing to do.
        app.Queries.Clear();
        await StartAsync(app);
        Assert.DoesNotContain(app.Queries.Sql, s => s.Contains("UPDATE", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task A_package_of_an_older_program_comes_in_as_it_is_and_is_completed_at_the_next_start(
        DatabaseKind on
    )
    {
        using var package = new TestPackage();
        foreach (var area in SharedAreas.All)
            package.Change(
                "policy-areas.jsonl",
                area.Id,
                d =>
                {
                    foreach (var field in (string[])["name", "description"])
                        d[field]!.AsObject().Remove("it");
                }
            );
        await using var database = await TestDatabase.CreateAsync(on);
        Assert.Empty((await TestPackage.ImportAsync(database, package.Folder)).Problems);
        var exported = await TestPackage.ExportAsync(database);
        Assert.Equal(
            await File.ReadAllTextAsync(package["policy-areas.jsonl"], Cancel),
            Encoding.UTF8.GetString(Convert.FromBase64String(exported["policy-areas.jsonl"]))
        );
        await using var db = database.Open();
        await CompleteSharedTexts.RunAsync(db, Cancel);
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(TestPackage.Real, "policy-areas.jsonl"), Cancel),
            Encoding.UTF8.GetString(
                Convert.FromBase64String((await TestPackage.ExportAsync(database))["policy-areas.jsonl"])
            )
        );
    }

    private static async Task StartAsync(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await FirstData.LoadAsync(scope.ServiceProvider, TestPackage.Real, Cancel);
    }

    private static LocalText WithoutItalian(LocalText text) =>
        new(text.Authentic, text.All.Where(t => t.Key != Language.Italian.Code));
}
