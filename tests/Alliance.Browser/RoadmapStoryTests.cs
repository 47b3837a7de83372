using Alliance.Network;
using Alliance.Tests.Testing;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>A roadmap is written, put in order and published without a mouse and without script.</summary>
public sealed class RoadmapStoryTests(RealSite site)
{
    private const string Work = "/en/workspace/roadmap";
    private const int MostTabs = 120;

    [Fact]
    public async Task It_is_written_by_keyboard_alone()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var manager = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await manager.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await manager.SignInAsync(app, "manager@city.example", MembershipRole.DealManager);
        var (page, keys) = (manager.Page, manager.Page.Keyboard);

        await manager.GoAsync(Work);
        await manager.TabToAsync("#start-title", MostTabs);
        await keys.TypeAsync("Example roadmap (example)");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("section[aria-labelledby=challenge]")).ToBeVisibleAsync();
        await AddAsync(manager, "challenge", "Old boilers");
        await AddAsync(manager, "challenge", "Wasted heat");
        await AddAsync(manager, "milestone", "Boilers counted");
        Assert.Equal(["Old boilers", "Wasted heat"], await TitlesAsync(page));
        await manager.TabToAsync("button[name=up][value='challenge.c2']", MostTabs);
        await keys.PressAsync("Enter");
        await page.ArriveAsync("**" + Work + "#part-c2");
        Assert.Equal(["Wasted heat", "Old boilers"], await TitlesAsync(page));

        await manager.TabToAsync("form:has(h2) button:not([name])", MostTabs);
        await keys.PressAsync("Enter");
        await page.ArriveAsync("**/en/roadmaps/espoo");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("No deal works on this yet");
        Assert.Empty(manager.Complaints());
        await page.Context.CloseAsync();
    }

    private static async Task AddAsync(Visitor visitor, string kind, string title)
    {
        var page = visitor.Page;
        await visitor.TabToAsync($"button[name=add][value={kind}]", MostTabs);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync($"**{Work}/espoo/{kind}.*");
        await visitor.TabToAsync("input[name$='.title']");
        await page.Keyboard.TypeAsync(title);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync($"**{Work}#{kind}");
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(IPage page) =>
        await page.Locator("section[aria-labelledby=challenge] .what a").AllInnerTextsAsync();
}
