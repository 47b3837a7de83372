using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>An open board as residents and firms see it: on a phone, without script, without an account.</summary>
public sealed class OpenBoardStoryTests(RealSite site)
{
    private const string Board = "open-boards/" + RightsOpenBoards.Board;

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsOpenBoards.MakeAsync(app);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        foreach (var language in Language.Offered)
        foreach (
            var page in (string[])
                [
                    "open-boards",
                    Board,
                    Board + "?q=zzz",
                    Board + "/new",
                    Board + "/1",
                    "open-boards/own/" + RightsOpenBoards.Token,
                    "open-boards/own/" + RightsOpenBoards.Token + "?sent=1",
                    "open-boards/following/" + RightsOpenBoards.FollowerToken,
                ]
        )
            await visitor.LookAtAsync(language, page);
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_suggests_by_keyboard_alone_and_the_city_shows_it_by_keyboard_too()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsOpenBoards.MakeAsync(app);
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await visitor.WidenAsync(Visitor.Narrow);
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        await visitor.GoAsync("/en/" + Board);
        await page.GetByRole(AriaRole.Link, new() { Name = "Send a suggestion" }).FocusAsync();
        await keys.PressAsync("Enter");
        await page.ArriveAsync("**/new");
        await visitor.TabToAsync("#title");
        await keys.TypeAsync("Benches under the limes");
        await visitor.TabToAsync("#text");
        await keys.TypeAsync("Where the market was.");
        await visitor.TabToAsync("main form button");
        await keys.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Thank you, your suggestion has arrived" }))
            .ToBeVisibleAsync();
        var own = visitor.At.Split('?')[0];

        var host = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await host.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await host.SignInAsync(app, "manager@city.example", MembershipRole.DealManager);
        await host.GoAsync("/en/workspace/" + Board);
        await host.TabToAsync("button[value='show:4']");
        await host.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(host.Page.Locator("button[value='show:4']")).ToHaveCountAsync(0);
        await host.TabToAsync("#n2 summary");
        await host.Page.Keyboard.PressAsync("Enter");
        await host.TabToAsync("#reason-2");
        await host.Page.Keyboard.PressAsync("ArrowDown");
        await host.TabToAsync("button[value='refuse:2']");
        await host.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(host.Page.Locator("#queue")).ToContainTextAsync("0 suggestions wait");

        await visitor.GoAsync(own);
        await Assertions.Expect(page.GetByText("Shown to everybody")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "To its page" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "This matters to me too" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Matters to 1 more")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints());
        Assert.Empty(host.Complaints());
        await page.Context.CloseAsync();
        await host.Page.Context.CloseAsync();
    }
}
