using System.Diagnostics;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Joining;
using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>Joining a deal, on a phone and without script; and its pages in every state and language.</summary>
public sealed class JoinTests(RealSite site)
{
    private const string Slug = "espoo-climate-city-contract";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_firm_joins_on_a_phone_without_script()
    {
        await using var app = await OpenAsync();
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await visitor.WidenAsync(Visitor.Narrow);
        var page = visitor.Page;
        var begun = Stopwatch.GetTimestamp();

        await visitor.GoAsync("/en/deals/" + Slug);
        await page.GetByRole(AriaRole.Link, new() { Name = "Join this deal" }).ClickAsync();
        await page.GetByLabel("Name of the organisation").FillAsync("Corner Bakery Oy (example)");
        await page.GetByLabel("The promise").FillAsync("We bake with electricity from the sun.");
        await page.GetByLabel("Your name").FillAsync("Joyce Joiner");
        await page.GetByLabel("Your e-mail address").FillAsync("joyce@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.GetByText("One more step")).ToBeVisibleAsync();

        TestContext.Current.SendDiagnosticMessage(
            $"join: 4 fields, 2 clicks, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s by machine; then 2 clicks from the mail"
        );
        Assert.Empty(visitor.Complaints());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await OpenAsync();
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await SignInAsync(app, visitor);
        foreach (var language in Language.Offered)
        {
            foreach (
                var path in (string[])
                    [
                        $"deals/{Slug}/join",
                        $"deals/{Slug}/join?as=resident",
                        $"deals/{Slug}/join?as=group",
                        $"deals/{Slug}/join?sent=1",
                        "deals/mannheim-climate-neutral-district-heating/join",
                        "joinings/token",
                        $"deals/{Slug}/joinings",
                        $"deals/{Slug}/join/members",
                    ]
            )
                await visitor.LookAtAsync(language, path);
            // A form with everything wrong, and a table with a wrong row.
            await visitor.GoAsync($"/{language.Code}/deals/{Slug}/join");
            await visitor.Page.EvaluateAsync("() => document.querySelector('main form').noValidate = true");
            await visitor.Page.Locator("main form button").ClickAsync();
            await visitor.LookAsync(language, "join, wrong");
            await visitor.GoAsync($"/{language.Code}/deals/{Slug}/join/members");
            await visitor
                .Page.Locator("#table")
                .FillAsync("Alpha Oy;company;We help.;12;trees;2028;\nBeta Oy;spaceship;;;;;");
            await visitor.Page.Locator("button[value=preview]").ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("#preview")).ToBeVisibleAsync();
            await visitor.LookAsync(language, "members, wrong");
        }
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_when_the_connection_was_lost_comes_back()
    {
        await using var app = await OpenAsync();
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        var page = visitor.Page;
        const string form = "/en/deals/" + Slug + "/join";
        await visitor.GoAsync(form);
        await page.GetByLabel("Name of the organisation").FillAsync("Corner Bakery Oy (example)");
        await page.GetByLabel("The promise").FillAsync("We bake with electricity from the sun.");
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Your name").FillAsync("Joyce Joiner");
        await page.GetByLabel("Your e-mail address").FillAsync("back@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.ArriveAsync(url => url.StartsWith("chrome-error:", StringComparison.Ordinal));
        await page.Context.SetOfflineAsync(false);

        // By another way than from the form, which does not mean that it arrived.
        await visitor.GoAsync("/en/deals/" + Slug);
        await visitor.GoAsync(form);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" }).ClickAsync();
        await Assertions
            .Expect(page.GetByLabel("The promise"))
            .ToHaveValueAsync("We bake with electricity from the sun.");
        await Assertions.Expect(page.GetByLabel("Your e-mail address")).ToHaveValueAsync("back@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.GetByText("One more step")).ToBeVisibleAsync();
        Assert.Equal(
            1,
            await app.WithDbAsync(db => db.JoinRequests.CountAsync(r => r.ContactEmail == "back@example.org", Cancel))
        );

        // It has arrived: nothing is left of it in the browser.
        await visitor.GoAsync(form);
        await Assertions.Expect(page.GetByLabel("The promise")).ToHaveValueAsync("");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" })).ToHaveCountAsync(0);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length"));
        await page.Context.CloseAsync();
    }

    // Two deals of the register as if they had been concluded here, one of them open, with somebody waiting.
    private static async Task<TestApp> OpenAsync()
    {
        var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await app.WithDbAsync(async db =>
        {
            var two = db.Deals.Where(d => d.Slug == Slug || d.Slug == "mannheim-climate-neutral-district-heating");
            await two.ExecuteUpdateAsync(
                s =>
                    s.SetProperty(d => d.State, DealState.InForce)
                        .SetProperty(d => d.Standing, Standing.ConcludedHere)
                        .SetProperty(d => d.OpenToJoin, OpenToJoin.No),
                Cancel
            );
            await db
                .Deals.Where(d => d.Slug == Slug)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.OpenToJoin, OpenToJoin.Yes), Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            JoinRequest Request(JoinState state, string? token) =>
                new()
                {
                    DealId = db.Deals.Where(d => d.Slug == Slug).Select(d => d.Id).Single(),
                    Submission = Guid.NewGuid().ToString("N"),
                    Kind = JoinerKind.Organisation,
                    Name = "Corner Bakery Oy (example)",
                    OrganisationKind = OrganisationKind.Sme,
                    ShowName = false,
                    Promise = new JoinPromise(new LocalText("en", "We bake with electricity from the sun.")),
                    ContactName = "Joyce Joiner",
                    ContactEmail = "joyce@example.org",
                    ContactLanguage = "en",
                    TokenHash = token is null ? null : LinkToken.HashOf(token),
                    State = state,
                    At = now,
                    ConfirmedAt = now,
                    KeepUntil = now.AddDays(10),
                };
            db.JoinRequests.AddRange(Request(JoinState.Unconfirmed, "token"), Request(JoinState.Waiting, null));
            await db.SaveChangesAsync(Cancel);
        });
        return app;
    }

    private static async Task SignInAsync(TestApp app, Visitor visitor)
    {
        await visitor.SignInAsync(app, "mia@city.example", MembershipRole.DealManager);
        // Who also speaks for an association.
        await app.WithDbAsync(async db =>
        {
            db.Memberships.Add(
                new Membership
                {
                    AccountId = await db.Accounts.Select(a => a.Id).SingleAsync(Cancel),
                    Role = MembershipRole.Representative,
                    Organisation = new Organisation
                    {
                        Identifier = "example-chamber",
                        Name = "Example Chamber (example)",
                        Kind = OrganisationKind.SmeAssociation,
                    },
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
    }
}
