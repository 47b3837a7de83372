using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>The pages of people with an account, in an application of their own, because these tests write.</summary>
public sealed class SignedInTests(RealSite site)
{
    // Every page behind a right.
    private static readonly string[] Pages = ["account", "people"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_page_behind_a_right_is_visited() =>
        Assert.Equal(
            site.App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
                .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is not null)
                .Select(e => e.RoutePattern.RawText!.Split('/')[^1])
                .Distinct()
                .Order(StringComparer.Ordinal),
            Pages.Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await StartAsync();
        await InAsync(
            app,
            async visitor =>
            {
                await SignInAsync(app, visitor);
                foreach (var language in Language.All)
                foreach (var page in Pages)
                {
                    await visitor.GoAsync($"/{language.Code}/{page}");
                    await Axe.AssertNothingAsync(visitor, Visitor.Narrow, Visitor.Wide);
                    await visitor.WidenAsync(Visitor.Narrow);
                    await FittingTests.AssertFitsAsync(visitor.Page, $"{language.Code} {page}, 320 px");
                }
            }
        );
    }

    [Fact]
    public async Task Somebody_comes_by_a_link_adds_a_passkey_and_comes_back_with_it()
    {
        await using var app = await StartAsync();
        await InAsync(
            app,
            async visitor =>
            {
                var page = visitor.Page;
                await visitor.TakeAuthenticatorAsync();
                await SignInAsync(app, visitor);

                await page.GetByLabel("Name of the passkey").FillAsync("Test laptop");
                await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
                await Assertions.Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync();
                await Assertions.Expect(page.GetByText("Test laptop")).ToBeVisibleAsync();

                await page.GetByRole(AriaRole.Button, new() { Name = "Sign out here" }).ClickAsync();
                await Assertions.Expect(page.GetByText("You are signed out.")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
                await page.WaitForURLAsync("**/en/account");

                await page.GetByRole(AriaRole.Button, new() { Name = "Remove Test laptop" }).ClickAsync();
                await Assertions.Expect(page.GetByText("The passkey is removed.")).ToBeVisibleAsync();
                await Assertions.Expect(page.GetByText("Test laptop")).Not.ToBeVisibleAsync();
            }
        );
    }

    [Fact]
    public async Task A_manager_invites_a_colleague_by_keyboard_and_without_script()
    {
        await using var app = await StartAsync();
        await InAsync(
            app,
            async visitor =>
            {
                await SignInAsync(app, visitor);
                await visitor.GoAsync("/de/people");
                var page = visitor.Page;
                await visitor.TabToAsync("#name");
                await page.Keyboard.TypeAsync("Erika Muster");
                await visitor.TabToAsync("#email");
                await page.Keyboard.TypeAsync("erika@beispiel.example");
                await visitor.TabToAsync("#role");
                await page.Locator("#role")
                    .SelectOptionAsync(new SelectOptionValue { Label = "Espoo · Deal-Management" });
                await visitor.TabToAsync("form button.button");
                await page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(page.GetByText("Die Einladung ist unterwegs.")).ToBeVisibleAsync();
                await Assertions.Expect(page.GetByText("Erika Muster")).ToBeVisibleAsync();
            },
            script: false
        );
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        return app;
    }

    // By the name localhost: a browser makes passkeys for names alone.
    private async Task InAsync(TestApp app, Func<Visitor, Task> visit, bool script = true)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = script });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await visit(visitor);
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    private static async Task SignInAsync(TestApp app, Visitor visitor)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var invited = await scope
            .ServiceProvider.GetRequiredService<InvitePerson>()
            .InviteAsync(
                null,
                new Invitation("ada@city.example", "Ada Example", Language.English, MembershipRole.Administrator),
                (_, path) => path,
                Cancel
            );
        await visitor.GoAsync("/en/sign-in/link?token=" + invited.Value);
        await visitor.Page.Locator("main form button").ClickAsync();
        await visitor.Page.WaitForURLAsync("**/en/account");
    }
}
