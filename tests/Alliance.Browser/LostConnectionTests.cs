using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>Nothing that a manager types into a draft is lost with the connection or the session. Joining: <see cref="JoinTests"/>.</summary>
public sealed class LostConnectionTests(RealSite site)
{
    private const string Promise = "We plant trees in Example Street, and replace those that die.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_draft_comes_back()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var visitor = await EnterAsync(app);
        var page = visitor.Page;
        await visitor.GoAsync("/en/drafts/new");
        await page.GetByLabel("Title of the deal").FillAsync("Trees for Example Street");
        await page.GetByLabel("Kind of agreement").SelectOptionAsync("declaration-of-intent");
        await page.GetByLabel("Name of the organisation").FillAsync("Example Works Oy (example)");
        await page.GetByLabel("Contact person").FillAsync("Faye Firm");
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("The person’s e-mail address").FillAsync("firm@example.org");
        await page.GetByLabel("The promise").FillAsync(Promise);
        await page.GetByLabel("There is no date yet").CheckAsync();
        await page.Locator("input[value=known-contact]").CheckAsync();
        await LoseAsync(page, "Begin the draft");

        // Looked at, and the tab is closed once more: it is still there.
        await visitor.GoAsync("/en/drafts/new");
        await Assertions.Expect(BringBack(page)).ToBeVisibleAsync();
        await visitor.GoAsync("/en/drafts/new");
        await BringBack(page).ClickAsync();
        await Assertions.Expect(page.GetByLabel("The promise")).ToHaveValueAsync(Promise);
        await Assertions.Expect(page.Locator("input[value=known-contact]")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }).ClickAsync();

        await Assertions.Expect(page.GetByText("The draft is begun.")).ToBeVisibleAsync();
        var draft = await app.WithDbAsync(db => db.Drafts.Include(d => d.Parties).SingleAsync(Cancel));
        Assert.Equal(
            ("Trees for Example Street", Promise, "firm@example.org"),
            (
                draft.Content.Title,
                draft.Content.Promises[0].Action,
                draft.Parties.Single(p => p.Key == "p2").ContactEmail
            )
        );
        await AssertNothingKeptAsync(visitor, "/en/drafts/new");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_changed_part_of_a_draft_comes_back_by_the_way_through_the_workspace()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var visitor = await EnterAsync(app);
        var page = visitor.Page;
        var making = await Making.OfAsync(app);
        var draft = "/en/drafts/" + await making.DraftAsync("Example draft", "Example Works Oy (example)");
        var edit = draft + "/edit/promise.c3";
        await visitor.GoAsync(edit);
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("The promise").FillAsync(Promise);
        await LoseAsync(page, "Save");

        await visitor.GoAsync("/en/workspace");
        await page.GetByRole(AriaRole.Link, new() { Name = "Example draft" }).First.ClickAsync();
        await page.WaitForURLAsync("**" + draft, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator($"a[href='{edit}']").ClickAsync();
        await BringBack(page).ClickAsync();
        await Assertions.Expect(page.GetByLabel("The promise")).ToHaveValueAsync(Promise);
        // Lost again before another key was pressed.
        await page.Context.SetOfflineAsync(true);
        await LoseAsync(page, "Save");
        await visitor.GoAsync(edit);
        await BringBack(page).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();

        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.Equal(
            Promise,
            (await app.WithDbAsync(db => db.Drafts.SingleAsync(Cancel))).Content.Promise("c3")!.Action
        );
        await AssertNothingKeptAsync(visitor, edit);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_draft_that_is_sent_after_the_session_ended_is_not_offered_again()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var visitor = await EnterAsync(app);
        var page = visitor.Page;
        await visitor.GoAsync("/en/drafts/new");
        await page.GetByLabel("Title of the deal").FillAsync("Trees for Example Street");
        await page.GetByLabel("Name of the organisation").FillAsync("Example Works Oy (example)");
        await page.GetByLabel("Contact person").FillAsync("Faye Firm");
        await page.GetByLabel("The person’s e-mail address").FillAsync("firm@example.org");
        await page.GetByLabel("The promise").FillAsync(Promise);
        await page.GetByLabel("There is no date yet").CheckAsync();
        app.Time.Advance(TimeSpan.FromHours(13));
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your session has ended")).ToBeVisibleAsync();

        await visitor.SignInInAnotherTabAsync(app);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in and go on" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send now" }).ClickAsync();

        await Assertions.Expect(page.GetByText("The draft is begun.")).ToBeVisibleAsync();
        await AssertNothingKeptAsync(visitor, "/en/drafts/new");
        await page.Context.CloseAsync();
    }

    private async Task<Visitor> EnterAsync(TestApp app)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        await visitor.SignInAsync(app, "mia@city.example", MembershipRole.DealManager);
        return visitor;
    }

    // Sends the form while there is no connection, which then comes back.
    private static async Task LoseAsync(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        await page.ArriveAsync(url => url.StartsWith("chrome-error:", StringComparison.Ordinal));
        await page.Context.SetOfflineAsync(false);
    }

    private static ILocator BringBack(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" });

    private static async Task AssertNothingKeptAsync(Visitor visitor, string form)
    {
        await visitor.GoAsync(form);
        await Assertions.Expect(BringBack(visitor.Page)).ToHaveCountAsync(0);
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => localStorage.length"));
    }
}
