using Alliance.Monitoring.Boards;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Roadmaps.Stakeholders;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;
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
        "roadmaps/example-city/stakeholders",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
        await ShowStakeholderAsync(app);
        await site.VisitAsync(
            app,
            async seeing =>
            {
                foreach (var language in Language.Offered)
                foreach (var page in Pages)
                    await seeing.LookAtAsync(language, page);
            }
        );
    }

    // The demo has none.
    private static Task ShowStakeholderAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            db.Stakeholders.Add(
                new Stakeholder
                {
                    CityId = await db
                        .Cities.Where(c => c.Identifier == "example-city")
                        .Select(c => c.Id)
                        .SingleAsync(Cancel),
                    Name = "Tenants of North Street (example)",
                    NameKey = "tenants of north street (example)",
                    Kind = OrganisationKind.CitizenGroup,
                    SpeaksFor = [SeldomHeard.Tenants],
                    Does = "It rings at each door (example).",
                    Shown = true,
                    ChangedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
}
