using Alliance.Network;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// A manager of a city searches in Swedish, finds a practice told in German, asks whether it fits, takes it over, signs with a
/// partner at home and tells a year later what came of it; another city gives the same up. All cities, organisations and what they
/// say are examples, and named so.
/// </summary>
public sealed class ReplicationStoryTests(RealSite site)
{
    private const string Manager = "manager@city.example";
    private const string Origin = "origin@city.example";
    private const string Other = "other@city.example";
    private const string Practice = "/sv/practices/" + ReplicationScene.Practice;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Found_in_another_language_taken_over_and_told_of_a_year_later()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await ExampleCities.AddAsync(app);
        await ReplicationScene.PublishAsync(app, ExampleCities.Origin);
        var (taker, origin, other, reader) = (
            await EnterAsync(app),
            await EnterAsync(app),
            await EnterAsync(app, script: false),
            await EnterAsync(app)
        );
        await taker.SignInToAsync(
            app,
            ExampleCities.Taker,
            Manager,
            MembershipRole.DealManager,
            MembershipRole.Approver
        );
        await origin.SignInToAsync(app, ExampleCities.Origin, Origin, MembershipRole.DealManager);
        var page = taker.Page;

        // Swedish words find what stands there in German only, and the page says by which.
        await taker.GoAsync("/sv/search?q=" + Uri.EscapeDataString("uppvärmning"));
        var hit = page.Locator($"main a[href='{Practice}']").First;
        await Assertions.Expect(hit).ToBeVisibleAsync();
        await Axe.AssertNothingAsync(taker, Visitor.Narrow, Visitor.Wide);
        await hit.ClickAsync();
        await page.ArriveAsync("**" + Practice);

        // Does it fit? One answer stands in the way, and what would help is said.
        await page.Locator("main a[href*='/workspace/fit/']").First.ClickAsync();
        await page.ArriveAsync("**/workspace/fit/**");
        foreach (var (question, answer) in (((string, string)[])[("problem", "support"), ("law", "obstacle")]))
            await page.Locator($"main input[type=radio][name='{question}'][value='{answer}']").CheckAsync();
        await Form(page, "fit").Locator("button:not([value])").First.ClickAsync();
        await page.WaitForLoadStateAsync();
        await Axe.AssertNothingAsync(taker, Visitor.Narrow, Visitor.Wide);

        // Taken over: the origin is asked, and answers on a phone.
        await taker.GoAsync("/sv/workspace/replications/new?practice=" + ReplicationScene.Practice);
        await Form(page, "start").Locator("button").ClickAsync();
        await page.ArriveAsync(url => !url.EndsWith(ReplicationScene.Practice, StringComparison.Ordinal));
        var work = taker.At;
        await Axe.AssertNothingAsync(taker, Visitor.Narrow, Visitor.Wide);
        await StepAsync(taker, "ask");
        await origin.WidenAsync(Visitor.Narrow);
        await origin.GoAsync(work);
        await origin.Page.Locator("input[name='confirmed-k1'][value=yes]").CheckAsync();
        await origin.Page.Locator("input[name='confirmed-k2'][value=no]").CheckAsync();
        await origin.Page.Locator("[name='note-k2']").FillAsync("Två föreningar lämnade oss (exempel).");
        await Axe.AssertNothingAsync(origin, Visitor.Narrow);
        await StepAsync(origin, "answer");

        // A partner at home; two parts adapted, one dropped, one kept, and what is missing is asked for at the field.
        await taker.GoAsync(work);
        await Assertions.Expect(page.Locator("#partners-step")).ToHaveAttributeAsync("open", "");
        await page.Locator("[name=partners]").FillAsync("Example Works Oy (example)");
        await StepAsync(taker, "partners");
        foreach (
            var (part, choice) in (
                ((string, string)[])[("k1", "keep"), ("k2", "adapt"), ("k3", "adapt"), ("k4", "drop")]
            )
        )
            await page.Locator($"input[name='choice-{part}'][value='{choice}']").CheckAsync();
        await page.Locator("[name='ours-k2']").FillAsync("Två hallar hålls varma (exempel).");
        await page.Locator("[name='ours-k3']").FillAsync("Föreningarna har nycklarna (exempel).");
        await Form(page, "parts").Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("#why-k2-error")).ToBeVisibleAsync();
        await Assertions
            .Expect(page.Locator("[name='ours-k3']"))
            .ToHaveValueAsync("Föreningarna har nycklarna (exempel).");
        await Axe.AssertNothingAsync(taker, Visitor.Narrow, Visitor.Wide);
        foreach (var part in (string[])["k2", "k3", "k4"])
            await page.Locator($"[name='why-{part}']").FillAsync("Det är kallare här (exempel).");
        await StepAsync(taker, "parts");
        await FittingTests.AssertFitsAsync(page, "taking over, 1280 px");
        await StepAsync(taker, "draft");
        await SignAsync(taker, app);

        // In force: both ends show the other, by links that a reader follows.
        await app.ChangedAsync();
        await reader.GoAsync(Practice);
        await reader.Page.Locator($"main a[href='/sv/replications/{ExampleCities.Taker}/r1']").First.ClickAsync();
        var main = reader.Page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("Det är kallare här");
        await Axe.AssertNothingAsync(reader, Visitor.Narrow, Visitor.Wide);
        await reader.WidenAsync(Visitor.Narrow);
        await FittingTests.AssertFitsAsync(reader.Page, "a replication, 320 px");
        await reader.Page.Locator("main a[href*='/sv/deals/']").First.ClickAsync();
        await Assertions.Expect(main.Locator($"a[href='{Practice}']").First).ToBeVisibleAsync();
        await Assertions.Expect(main.Locator("svg.lineage")).ToBeVisibleAsync();

        // Twelve months later.
        app.Time.Advance(TimeSpan.FromDays(366));
        await taker.ReturnAsync(app, Manager);
        await taker.GoAsync(work);
        await page.Locator("input[name=outcome][value=partly]").CheckAsync();
        await page.Locator("[name=result]").FillAsync("Halva värmen (exempel).");
        await page.Locator("[name=thanks]").FillAsync("Tack för varningen (exempel).");
        await StepAsync(taker, "result");

        // Another city, without script, gives it up and says why.
        await other.SignInToAsync(app, ExampleCities.Other, Other, MembershipRole.DealManager);
        await other.GoAsync("/de/workspace/replications/new?practice=" + ReplicationScene.Practice);
        await Form(other.Page, "start").Locator("button").ClickAsync();
        await other.Page.ArriveAsync(url => !url.EndsWith(ReplicationScene.Practice, StringComparison.Ordinal));
        await other.Page.Locator("details.compose > summary").ClickAsync();
        await other.Page.Locator("[name=reason]").SelectOptionAsync("legal-obstacle");
        await other.Page.Locator("details.compose [name=note]").FillAsync("Nicht mit unserem Recht (Beispiel).");
        await StepAsync(other, "end");

        await app.ChangedAsync();
        await reader.GoAsync(Practice);
        foreach (var said in (string[])["en del av det fungerar", "lagen står i vägen", ExampleCities.NameOfOther])
            await Assertions.Expect(main).ToContainTextAsync(said);
        await reader.GoAsync("/de/replications");
        await Axe.AssertNothingAsync(reader, Visitor.Narrow, Visitor.Wide);
        foreach (var visitor in (Visitor[])[taker, origin, other, reader])
        {
            Assert.Empty(visitor.Complaints());
            await visitor.Page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_practice_is_taken_over_by_keyboard_alone()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await ExampleCities.AddAsync(app);
        await ReplicationScene.PublishAsync(app, ExampleCities.Origin);
        var manager = await EnterAsync(app);
        var (page, keys) = (manager.Page, manager.Page.Keyboard);
        await manager.SignInToAsync(app, ExampleCities.Taker, Manager, MembershipRole.DealManager);
        await manager.GoAsync("/en/workspace/replications/new?practice=" + ReplicationScene.Practice);
        await manager.EnterAsync("form:has(input[value=start]) button");
        await manager.TabToAsync("form:has(input[value=talked]) button");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#partners-step")).ToHaveAttributeAsync("open", "");
        await manager.TabToAsync("[name=partners]");
        await keys.TypeAsync("Example Works Oy (example)");
        await manager.TabToAsync("form:has([name=partners]) button");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#parts-step")).ToHaveAttributeAsync("open", "");
        foreach (var part in (string[])["k1", "k2", "k3", "k4"])
        {
            await manager.TabToAsync($"input[name='choice-{part}']");
            await keys.PressAsync("Space");
        }
        await manager.TabToAsync("form:has(input[value=parts]) button");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#draft-step")).ToHaveAttributeAsync("open", "");
        // What is done is looked at again: folded, and opened by a key.
        await manager.TabToAsync("#partners-step > summary");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[name=partners]")).ToBeVisibleAsync();
        Assert.Empty(manager.Complaints());
        await page.Context.CloseAsync();
    }

    private static ILocator Form(IPage page, string name) => page.Locator($"form:has(input[value={name}])");

    // Presses the button of a step's form and waits for its page to come anew.
    private static async Task StepAsync(Visitor visitor, string name)
    {
        var turn = await Form(visitor.Page, name).Locator("input[name=turn]").GetAttributeAsync("value");
        await Form(visitor.Page, name).Locator("button").ClickAsync();
        await Assertions
            .Expect(visitor.Page.Locator($"input[name=turn][value='{turn}']"))
            .ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator("main [role=alert]")).ToHaveCountAsync(0);
    }

    // The draft: a contact and a promise of the partner's, then signed on paper by both.
    private static async Task SignAsync(Visitor manager, TestApp app)
    {
        var page = manager.Page;
        var key = await app.WithDbAsync(db => db.Replications.Select(r => r.Draft!).SingleAsync(Cancel));
        var draft = "/en/drafts/" + key;
        await manager.GoAsync(draft);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Två hallar hålls varma");
        // Beside it the German words that it was written from.
        await Assertions.Expect(page.Locator("#original .text-beside [lang=de]").First).ToBeVisibleAsync();
        await Axe.AssertNothingAsync(manager, Visitor.Narrow, Visitor.Wide);
        await manager.WidenAsync(Visitor.Narrow);
        await FittingTests.AssertFitsAsync(page, "a draft beside its original, 320 px");
        await manager.WidenAsync(Visitor.Wide);
        await manager.GoAsync(draft + "/edit/basics");
        await Axe.AssertNothingAsync(manager, Visitor.Narrow, Visitor.Wide);
        await manager.GoAsync(draft + "/edit/party.p2");
        await page.Locator("[name=contact-name]").FillAsync("Faye Firm");
        await page.Locator("[name=contact-email]").FillAsync("firm@example.org");
        await Form(page, "contact").Locator("button").Last.ClickAsync();
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == draft);
        await page.Locator("button[value='promise:p2']").ClickAsync();
        await page.Locator("[name$='.action']").FillAsync("We heat one hall (example).");
        await page.Locator("[name$='.no-date'][type=checkbox]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == draft);
        await DealStoryTests.ReleaseAsync(manager, draft);
        await DealStoryTests.SignAllOnPaperAsync(manager, draft);
        await app.SettleAsync();
    }

    private async Task<Visitor> EnterAsync(TestApp app, bool script = true)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = script, Locale = "en" });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        return visitor;
    }
}
