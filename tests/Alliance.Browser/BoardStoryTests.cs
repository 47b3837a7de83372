using Alliance.Tests.Sprints.Board;
using Alliance.Tests.Testing;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>A phone that loses its line and one without script share an idea board.</summary>
public sealed class BoardStoryTests(RealSite site)
{
    [Fact]
    public async Task Nothing_typed_is_lost_and_each_sees_what_the_other_writes()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Sqlite);
        var live = await EnterAsync(scene, script: true);
        var plain = await EnterAsync(scene, script: false);
        var page = live.Page;
        await live.GoAsync(scene.Page);
        await page.GetByLabel("Your name on the board").FillAsync("Ada");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take part" }).ClickAsync();
        await Assertions.Expect(page.Locator("#wall[data-live]")).ToBeVisibleAsync();
        await WriteAsync(page, "Open them on Sundays");
        await Assertions.Expect(page.Locator(".idea .words")).ToHaveTextAsync(["Open them on Sundays"]);

        // Without script, a reader who joins by writing.
        await plain.GoAsync(scene.Page);
        await Assertions.Expect(plain.Page.Locator(".idea .words")).ToHaveTextAsync(["Open them on Sundays"]);
        await page.GetByLabel("Your question").FillAsync("Half a thought");
        await WriteAsync(plain.Page, "Rent them to clubs");
        await Assertions
            .Expect(page.Locator(".idea .words"))
            .ToHaveTextAsync(["Open them on Sundays", "Rent them to clubs"]);
        // What comes from elsewhere takes neither focus nor words away.
        await Assertions.Expect(page.GetByLabel("Your question")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Your question")).ToHaveValueAsync("Half a thought");
        await Assertions.Expect(page.Locator("[data-f=said]")).ToHaveTextAsync("1 new card");

        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Locator("[data-f=state]")).ToContainTextAsync("No connection");
        await WriteAsync(page, "A night shelter");
        await Assertions.Expect(page.Locator(".unsent")).ToContainTextAsync("A night shelter");
        await Assertions.Expect(page.Locator("[data-f=state]")).ToContainTextAsync("1 card waits");
        await WriteAsync(plain.Page, "A music school");
        Assert.Equal(4, (await scene.OperationsAsync()).Count(o => o.Number > 1));
        await page.Context.SetOfflineAsync(false);
        string[] all = ["Open them on Sundays", "Rent them to clubs", "A music school", "A night shelter"];
        await Assertions.Expect(page.Locator(".idea .words")).ToHaveTextAsync(all);
        await Assertions.Expect(page.Locator(".unsent")).ToBeHiddenAsync();
        Assert.Equal(Enumerable.Range(1, 6), (await scene.OperationsAsync()).Select(o => o.Number));

        // A refusal keeps the words.
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Locator("[data-f=state]")).ToContainTextAsync("No connection");
        await WriteAsync(page, "Too late for this round");
        await scene.LeadAsync("phase:voting");
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator(".unsent")).ToContainTextAsync("at something else now");
        await Assertions.Expect(page.Locator(".unsent")).ToContainTextAsync("Too late for this round");
        await page.GetByRole(AriaRole.Button, new() { Name = "Throw away" }).ClickAsync();
        await Assertions.Expect(page.Locator(".unsent")).ToBeHiddenAsync();

        // Dots, by keyboard.
        await page.Locator("#k3 button[value='vote:k3']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#k3 .dots")).ToContainTextAsync("2 dots");
        await Assertions.Expect(page.Locator("[data-f=left]")).ToHaveTextAsync("You have 1 dot left.");
        Assert.Empty(live.Complaints().Where(c => !c.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal)));

        var found = new List<string>();
        foreach (var path in (string[])["", "/cards/k3", "/hall", "/photo"])
        foreach (var width in (int[])[Visitor.Narrow, Visitor.Wide])
        {
            await live.WidenAsync(width);
            await live.GoAsync(scene.Page + path);
            found.AddRange(await Axe.ViolationsAsync(page));
            Assert.True(
                await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                $"{path} at {width}"
            );
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
        await page.Context.CloseAsync();
        await plain.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whoever_leads_is_followed_by_all_screens()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Sqlite);
        var hall = await EnterAsync(scene, script: true);
        await hall.GoAsync(scene.Page + "/hall");
        await Assertions.Expect(hall.Page.Locator("#wall[data-live]")).ToBeVisibleAsync();
        await scene.LeadAsync("timer:5");
        // The server's clock stands still, and the screen goes by its own from there.
        await Assertions.Expect(hall.Page.Locator("[data-f=timer]")).ToContainTextAsync("4:5");
        await Assertions.Expect(hall.Page.Locator("[data-f=said]")).ToContainTextAsync("The time begins");
        await scene.LeadAsync("silent:on");
        await Assertions.Expect(hall.Page.Locator("[data-f=silence]")).ToBeVisibleAsync();
        await scene.WriteAsync(scene.Manager, "idea:k1", ("text.k1", "Written in silence"));
        await scene.LeadAsync("phase:dreamers");
        await Assertions.Expect(hall.Page.Locator("[data-f=phase]")).ToHaveTextAsync("Dreamers");
        await Assertions.Expect(hall.Page.Locator(".idea")).ToHaveCountAsync(0);
        await scene.LeadAsync("silent:off");
        await Assertions.Expect(hall.Page.Locator(".idea .words")).ToHaveTextAsync(["Written in silence"]);
        Assert.Empty(hall.Complaints());
        await hall.Page.Context.CloseAsync();
    }

    private async Task<Visitor> EnterAsync(BoardScene scene, bool script)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = script });
        await visitor.BeginAsync(new Uri($"http://localhost:{scene.App.Address.Port}"));
        return visitor;
    }

    private static async Task WriteAsync(IPage page, string idea)
    {
        await page.GetByLabel("Your idea").FillAsync(idea);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add idea" }).ClickAsync();
    }
}
