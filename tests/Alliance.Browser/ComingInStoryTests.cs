using Alliance.Network;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Testing;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// Somebody of a city that nobody knows here asks on a phone without script, a coordinator lets it in, and its first steps lie open. The city and
/// its people are examples.
/// </summary>
public sealed class ComingInStoryTests(RealSite site)
{
    private const string Coordinator = "coordinator@network.example";
    private const string Asker = "tina@town.example";

    [Fact]
    public async Task A_city_asks_on_a_phone_and_finds_its_draft()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await ReplicationScene.PublishAsync(app);
        var (town, coordinator) = (await EnterAsync(app, script: false), await EnterAsync(app));
        await coordinator.SignInToAsync(app, "umea", Coordinator, MembershipRole.Coordinator);
        await town.WidenAsync(Visitor.Narrow);
        await town.GoAsync("/de/cities");
        var page = town.Page;
        await page.Locator("main a[href='/de/cities/join']").ClickAsync();
        foreach (
            var (field, value) in ((string, string)[])
                [
                    ("city", "Example Town"),
                    ("inhabitants", "viele"),
                    ("website", "www.town.example"),
                    ("person", "Tina Town"),
                    ("email", Asker),
                    ("partner", "Example Bakery (example)"),
                ]
        )
            await page.Locator($"main [name='{field}']").FillAsync(value);
        await page.Locator("main [name=country]").SelectOptionAsync("IT");
        await page.Locator("main [name=origin]").SelectOptionAsync("practice:" + ReplicationScene.Practice);
        await page.Locator("main [name=languages][value=it]").CheckAsync();
        await page.Locator("main [name=consent]").CheckAsync();
        await page.Locator("main form button").ClickAsync();

        // What is wrong is said at the field, and everything else is still there.
        await Assertions.Expect(page.Locator("#inhabitants-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[name=languages][value=it]")).ToBeCheckedAsync();
        await FittingTests.AssertFitsAsync(page, "joining, 320 px");
        await page.Locator("[name=inhabitants]").FillAsync("20.000");
        await page.Locator("main form button").ClickAsync();
        await page.ArriveAsync("**/de/cities/join?sent=1");
        await town.GoAsync(await app.LinkInMailAsync(Asker, "city-request:"));
        await page.Locator("main form button").ClickAsync();
        await Assertions.Expect(page.GetByText("Ihre Adresse ist bestätigt")).ToBeVisibleAsync();

        await coordinator.GoAsync(await app.LinkInMailAsync(Coordinator, "city-asked:"));
        await Axe.AssertNothingAsync(coordinator, Visitor.Narrow, Visitor.Wide);
        await coordinator.WidenAsync(Visitor.Narrow);
        await FittingTests.AssertFitsAsync(coordinator.Page, "a request of a city, 320 px");
        await coordinator.Page.Locator("form:has([name=identifier]) button").ClickAsync();
        await coordinator.Page.ArriveAsync("**/workspace/city-requests");

        await town.GoAsync(await app.LinkInMailAsync(Asker, "invitation:"));
        await page.Locator("main form button").ClickAsync();
        await page.ArriveAsync("**/de/workspace/first-steps");
        await FittingTests.AssertFitsAsync(page, "first steps, 320 px");
        await page.Locator("#draft a[href*='/drafts/']").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Example Bakery (example)");
        await town.Page.Context.CloseAsync();
        await coordinator.Page.Context.CloseAsync();
    }

    private async Task<Visitor> EnterAsync(TestApp app, bool script = true)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = script });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        return visitor;
    }
}
