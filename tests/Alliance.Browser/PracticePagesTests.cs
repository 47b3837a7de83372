using Alliance.Knowledge.Fit;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Testing;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>Practices of the demo's example cities, told in full: with what other cities made of them, beside others, and whether they fit.</summary>
public sealed class PracticePagesTests(RealSite site)
{
    // It has a problem, cost, results, parts and a review, and another city gave it up.
    private const string Whole = "example-warm-rooms-first";
    private const string Remedy = "We ask the landlords first (example).";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_told_in_full_is_accessible_and_fits_in_every_language()
    {
        await using var app = await BoardsTests.StartAsync();
        await ReplicationScene.PublishAsync(app);
        await app.ChangedAsync();
        await site.VisitAsync(
            app,
            async visitor =>
            {
                foreach (var language in Language.Offered)
                foreach (
                    var (page, shown, count) in ((string, string, int)[])
                        [
                            (
                                $"practices/{Whole}",
                                "#problem, #cost, #results, #components, blockquote, svg.lineage",
                                6
                            ),
                            ("practices/example-ring-the-bell-first", "#deals", 1),
                            // What came of a deal in another city; BoardsTests visits the deal that it came from.
                            ("deals/example-nothing-wasted-at-the-quay", "svg.lineage", 1),
                            ("replications", "a[href*='/replications/example-harbour/']", 2),
                            ("replications/example-harbour/r1", ".parts-taken > li", 4),
                            ("replications/example-harbour/r2", ".parts-taken > li", 5),
                            // As many as there may be: one of them is told in German, one says hardly anything.
                            (
                                $"practices/compare?ids={Whole}&ids={ReplicationScene.Practice}"
                                    + "&ids=example-ring-the-bell-first&ids=three-light-promises",
                                "thead th[scope=col]",
                                4
                            ),
                        ]
                )
                {
                    await visitor.LookAtAsync(language, page);
                    await Assertions.Expect(visitor.Page.Locator("main").Locator(shown)).ToHaveCountAsync(count);
                }
            }
        );
    }

    [Fact]
    public async Task Whether_it_fits_is_accessible_and_fits_in_every_language_also_when_a_part_caps_it()
    {
        await using var app = await BoardsTests.StartAsync();
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await visitor.SignInAsync(app, "manager@city.example", MembershipRole.DealManager);
        await SayAsync(app);
        foreach (var language in Language.Offered)
        {
            await visitor.GoAsync($"/{language.Code}/workspace/fit/practice/{Whole}?city=espoo");
            await Assertions.Expect(visitor.Page.Locator(".fit-result > .notice > ul > li")).ToHaveCountAsync(1);
            await Assertions.Expect(visitor.Page.Locator(".fit-list").GetByText(Remedy)).ToBeVisibleAsync();
            // With the number, its table and all questions.
            await visitor.Page.EvaluateAsync(
                "() => document.querySelectorAll('main details').forEach(d => d.open = true)"
            );
            await visitor.LookAsync(language, "a fit that is capped, unfolded");
        }
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    // Everything speaks for it but its two parts of high importance, of which one has a remedy.
    private static Task SayAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            db.CityFits.Add(
                new CityFit
                {
                    CityId = await ReplicationScene.CityAsync(app, "espoo"),
                    Subject = $"practice:{Whole}",
                    Said = new FitSaid(
                        new Dictionary<string, FitAnswer>
                        {
                            ["problem"] = FitAnswer.StrongSupport,
                            ["mandate"] = FitAnswer.StrongSupport,
                            ["partners"] = FitAnswer.Support,
                            ["means"] = FitAnswer.Neither,
                            ["law"] = FitAnswer.StrongSupport,
                            ["part-k1"] = FitAnswer.StrongObstacle,
                            ["part-k2"] = FitAnswer.StrongObstacle,
                            ["part-k3"] = FitAnswer.Support,
                        },
                        new Dictionary<string, string> { ["part-k1"] = Remedy }
                    ),
                    Weights = FitVersions.Shipped.Current.Version,
                    Turn = 1,
                    ChangedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
}
