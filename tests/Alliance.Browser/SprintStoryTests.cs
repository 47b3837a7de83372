using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// A sprint as its people play it, in eight browsers: a manager who hosts it, a colleague, the hall's screen, two phones of which one
/// loses its line, one without script, a table's host for those who have no phone, and a reader who follows it all back. Everybody is an example.
/// </summary>
public sealed class SprintStoryTests(RealSite site)
{
    private const string Firm = "anna@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_registration_to_a_signed_declaration_and_back_to_the_note()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsSprints.PlanAsync(app, SprintState.Published);
        var host = await EnterAsync(app);
        var colleague = await EnterAsync(app);
        var hall = await EnterAsync(app, 1920);
        var anna = await EnterAsync(app, 360);
        var bert = await EnterAsync(app, 360);
        var plain = await EnterAsync(app, 360, script: false);
        var table = await EnterAsync(app);
        var reader = await EnterAsync(app);
        await host.SignInAsync(app, "manager@city.example", MembershipRole.DealManager, MembershipRole.Approver);

        // Who comes registers, and is let in at the door.
        await RegisterAsync(anna, app, "Anna Example", Firm);
        await RegisterAsync(plain, app, "Carla Example", "carla@example.org");
        await host.GoAsync($"/en/workspace/sprints/{RightsSprints.Sprint}/people");
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "Anna Example is here" }).ClickAsync();
        await Assertions.Expect(host.Page.Locator("main")).ToContainTextAsync("1 is here.");

        // The board of the sprint, and who writes for those without a phone.
        await host.GoAsync("/en/workspace/boards");
        var begin = Form(host.Page, "begin-board");
        await begin.Locator("[name=title]").FillAsync("How do small firms find time? (example)");
        await begin.Locator("[name=sprint]").SelectOptionAsync(RightsSprints.Sprint);
        await begin.Locator("button").ClickAsync();
        await host.Page.ArriveAsync("**/boards/*");
        var board = host.At;
        await host.Page.GetByText("Lead this board").ClickAsync();
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "New link for table hosts" }).ClickAsync();
        var link = await host.Page.Locator(".given code").InnerTextAsync();
        await host.GoAsync(board);
        await table.GoAsync(new Uri(link).PathAndQuery);
        await table.Page.GetByRole(AriaRole.Button, new() { Name = "Take part by this link" }).ClickAsync();
        await Assertions.Expect(table.Page.GetByLabel("Write for table")).ToBeVisibleAsync();
        await hall.GoAsync(board + "/hall");
        foreach (var phone in (Visitor[])[anna, bert])
        {
            await phone.GoAsync(board);
            await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Take part" }).ClickAsync();
            await Assertions.Expect(phone.Page.Locator("#wall[data-live]")).ToBeVisibleAsync();
        }

        // Challenges.
        await anna.Page.GetByLabel("A challenge", new() { Exact = true }).FillAsync("No time for forms (example)");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Add challenge" }).ClickAsync();
        await Assertions.Expect(hall.Page.Locator(".column h2")).ToHaveTextAsync(["No time for forms (example)"]);

        // Ideas: on the phone, without a line, without script, and for a table.
        await PhaseAsync(host, "Ideas");
        await Assertions.Expect(hall.Page.Locator("[data-f=phase]")).ToHaveTextAsync("Ideas");
        await IdeaAsync(anna, "Report by phone (example)");
        await bert.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(bert.Page.Locator("[data-f=state]")).ToContainTextAsync("No connection");
        await IdeaAsync(bert, "Ask once a year (example)");
        await Assertions.Expect(bert.Page.Locator(".unsent")).ToContainTextAsync("Ask once a year");
        await plain.GoAsync(board);
        await IdeaAsync(plain, "Let students help (example)");
        await table.Page.GetByLabel("Write for table").SelectOptionAsync("3");
        await IdeaAsync(table, "A prize for the quickest (example)");
        await bert.Page.Context.SetOfflineAsync(false);
        string[] all =
        [
            "Report by phone (example)",
            "Let students help (example)",
            "A prize for the quickest (example)",
            "Ask once a year (example)",
        ];
        foreach (var screen in (Visitor[])[hall, anna, bert, table])
            await Assertions.Expect(screen.Page.Locator(".idea .words")).ToHaveTextAsync(all);
        var (phoned, yearly, prize) = (
            await KeyAsync(hall, all[0]),
            await KeyAsync(hall, all[3]),
            await KeyAsync(hall, all[2])
        );
        await Assertions.Expect(hall.Page.Locator($"#{prize} .from")).ToHaveTextAsync("table 3");
        Assert.True(
            await hall.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
            "the hall, 1920 px"
        );

        // Put together, then dreamed, done and doubted.
        await PhaseAsync(host, "Grouping");
        await host.Page.GetByLabel("Name of a new group").FillAsync("Less to write (example)");
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "Add group" }).ClickAsync();
        await Assertions.Expect(hall.Page.GetByText("Less to write (example)")).ToBeVisibleAsync();
        await host.GoAsync(board + "/cards/" + phoned);
        await host
            .Page.GetByLabel("Group", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = "Less to write (example)" });
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "Put into this group" }).ClickAsync();
        await host.Page.ArriveAsync("**" + board + "#" + phoned);
        foreach (
            var (phase, voice, who) in ((string, string, Visitor)[])
                [
                    ("Dreamers", "Every firm knows its numbers", anna),
                    ("Realists", "The chamber would have to call", table),
                    ("Critics", "Who pays for the calls?", bert),
                ]
        )
        {
            await PhaseAsync(host, phase);
            var card = who.Page.Locator("#" + phoned);
            await card.GetByText("Comment on it").ClickAsync();
            await card.Locator("textarea").FillAsync(voice + " (example)");
            await card.GetByRole(AriaRole.Button, new() { Name = "Add comment" }).ClickAsync();
            await Assertions.Expect(hall.Page.Locator($"#{phoned} .comments")).ToContainTextAsync(voice);
        }

        // Dots: one's own, and those of a table without phones.
        await PhaseAsync(host, "Dots");
        await anna.Page.Locator($"#{phoned} button[value='vote:{phoned}']").ClickAsync();
        await plain.GoAsync(board);
        await plain.Page.Locator($"#{phoned} button[value='vote:{phoned}']").ClickAsync();
        await table.GoAsync(board + "/cards/" + yearly);
        await Form(table.Page, "card-votes").Locator("[name=table]").FillAsync("3");
        await Form(table.Page, "card-votes").Locator("[name=count]").FillAsync("4");
        await Form(table.Page, "card-votes").Locator("button").ClickAsync();
        await Assertions.Expect(hall.Page.Locator($"#{phoned} .dots")).ToContainTextAsync("2 dots");
        await Assertions.Expect(hall.Page.Locator($"#{yearly} .dots")).ToContainTextAsync("4 dots");

        // Verdicts.
        await PhaseAsync(host, "Verdicts");
        foreach (var card in (string[])[phoned, yearly])
        {
            await host.GoAsync($"{board}/cards/{card}");
            var judge = Form(host.Page, "card-verdict");
            await judge.Locator("[name=verdict]").SelectOptionAsync("feasible");
            await judge.Locator("[name=why]").FillAsync("Two of us do it already (example)");
            await judge.Locator("button").ClickAsync();
            await Assertions.Expect(hall.Page.Locator($"#{card} .verdict")).ToContainTextAsync("Feasible");
        }
        await Axe.AssertNothingAsync(hall, 1920);
        // The same board with the buttons of whoever leads it.
        foreach (var language in Language.Offered)
        foreach (var page in (string[])["", "/cards/" + phoned, "/photo"])
            await host.LookAtAsync(language, board["/en/".Length..] + page);
        await host.WidenAsync(Visitor.Wide);

        // One idea becomes a challenge of the roadmap.
        await host.GoAsync("/en/workspace/roadmap");
        await host.Page.Locator("#start-title").FillAsync("Roadmap of an example (example)");
        await Form(host.Page, "start").Locator("button").ClickAsync();
        await GoOnAsync(host, board, yearly, "Into the roadmap");
        await Axe.AssertNothingAsync(host, Visitor.Narrow, Visitor.Wide);
        await FittingTests.AssertFitsAsync(host.Page, "going on, 1280 px");
        await host.GoAsync("/en/workspace/roadmap");
        await Form(host.Page, "publish").Locator("button").First.ClickAsync();
        await host.Page.ArriveAsync("**/roadmaps/espoo");

        // Another a declaration of intent, which Anna's firm signs on her phone.
        await GoOnAsync(host, board, phoned, "Into a deal or declaration of intent");
        await host.Page.Locator("#became + ul a").ClickAsync();
        var draft = host.At;
        await SignAsync(host, anna, app, draft);
        await app.SettleAsync();

        // From the note forward, without an account …
        await app.ChangedAsync();
        await reader.GoAsync(board + "/cards/" + phoned);
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "What became of it" }).ClickAsync();
        var way = reader.At;
        var main = reader.Page.Locator("main");
        foreach (
            var said in (string[])
                [
                    "Report by phone (example)",
                    "No time for forms (example)",
                    "Feasible",
                    "Two of us do it already",
                    "Signed:",
                ]
        )
            await Assertions.Expect(main).ToContainTextAsync(said);
        foreach (var language in Language.Offered)
            await reader.LookAtAsync(language, way["/en/".Length..]);
        await reader.GoAsync(way);
        await reader.Page.Locator(".traced a").First.ClickAsync();
        await Assertions.Expect(main).ToContainTextAsync("No time for forms (example)");
        // … and back from what was signed.
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Report by phone (example)" }).First.ClickAsync();
        Assert.Equal(way, reader.At);
        await reader.GoAsync("/en/roadmaps/espoo");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Ask once a year (example)" }).First.ClickAsync();
        await Assertions.Expect(main).ToContainTextAsync("A challenge in the roadmap");

        // A colleague sees where it went already; and the report tells all of it.
        await colleague.SignInAsync(app, "facilitator@city.example", MembershipRole.FieldManager);
        await colleague.GoAsync(board + "/cards/" + phoned);
        await colleague.Page.GetByRole(AriaRole.Link, new() { Name = "Go on with this idea" }).ClickAsync();
        await Assertions.Expect(colleague.Page.Locator("main")).ToContainTextAsync("An article of a deal");
        app.Time.SetUtcNow(new DateTimeOffset(2026, 12, 3, 9, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        await reader.GoAsync($"/en/sprints/{RightsSprints.Sprint}/report");
        foreach (var said in (string[])["1 person came.", "Report by phone (example)", "Ask once a year (example)"])
            await Assertions.Expect(main).ToContainTextAsync(said);
        await reader.WidenAsync(Visitor.Wide);
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await FittingTests.AssertFitsAsync(reader.Page, "the report on paper");

        foreach (var visitor in (Visitor[])[host, colleague, hall, anna, bert, plain, table, reader])
        {
            var complaints = visitor
                .Complaints()
                .Where(c => !c.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal));
            Assert.Empty(complaints);
            await visitor.Page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_board_is_led_and_an_idea_taken_on_by_keyboard_alone()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsRoadmaps.PlanAsync(app);
        var host = await EnterAsync(app);
        var (page, keys) = (host.Page, host.Page.Keyboard);
        await host.SignInAsync(app, "manager@city.example", MembershipRole.DealManager);
        await host.GoAsync("/en/workspace/boards");
        await host.TabToAsync("form:has(input[value=begin-board]) [name=title]");
        await keys.TypeAsync("By keyboard (example)");
        await keys.PressAsync("Enter");
        await page.ArriveAsync("**/boards/*");
        await Assertions.Expect(page.Locator("#wall[data-live]")).ToBeVisibleAsync();
        await host.TabToAsync("#new-challenge");
        await keys.TypeAsync("No time (example)");
        await host.TabToAsync("button[value=challenge]");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".column h2")).ToHaveTextAsync(["No time (example)"]);

        await LeadAsync("phase:ideas");
        await host.TabToAsync("#k1 textarea");
        await keys.TypeAsync("By phone (example)");
        await host.TabToAsync("button[value='idea:k1']");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".idea .words")).ToHaveTextAsync(["By phone (example)"]);
        await LeadAsync("phase:verdicts");
        await host.TabToAsync(".idea a.more");
        await keys.PressAsync("Enter");
        await page.ArriveAsync("**/cards/k3");
        await host.TabToAsync("#verdict");
        await keys.PressAsync("ArrowDown");
        await host.TabToAsync("button[value='judge:k3']");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#k3 .verdict")).ToContainTextAsync("Feasible");

        await host.TabToAsync(".idea a.more");
        await keys.PressAsync("Enter");
        await page.ArriveAsync("**/cards/k3");
        await host.EnterAsync("a[href*='/workspace/ideas/']");
        await host.TabToAsync(".onward summary");
        await keys.PressAsync("Enter");
        await host.TabToAsync("form:has(input[value=to-roadmap]) button");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Everybody can follow the idea from now on.")).ToBeVisibleAsync();
        Assert.Empty(host.Complaints());
        await page.Context.CloseAsync();

        async Task LeadAsync(string press)
        {
            if (await page.Locator("form.leading details").GetAttributeAsync("open") is null)
            {
                await page.EvaluateAsync("() => document.activeElement.blur()");
                await host.TabToAsync("form.leading summary");
                await keys.PressAsync("Enter");
            }
            await page.EvaluateAsync("() => document.querySelector('form.leading summary').focus()");
            await host.TabToAsync($"button[value='{press}']");
            await keys.PressAsync("Enter");
            await Assertions
                .Expect(page.Locator($"button[value='{press}']"))
                .ToHaveAttributeAsync("aria-pressed", "true");
        }
    }

    private async Task<Visitor> EnterAsync(TestApp app, int width = Visitor.Wide, bool script = true)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = script, Locale = "en" });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await visitor.WidenAsync(width);
        return visitor;
    }

    private static async Task RegisterAsync(Visitor visitor, TestApp app, string name, string email)
    {
        await visitor.GoAsync($"/en/sprints/{RightsSprints.Sprint}/register");
        await visitor.Page.Locator("#name").FillAsync(name);
        await visitor.Page.Locator("#email").FillAsync(email);
        await visitor.Page.Locator("[name=sessions]").First.CheckAsync();
        await Form(visitor.Page, "register").Locator("button").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Look into your mailbox")).ToBeVisibleAsync();
        await visitor.GoAsync(await app.LinkInMailAsync(email));
        await Assertions.Expect(visitor.Page.GetByText("You are registered")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("Opening");
    }

    // Whoever leads stays on the board between the phases.
    private static async Task PhaseAsync(Visitor host, string phase)
    {
        var lead = host.Page.Locator("form.leading details");
        if (!await lead.IsVisibleAsync())
            await host.Page.GoBackAsync();
        if (await lead.GetAttributeAsync("open") is null)
            await host.Page.GetByText("Lead this board").ClickAsync();
        await lead.GetByRole(AriaRole.Button, new() { Name = phase, Exact = true }).ClickAsync();
        await Assertions.Expect(host.Page.Locator("#wall [data-f=phase]").First).ToHaveTextAsync(phase);
    }

    private static async Task<string> KeyAsync(Visitor visitor, string idea) =>
        (await visitor.Page.Locator(".idea", new() { HasText = idea }).GetAttributeAsync("id"))!;

    private static async Task IdeaAsync(Visitor visitor, string idea)
    {
        await visitor.Page.GetByLabel("Your idea").FillAsync(idea);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add idea" }).ClickAsync();
        if (visitor.Page.Context.Pages.Count > 0)
            await Assertions.Expect(visitor.Page.GetByText(idea).First).ToBeVisibleAsync();
    }

    private static async Task GoOnAsync(Visitor host, string board, string card, string way)
    {
        await host.GoAsync($"{board}/cards/{card}");
        await host.Page.GetByRole(AriaRole.Link, new() { Name = "Go on with this idea" }).ClickAsync();
        await host.Page.Locator("summary", new() { HasText = way }).ClickAsync();
        await host.Page.GetByRole(AriaRole.Button, new() { Name = way }).ClickAsync();
        await Assertions.Expect(host.Page.GetByText("Everybody can follow the idea from now on.")).ToBeVisibleAsync();
    }

    private static async Task SignAsync(Visitor host, Visitor firm, TestApp app, string draft)
    {
        var page = host.Page;
        await page.GetByText("Another party").First.ClickAsync();
        await page.GetByLabel("Name of the organisation").FillAsync("Example Works Oy (example)");
        await page.GetByLabel("Contact person").FillAsync("Anna Example");
        await page.GetByLabel("The person’s e-mail address").FillAsync(Firm);
        await page.GetByRole(AriaRole.Button, new() { Name = "Another party" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "A promise of Example Works Oy (example)" }).ClickAsync();
        await page.GetByLabel("The promise").FillAsync("We find out how a report by phone can work (example).");
        await page.GetByLabel("There is no date yet").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await host.GoAsync(draft);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send to the parties" }).ClickAsync();
        await DealStoryTests.ReleaseAsync(host, draft);
        await SignByCodeAsync(firm, app, await app.LinkInMailAsync(Firm), Firm);
        await SignByCodeAsync(host, app, draft + "/sign", "manager@city.example", "Manager of Espoo (example)");
    }

    private static async Task SignByCodeAsync(
        Visitor visitor,
        TestApp app,
        string page,
        string email,
        string? signer = null
    )
    {
        await visitor.GoAsync(page);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).First.ClickAsync();
        if (signer is not null)
            await visitor.Page.Locator("[name=signer]").First.FillAsync(signer);
        await visitor
            .Page.GetByLabel("Code", new() { Exact = true })
            .First.FillAsync(await DealStoryTests.CodeAsync(app, email));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign with this code" }).First.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Signed. Thank you.")).ToBeVisibleAsync();
    }

    private static ILocator Form(IPage page, string name) =>
        page.Locator($"form:has(input[name=_handler][value='{name}'])");
}
