using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>The pages of people with an account, in an application of their own, because these tests write.</summary>
public sealed class SignedInTests(RealSite site)
{
    // Every page behind a right.
    private static readonly (string Pattern, string Path)[] Pages =
    [
        ("account", "account"),
        ("people", "people"),
        ("people/changes", "people/changes"),
        ("people/mails", "people/mails"),
        ("people/organisation", "people/organisation"),
        ("people/request", "people/request?id={request}"),
        ("organisations/{Slug}/mandates", "organisations/clc/mandates"),
        ("workspace", "workspace"),
        ("workspace/signing", "workspace/signing"),
        ("workspace/load", "workspace/load"),
        ("workspace/jobs", "workspace/jobs"),
        ("workspace/scans", "workspace/scans"),
        ("workspace/tokens", "workspace/tokens"),
        ("workspace/first-steps", "workspace/first-steps"),
        ("workspace/city-requests", "workspace/city-requests"),
        ("workspace/city-requests/{Id:long}", "workspace/city-requests/{city request}"),
        ("workspace/measurements", "workspace/measurements"),
        ("drafts/new", "drafts/new?action=plant-trees"),
        ("drafts/{Key}", "drafts/{draft}"),
        ("drafts/{Key}/edit/{Part}", "drafts/{draft}/edit/promise.c3"),
        ("drafts/{Key}/release", "drafts/{draft}/release"),
        ("deals/{Slug}/manage", "deals/{deal}/manage"),
        ("deals/{Slug}/manage", "deals/espoo-data-centre-waste-heat-for-district-heating/manage"),
        ("deals/{Slug}/promises/{Promise}/measure", "deals/{deal}/promises/c3/measure"),
        ("deals/{Slug}/promises/{Promise}/check", "deals/{deal}/promises/c3/check"),
        ("deals/{Slug}/reporting", "deals/{deal}/reporting"),
        ("workspace/reports", "workspace/reports"),
        ("workspace/reports/{Id:long}", "workspace/reports/{asking}"),
        ("workspace/projects", "workspace/projects"),
        ("workspace/projects/{Slug}", "workspace/projects/alliance"),
        ("workspace/practices", "workspace/practices"),
        ("workspace/practices/{Id}", "workspace/practices/new"),
        ("workspace/practices/{Id}", "workspace/practices/{practice}"),
        ("workspace/practices/{Id}", "workspace/practices/{practice}?in=fi"),
        ("workspace/practices/{Id}", "workspace/practices/new?deal=espoo-data-centre-waste-heat-for-district-heating"),
        ("workspace/fit/{Of}/{Identifier}", "workspace/fit/practice/three-light-promises"),
        // With an answer, and what follows from it.
        ("workspace/fit/{Of}/{Identifier}", "workspace/fit/practice/example-published?city=espoo"),
        ("workspace/practices/{Id}/review", "workspace/practices/{other practice}/review"),
        ("workspace/publications", "workspace/publications"),
        ("workspace/publications/{Id}", "workspace/publications/{publication}"),
        ("workspace/publications/{Id}/preview", "workspace/publications/{publication}/preview"),
        ("workspace/replications", "workspace/replications"),
        ("workspace/replications/new", "workspace/replications/new?practice=three-light-promises"),
        ("workspace/replications/{Id}", "workspace/replications/{replication}"),
        ("workspace/replications/package", "workspace/replications/package"),
        ("workspace/spaces", "workspace/spaces"),
        ("workspace/spaces/new", "workspace/spaces/new"),
        ("workspace/spaces/{Slug}", "workspace/spaces/" + RightsExchange.Space),
        ("workspace/spaces/{Slug}/new", $"workspace/spaces/{RightsExchange.Space}/new"),
        ("workspace/spaces/{Slug}/topics/{Number:long}", $"workspace/spaces/{RightsExchange.Space}/topics/{{topic}}"),
        (
            "workspace/spaces/{Slug}/topics/{Number:long}",
            $"workspace/spaces/{RightsExchange.Space}/topics/{{decision}}"
        ),
        ("workspace/spaces/{Slug}/members", $"workspace/spaces/{RightsExchange.Space}/members"),
        ("workspace/spaces/{Slug}/mails", $"workspace/spaces/{RightsExchange.Space}/mails"),
        ("workspace/spaces/{Slug}/documents", $"workspace/spaces/{RightsExchange.Space}/documents"),
        ("workspace/offers", "workspace/offers"),
        ("workspace/offers/{Id}", "workspace/offers/new"),
        ("workspace/offers/{Id}", "workspace/offers/{offer}"),
        ("workspace/offers/{Id}", "workspace/offers/{open offer}?in=fi"),
        ("workspace/introductions", "workspace/introductions"),
        ("workspace/introductions/new", "workspace/introductions/new?offer=" + RightsOffers.Open),
        ("workspace/introductions/{Id:long}", "workspace/introductions/{introduction}"),
        ("workspace/stakeholders", "workspace/stakeholders"),
        ("workspace/stakeholders/{Id}", "workspace/stakeholders/new"),
        ("workspace/stakeholders/{Id}", "workspace/stakeholders/{stakeholder}"),
        ("workspace/boards", "workspace/boards"),
        ("workspace/ideas/{Kind}/{Place}/{Card}", "workspace/ideas/board/{board}/k2"),
        ("workspace/roadmap", "workspace/roadmap"),
        ("workspace/roadmap/{City}/{Part}", "workspace/roadmap/espoo/basics"),
        ("workspace/roadmap/{City}/{Part}", "workspace/roadmap/espoo/challenge.c1"),
        ("workspace/sprints", "workspace/sprints"),
        ("workspace/sprints/{Slug}", "workspace/sprints/" + RightsSprints.Sprint),
        ("workspace/sprints/{Slug}/{Part}", $"workspace/sprints/{RightsSprints.Sprint}/basics"),
        ("workspace/sprints/{Slug}/{Part}", $"workspace/sprints/{RightsSprints.Sprint}/s1"),
        ("workspace/sprints/{Slug}/people", $"workspace/sprints/{RightsSprints.Sprint}/people"),
        ("workspace/sprints/{Slug}/attendance", $"workspace/sprints/{RightsSprints.Sprint}/attendance"),
        ("workspace/sprints/{Slug}/after", $"workspace/sprints/{RightsSprints.Sprint}/after"),
        ("workspace/sprints/{Slug}/follow-ups/{Id}", $"workspace/sprints/{RightsSprints.Sprint}/follow-ups/new"),
        (
            "workspace/sprints/{Slug}/door/{CheckInCode}",
            $"workspace/sprints/{RightsSprints.Sprint}/door/{RightsSprints.CheckInCode}"
        ),
        ("workspace/open-boards", "workspace/open-boards"),
        ("workspace/open-boards/{Slug}", "workspace/open-boards/" + RightsOpenBoards.Board),
        ("workspace/open-boards/{Slug}/edit", $"workspace/open-boards/{RightsOpenBoards.Board}/edit"),
        ("workspace/open-boards/{Slug}/{Number:int}", $"workspace/open-boards/{RightsOpenBoards.Board}/1"),
        ("workspace/evidence/{Hash}", "workspace/evidence/" + RightsReports.EvidenceHash),
        ("deals/{Slug}/promises/{Promise}/indicator", "deals/{deal}/promises/c3/indicator"),
        ("cities/{Slug}/overlap", "cities/espoo/overlap"),
        ("deals/{Slug}/promises/{Promise}/obstacles/{Kind}", "deals/{deal}/promises/c3/obstacles/legal"),
        // With something on them: JoinTests.
        ("deals/{Slug}/joinings", "deals/{deal}/joinings"),
        ("deals/{Slug}/join/members", "deals/{deal}/join/members"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_page_behind_a_right_is_visited() =>
        Assert.Equal(
            site.App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
                .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is not null)
                .Select(e => e.RoutePattern.RawText!["/{Lang:lang}/".Length..])
                .Distinct()
                .Order(StringComparer.Ordinal),
            Pages.Select(p => p.Pattern).Distinct().Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await StartAsync();
        await InAsync(
            app,
            async visitor =>
            {
                await visitor.SignInAsync(app, "ada@city.example", MembershipRole.Administrator);
                var request = await FillAsync(app);
                var (draft, deal) = await DealsAsync(app);
                var made = new Dictionary<string, string> { ["{deal}"] = deal };
                await RightsReports.AskAsync(app, made);
                await RightsReports.MeasuredAsync(app, deal);
                // Its manager is asked for a summary in English.
                await app.WithDbAsync(async db =>
                {
                    (await db.Deals.SingleAsync(d => d.Slug == deal)).Summary = new LocalText(
                        "fi",
                        "Teemme, mitä sanomme."
                    );
                    await db.SaveChangesAsync();
                });
                var asking = made["{asking}"];
                var stakeholder = await RightsRoadmaps.PlanAsync(app);
                await RightsSprints.PlanAsync(app, Alliance.Sprints.SprintState.Published);
                await RightsOpenBoards.MakeAsync(app);
                var practice = await RightsKnowledge.WriteAsync(app, PracticeStanding.Draft);
                await RightsKnowledge.WriteAsync(app, PracticeStanding.Published);
                await RightsKnowledge.FitAsync(app);
                var others = await app.WithDbAsync(db =>
                    db.Practices.Where(p => p.Identifier == "three-light-promises").Select(p => p.Id).SingleAsync()
                );
                var replication = await RightsKnowledge.TakeOverAsync(app, ready: true, shown: true);
                var publication = await RightsKnowledge.PublishAsync(app);
                var board = await RightsBoards.MadeAsync(app, Alliance.Sprints.Board.BoardPhase.Verdicts);
                await RightsReports.EvidenceAsync(app, deal);
                await RightsExchange.MakeAsync(app, made, "ada@city.example");
                await RightsOffers.MakeAsync(app, made);
                var cityRequest = await RightsComingIn.AskAsync(app);
                foreach (var language in Language.Offered)
                foreach (var (_, path) in Pages)
                {
                    var page = path.Replace("{request}", $"{request}", StringComparison.Ordinal)
                        .Replace("{draft}", draft, StringComparison.Ordinal)
                        .Replace("{deal}", deal, StringComparison.Ordinal)
                        .Replace("{stakeholder}", stakeholder, StringComparison.Ordinal)
                        .Replace("{practice}", practice, StringComparison.Ordinal)
                        .Replace("{other practice}", $"{others}", StringComparison.Ordinal)
                        .Replace("{replication}", replication, StringComparison.Ordinal)
                        .Replace("{publication}", publication, StringComparison.Ordinal)
                        .Replace("{city request}", cityRequest, StringComparison.Ordinal)
                        .Replace("{board}", board, StringComparison.Ordinal)
                        .Replace("{topic}", made["{topic}"], StringComparison.Ordinal)
                        .Replace("{decision}", made["{decision}"], StringComparison.Ordinal)
                        .Replace("{offer}", made["{offer}"], StringComparison.Ordinal)
                        .Replace("{open offer}", made["{open offer}"], StringComparison.Ordinal)
                        .Replace("{introduction}", made["{introduction}"], StringComparison.Ordinal)
                        .Replace("{asking}", asking, StringComparison.Ordinal);
                    await visitor.LookAtAsync(language, page);
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
                await visitor.SignInAsync(app, "ada@city.example", MembershipRole.Administrator);

                await page.GetByLabel("Name of the passkey").FillAsync("Test laptop");
                await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
                await Assertions.Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync();
                await Assertions.Expect(page.GetByText("Test laptop")).ToBeVisibleAsync();

                await page.GetByRole(AriaRole.Button, new() { Name = "Sign out here" }).ClickAsync();
                await Assertions.Expect(page.GetByText("You are signed out.")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
                await page.WaitForURLAsync("**/en/account", new() { WaitUntil = WaitUntilState.Commit });

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
                await visitor.SignInAsync(app, "ada@city.example", MembershipRole.Administrator);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_typed_survives_the_end_of_the_session(bool script)
    {
        await using var app = await StartAsync();
        await InAsync(
            app,
            async visitor =>
            {
                await visitor.SignInAsync(app, "ada@city.example", MembershipRole.Administrator);
                await visitor.GoAsync("/en/people");
                var page = visitor.Page;
                await page.GetByLabel("Name").FillAsync("Erika Muster");
                await page.GetByLabel("E-mail address").FillAsync("erika@beispiel.example");
                app.Time.Advance(TimeSpan.FromHours(13));
                await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
                await Assertions.Expect(page.GetByText("Your session has ended")).ToBeVisibleAsync();
                if (script)
                    await Axe.AssertNothingAsync(visitor, Visitor.Narrow, Visitor.Wide);

                await page.GetByRole(AriaRole.Button, new() { Name = "Sign in and go on" }).ClickAsync();
                await page.GetByLabel("E-mail address").FillAsync("ada@city.example");
                await page.GetByRole(AriaRole.Button, new() { Name = "Send me a link" }).ClickAsync();
                // The link of the mail is opened in another tab of the same browser.
                await visitor.SignInInAnotherTabAsync(app);

                await page.GetByRole(AriaRole.Button, new() { Name = "I am signed in: go on" }).ClickAsync();
                if (script)
                    await Axe.AssertNothingAsync(visitor, Visitor.Narrow, Visitor.Wide);
                await page.GetByRole(AriaRole.Button, new() { Name = "Send now" }).ClickAsync();
                await Assertions.Expect(page.GetByText("The invitation is on its way.")).ToBeVisibleAsync();
                await Assertions.Expect(page.GetByText("Erika Muster")).ToBeVisibleAsync();
            },
            script
        );
    }

    // A draft with its parties, and a deal in force.
    private static async Task<(string Draft, string Deal)> DealsAsync(TestApp app)
    {
        await app.WithDbAsync(async db =>
        {
            var account = await db.Accounts.Select(a => a.Id).SingleAsync(Cancel);
            db.Memberships.Add(
                new Membership
                {
                    AccountId = account,
                    CityId = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                    Role = MembershipRole.DealManager,
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            db.Memberships.Add(
                new Membership
                {
                    AccountId = account,
                    Role = MembershipRole.Coordinator,
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        var making = await Making.OfAsync(app);
        var draft = await making.DraftAsync(
            "Lämpöpumppujärjestelmäkokonaisuuden Umweltverträglichkeitsprüfung (example)",
            "Beispielgesellschaft für Wärmeversorgungsdienstleistungen mbH (example)"
        );
        await making.AttachAsync(draft);
        var key = await making.ConcludeAsync("Example deal", "Example Partner (example)");
        return (
            draft,
            await app.WithDbAsync(db =>
                db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!.Slug).SingleAsync(Cancel)
            )
        );
    }

    // Something to see on each page; the request's key.
    private static Task<long> FillAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            string[] named = ["clc", "aalto-university", "coompanion"];
            var ids = await db
                .Organisations.Where(o => named.Contains(o.Identifier))
                .ToDictionaryAsync(o => o.Identifier, o => o.Id, Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            var request = new MembershipRequest
            {
                OrganisationId = ids["clc"],
                Role = MembershipRole.Representative,
                Name = "Aino Esimerkki",
                Email = "aino.esimerkki@a-rather-long-name-of-a-company.example",
                Language = "fi",
                Note = "I lead the office.",
                CreatedAt = now,
                ConfirmedAt = now,
                ExpiresAt = now + MembershipRequest.Lasts,
            };
            db.MembershipRequests.Add(request);
            foreach (var kept in (bool[])[true, false])
                db.Mails.Add(
                    new OutgoingMail
                    {
                        Key = $"given-up:{kept}",
                        To = "aino.esimerkki@a-rather-long-name-of-a-company.example",
                        Language = "fi",
                        Subject = "Lämpöpumppujärjestelmäkokonaisuuden sopimusluonnos (example)",
                        Text = kept ? "Text" : "",
                        Html = kept ? "Text" : "",
                        CreatedAt = now,
                        GivenUpAt = now,
                        Trouble = MailTrouble.Recipient,
                        Problem = "550 5.1.1 aino.esimerkki@a-rather-long-name-of-a-company.example: no such user here",
                    }
                );
            db.Mandates.AddRange(
                new()
                {
                    AssociationId = ids["clc"],
                    MemberId = ids["aalto-university"],
                    Since = now,
                },
                new()
                {
                    AssociationId = ids["coompanion"],
                    MemberId = ids["clc"],
                    Since = now,
                }
            );
            await db.SaveChangesAsync(Cancel);
            return request.Id;
        });

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
}
