using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>A sprint as those see it who come to it, without an account and without script.</summary>
public sealed class SprintPagesTests(RealSite site)
{
    private const string Sprint = "sprints/" + RightsSprints.Sprint;
    private const string Visit = "sprints/visit/" + RightsSprints.Token;

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsSprints.PlanAsync(app, SprintState.Published);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        foreach (var language in Language.All)
        foreach (var page in (string[])[Sprint, Sprint + "/register", Visit])
        {
            await visitor.GoAsync($"/{language.Code}/{page}");
            await Axe.AssertNothingAsync(visitor, Visitor.Narrow, Visitor.Wide);
            await visitor.WidenAsync(Visitor.Narrow);
            await FittingTests.AssertFitsAsync(visitor.Page, $"{language.Code} {page}, 320 px");
        }
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_comes_back_but_not_what_somebody_needs()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsSprints.PlanAsync(app, SprintState.Published);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        var page = visitor.Page;
        await visitor.GoAsync($"/en/{Sprint}/register");
        await page.Locator("#name").FillAsync("Vera Example");
        await page.Locator("#food").FillAsync("No nuts");
        var kept = await page.EvaluateAsync<string>("() => JSON.stringify(localStorage)");
        Assert.Contains("Vera Example", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("nuts", kept, StringComparison.Ordinal);
        await visitor.GoAsync($"/en/{Sprint}/register");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Vera Example");
        await Assertions.Expect(page.Locator("#food")).ToHaveValueAsync("");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_registers_by_keyboard_alone_and_shows_the_code_at_the_door()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsSprints.PlanAsync(app, SprintState.Published);
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        await visitor.GoAsync("/en/" + Sprint);
        await page.GetByRole(AriaRole.Link, new() { Name = "Register" }).FocusAsync();
        await keys.PressAsync("Enter");
        await page.ArriveAsync("**/register");
        await visitor.TabToAsync("#name");
        await keys.TypeAsync("Vera Example");
        await visitor.TabToAsync("#email");
        await keys.TypeAsync("vera@example.org");
        await visitor.TabToAsync("#food");
        await keys.TypeAsync("no nuts");
        await keys.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Look into your mailbox" }))
            .ToBeVisibleAsync();

        await visitor.GoAsync(await app.LinkInMailAsync("vera@example.org"));
        await Assertions.Expect(page.GetByText("You are registered")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Code for the door" })).ToBeVisibleAsync();

        var door = await app.WithDbAsync(db =>
            Task.FromResult(db.SprintVisits.Single(v => v.Email == "vera@example.org").CheckInCode)
        );
        var host = await Visitor.EnterAsync(site.Browser, new());
        await host.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await host.SignInAsync(app, "manager@city.example", MembershipRole.DealManager);
        await host.GoAsync($"/en/workspace/{Sprint}/door/{door}");
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "Is here" }).ClickAsync();
        await Assertions.Expect(host.Page.Locator("main")).ToContainTextAsync("1 is here.");
        Assert.Empty(visitor.Complaints());
        Assert.Empty(host.Complaints());
        await page.Context.CloseAsync();
        await host.Page.Context.CloseAsync();
    }
}
