using Alliance.Monitoring.Boards;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Browser;

/// <summary>Pages that show what came of deals, with something on them: the demo's example cities.</summary>
public sealed class BoardsTests(RealSite site)
{
    private static readonly string[] Pages =
    [
        "obstacles",
        "obstacles?kind=legal&city=example-city",
        "deals/example-food-for-all",
        "deals/example-food-for-all/progress",
        "cities/example-city/report/2025",
        "cities/example-city/totals",
        "totals",
        "totals?indicator=food-rescued",
        "totals/food-rescued",
        "roadmaps",
        "roadmaps/example-city",
        "roadmaps/example-city/versions",
        "roadmaps/example-city/versions/1",
    ];

    /// <summary>The example cities, and how they stand as a whole.</summary>
    internal static async Task<TestApp> StartAsync()
    {
        var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await app.WithDbAsync(async db =>
        {
            var demo = Path.Combine(AppContext.BaseDirectory, "data", "demo");
            Assert.Empty((await new ImportPackage(db, app.Time).RunAsync([demo], dryRun: false)).Problems);
        });
        await app.ChangedAsync();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync();
        await app.ChangedAsync();
        return app;
    }

    [Fact]
    public async Task They_are_accessible_and_fit_in_every_language()
    {
        await using var app = await StartAsync();
        await site.VisitAsync(
            app,
            async seeing =>
            {
                foreach (var language in Language.All)
                foreach (var page in Pages)
                {
                    await seeing.GoAsync($"/{language.Code}/{page}");
                    await Axe.AssertNothingAsync(seeing, Visitor.Narrow, Visitor.Wide);
                    await seeing.WidenAsync(Visitor.Narrow);
                    await FittingTests.AssertFitsAsync(seeing.Page, $"{language.Code} {page}, 320 px");
                }
            }
        );
    }
}
