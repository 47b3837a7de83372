using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Sprints.After;
using Alliance.Sprints.Board;
using Alliance.Sprints.Onward;
using Alliance.Sprints.Visits;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>A sprint as those see it who come to it, without an account and without script.</summary>
public sealed class SprintPagesTests(RealSite site)
{
    private const string Sprint = "sprints/" + RightsSprints.Sprint;
    private const string OwnVisit = "sprints/visit/" + RightsSprints.Token;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsSprints.PlanAsync(app, SprintState.Published);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        foreach (var language in Language.Offered)
        foreach (var page in (string[])[Sprint, Sprint + "/register", OwnVisit])
            await visitor.LookAtAsync(language, page);
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_came_of_it_is_accessible_and_fits_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsSprints.PlanAsync(app, SprintState.Published);
        await HoldAsync(app);
        app.Time.SetUtcNow(new DateTimeOffset(2026, 12, 3, 9, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        await site.VisitAsync(
            app,
            async visitor =>
            {
                foreach (var language in Language.Offered)
                {
                    // With what goes on, and with the questions what it was worth.
                    foreach (var page in (string[])[Sprint, OwnVisit])
                        await visitor.LookAtAsync(language, page);
                    await visitor.GoAsync($"/{language.Code}/{Sprint}/report");
                    // Who came, what goes on, ideas, feedback, minutes; and each chart as a table.
                    await Assertions.Expect(visitor.Page.Locator("main h2")).ToHaveCountAsync(5);
                    await visitor.Page.EvaluateAsync(
                        "() => document.querySelectorAll('main details').forEach(d => d.open = true)"
                    );
                    await visitor.LookAsync(language, Sprint + "/report");
                }
            }
        );
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

    // Two came and said what it was worth, the minutes are approved, an idea is on the shelf, and not everything is done.
    private static Task HoldAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var held = new DateTime(2026, 12, 1, 8, 0, 0, DateTimeKind.Utc);
            var sprint = await db
                .Sprints.Where(s => s.Identifier == RightsSprints.Sprint)
                .Select(s => s.Id)
                .SingleAsync(Cancel);
            var city = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
            var visit = await db.SprintVisits.SingleAsync(v => v.SprintId == sprint, Cancel);
            (visit.Kind, visit.Country, visit.CheckedInAt) = (OrganisationKind.SmeAssociation, "FI", held);
            db.SprintVisits.Add(
                new Visit
                {
                    SprintId = sprint,
                    State = VisitState.Registered,
                    Role = SprintRole.LocalStakeholder,
                    Language = "en",
                    CheckInCode = "another-door-code",
                    CheckedInAt = held,
                    At = held,
                    RegisteredAt = held,
                }
            );
            foreach (var useful in (int[])[3, 4])
                db.SprintFeedback.Add(
                    new SprintFeedback
                    {
                        SprintId = sprint,
                        Useful = useful,
                        On = DateOnly.FromDateTime(held),
                    }
                );
            db.FollowUps.AddRange(
                new()
                {
                    SprintId = sprint,
                    Number = 2,
                    Text = "Write the checklist (example)",
                    Owner = "Example Works Oy (example)",
                    Due = DateOnly.FromDateTime(held),
                    Language = "en",
                    Idea = "A checklist for all (example)",
                    Verdict = CardVerdict.Feasible,
                },
                new()
                {
                    SprintId = sprint,
                    Number = 3,
                    Text = "Ask the ministry (example)",
                    Owner = "Example office",
                    Language = "en",
                    State = FollowUpState.Dropped,
                    ClosedOn = DateOnly.FromDateTime(held),
                    Reason = "It has answered already (example).",
                }
            );
            db.Minutes.Add(
                new Minutes
                {
                    SprintId = sprint,
                    Number = 1,
                    Text = "Opening\n\nWhat was said and decided (example).",
                    Language = "en",
                    ApprovedAt = held,
                }
            );
            db.Ideas.Add(
                new Idea
                {
                    Key = "exampleidea1",
                    Origin = "open:example/1",
                    CityId = city,
                    Sprint = RightsSprints.Sprint,
                    Board = "Example board",
                    Text = "Report by phone (example)",
                    Challenge = "No time for forms (example)",
                    Verdict = CardVerdict.WithConditions,
                    Language = "en",
                    At = held,
                    Fates =
                    {
                        new IdeaFate
                        {
                            Number = 1,
                            Kind = FateKind.Shelf,
                            CityId = city,
                            Reason = "Nobody has a phone for it (example).",
                            At = held,
                        },
                    },
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
}
