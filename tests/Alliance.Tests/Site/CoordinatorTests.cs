using System.Globalization;
using System.Net;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Alliance.Sprints;
using Alliance.Sprints.After;
using Alliance.Tests.Deals;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Sprints;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using MiniExcelLibs;

namespace Alliance.Tests.Site;

/// <summary>What whoever coordinates a project sees of its cities, and what not.</summary>
public sealed class CoordinatorTests
{
    private const string Page = "/en/workspace/projects/alliance";
    private const string Coordinator = "coordinator@network.example";
    private const string Work = "/en/workspace/roadmap";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Roadmaps_are_told_from_their_beginning_to_the_decision_of_the_council(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var coordinator = await app.SignedInAsync(Coordinator, MembershipRole.Coordinator);
        Assert.Equal(
            ["none yet", "1 held", "✓ nothing overdue", "! nothing yet"],
            await RowAsync(coordinator, "espoo")
        );
        Assert.Contains("There is none yet.", await DetailsAsync(coordinator, "espoo"), StringComparison.Ordinal);

        using (await story.ManagerBrowser.SendAsync(Work, "start", ("title", "Kept for ourselves (example)"))) { }
        Assert.Equal(
            ["being worked on", "1 held", "✓ nothing overdue", "✓ today"],
            await RowAsync(coordinator, "espoo")
        );
        var begun = await coordinator.TextAsync(Page);
        Assert.Contains("Worked on since 10 March 2026; nothing is published.", begun, StringComparison.Ordinal);
        Assert.DoesNotContain("Kept for ourselves", begun, StringComparison.Ordinal);

        using (
            await story.ManagerBrowser.SendAsync(
                Work + "/espoo/basics",
                "edit",
                ("vision", "Nobody burns anything."),
                ("from", "2026"),
                ("to", "2035")
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync(Work, "parts", ("add", "challenge"))) { }
        using (
            await story.ManagerBrowser.SendAsync(
                Work + "/espoo/challenge.c1",
                "edit",
                ("challenge.c1.title", "Old boilers (example)")
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync(Work, "parts", ("add", "milestone"))) { }
        using (
            await story.ManagerBrowser.SendAsync(
                Work + "/espoo/milestone.m2",
                "edit",
                ("milestone.m2.title", "Boilers counted (example)"),
                ("milestone.m2.owner", "Example office"),
                ("milestone.m2.due", "2026-03")
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync(Work, "publish")) { }
        var published = await DetailsAsync(coordinator, "espoo");
        Assert.Contains(
            "Version 1 published on 10 March 2026; the council has not decided.",
            published,
            StringComparison.Ordinal
        );
        using (await story.ManagerBrowser.SendAsync(Work, "adopt", ("on", "2026-03-09"), ("file-number", "1/2026"))) { }
        Assert.Contains(
            "Version 2 adopted by the council on 9 March 2026.",
            await DetailsAsync(coordinator, "espoo"),
            StringComparison.Ordinal
        );
        Assert.Equal("adopted", (await RowAsync(coordinator, "espoo"))[0]);

        // The month of the milestone is over.
        using var later = await AtAsync(app, "2026-04-01T09:00:00Z");
        Assert.Contains(
            "Milestone: Boilers counted (example) · Example office · was due on 31 March 2026",
            await DetailsAsync(later, "espoo"),
            StringComparison.Ordinal
        );
        Assert.Equal("! 1 overdue", (await RowAsync(later, "espoo"))[2]);
    }

    [Theory, EachDatabase]
    public async Task Whoever_coordinates_the_project_sees_it_and_no_city_sees_another(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var coordinator = await app.SignedInAsync(Coordinator, MembershipRole.Coordinator);
        using var iclei = await app.RepresentingAsync("person@iclei.example", "iclei");
        using var other = await app.RepresentingAsync("person@mvv.example", "mvv-energie");
        foreach (var browser in (HttpClient[])[coordinator, iclei])
        {
            Assert.Contains("Mannheim", await browser.TextAsync(Page), StringComparison.Ordinal);
            Assert.Contains(
                Page,
                await browser.GetStringAsync("/en/workspace/projects", Cancel),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "/en/workspace/projects\"",
                await browser.GetStringAsync("/en/workspace", Cancel),
                StringComparison.Ordinal
            );
            Assert.Contains(
                Page,
                await browser.GetStringAsync("/en/projects/alliance", Cancel),
                StringComparison.Ordinal
            );
        }
        foreach (var browser in (HttpClient[])[story.ManagerBrowser, story.ApproverBrowser, other])
        {
            foreach (var path in (string[])[Page, Page + "/cities.xlsx", Page + "/cities.csv"])
            {
                using var hidden = await browser.GetAsync(path, Cancel);
                Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            }
            Assert.Contains(
                "You coordinate no project",
                await browser.TextAsync("/en/workspace/projects"),
                StringComparison.Ordinal
            );
        }
        Assert.DoesNotContain(
            Page,
            await story.Stranger.GetStringAsync("/en/projects/alliance", Cancel),
            StringComparison.Ordinal
        );
        using var nowhere = await coordinator.GetAsync("/en/workspace/projects/nothing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_is_late_and_who_is_silent_comes_with_the_days(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var planning = await app.SignedInAsync(Coordinator, MembershipRole.Coordinator);
        await story.PlanAsync();
        var planned = await planning.TextAsync(Page);
        Assert.Contains("One more is being planned.", planned, StringComparison.Ordinal);
        Assert.DoesNotContain("Example sprint", planned, StringComparison.Ordinal);
        Assert.Equal(
            ["1 held, 1 planned", "✓ today"],
            (await RowAsync(planning, "espoo")).Where((_, i) => i is 1 or 3)
        );
        await story.DoAsync(SprintStory.Desk, "publish", SprintStory.Desk);
        Assert.Contains("Next: Example sprint · 5 May 2026", await planning.TextAsync(Page), StringComparison.Ordinal);
        await story.DoAsync(
            SprintStory.Desk + "/follow-ups/new",
            "follow-up",
            SprintStory.Desk + "/after",
            ("text", "Write the checklist (example)"),
            ("owner", "Example Works (example)"),
            ("due", "2026-06-01")
        );

        // Two weeks after the sprint: nothing is late yet, and the sprint itself was a sign of life.
        using (var may = await AtAsync(app, "2026-05-20T09:00:00Z"))
        {
            Assert.Equal(["none yet", "2 held", "✓ nothing overdue", "✓ 14 days ago"], await RowAsync(may, "espoo"));
            Assert.Contains("sprint, 6 May 2026", await DetailsAsync(may, "espoo"), StringComparison.Ordinal);
        }
        using (var june = await AtAsync(app, "2026-06-02T09:00:00Z"))
        {
            var details = await DetailsAsync(june, "espoo");
            foreach (
                var said in (string[])
                    [
                        "Minutes: Example sprint · was due on 20 May 2026",
                        "Follow-up: Write the checklist (example) · Example Works (example) · was due on 1 June 2026",
                        "1 overdue, 0 open, 0 done, 0 dropped",
                    ]
            )
                Assert.Contains(said, details, StringComparison.Ordinal);
            Assert.Equal("! 2 overdue", (await RowAsync(june, "espoo"))[2]);
            // It needs attention most.
            Assert.StartsWith("Espoo", await FirstAsync(june), StringComparison.Ordinal);
        }
        using (var july = await AtAsync(app, "2026-07-04T09:00:00Z"))
            Assert.Equal("✓ 59 days ago", (await RowAsync(july, "espoo"))[3]);
        using (var july = await AtAsync(app, "2026-07-05T09:00:00Z"))
        {
            Assert.Equal("! 60 days ago", (await RowAsync(july, "espoo"))[3]);
            Assert.Contains("not heard from", await DetailsAsync(july, "espoo"), StringComparison.Ordinal);
            story.Renew(await app.ReturningAsync(Story.Manager));
            var id = await story.DbAsync(db => Task.FromResult(db.FollowUps.Single().Id));
            await story.DoAsync(SprintStory.Desk + "/after", "close", SprintStory.Desk + "/after", ("done", $"{id}"));
            Assert.Equal("✓ today", (await RowAsync(july, "espoo"))[3]);
            Assert.Contains(
                "follow-up closed, 5 July 2026",
                await DetailsAsync(july, "espoo"),
                StringComparison.Ordinal
            );

            var file = await july.GetAsync(Page + "/cities.xlsx", Cancel);
            Assert.Equal("no-store", file.Headers.CacheControl?.ToString());
            var rows = (await file.Content.ReadAsStreamAsync(Cancel))
                .Query(useHeaderRow: true)
                .Cast<IDictionary<string, object?>>()
                .ToList();
            Assert.Equal(3, rows.Count);
            var espoo = rows.Single(r => (string?)r["City"] == "Espoo");
            Assert.Equal("1", Convert.ToString(espoo["Follow-ups done"], CultureInfo.InvariantCulture));
            Assert.Contains("minutes: Example sprint", (string)espoo["What is overdue"]!, StringComparison.Ordinal);
            Assert.Contains(
                "Senast hört av",
                await july.GetStringAsync(
                    Page.Replace("/en/", "/sv/", StringComparison.Ordinal) + "/cities.csv",
                    Cancel
                ),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, EachDatabase]
    public async Task Thirty_cities_take_as_many_questions_as_three_and_deals_and_projects_without_cities_are_told(
        DatabaseKind on
    )
    {
        await using var app = await TestApp.StartAsync(on);
        var cities = Enumerable.Range(1, 30).Select(n => DealFixtures.City($"example-{n:00}")).ToList();
        var deals = cities.ConvertAll(c =>
            DealFixtures.Deal(
                c,
                "deal-" + c.Identifier,
                change: d =>
                {
                    d.State = DealState.InForce;
                    d.Evaluation = PartialDate.Parse("2026-02-01");
                    d.Instrument = c.Identifier == "example-01" ? Instrument.DeclarationOfIntent : Instrument.Deal;
                }
            )
        );
        await app.WithDbAsync(db => DealFixtures.StoreAsync(db, [.. deals]));
        await app.WithDbAsync(async db =>
        {
            foreach (var city in db.Cities.ToList())
            {
                var content = new RoadmapContent
                {
                    Language = "en",
                    Milestones =
                    [
                        new Milestone(
                            "m1",
                            new LocalText("en", "Late (example)"),
                            null,
                            null,
                            "",
                            PartialDate.Parse("2025"),
                            null,
                            [],
                            null,
                            null,
                            MoneyState.NotSaid,
                            ""
                        ),
                    ],
                };
                var roadmap = new Roadmap
                {
                    CityId = city.Id,
                    Content = content,
                    ChangedAt = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc),
                };
                roadmap.Versions.Add(RoadmapVersion.Of(content, RoadmapVersionKind.Recorded, 1, roadmap.ChangedAt));
                db.Roadmaps.Add(roadmap);
                var sprint = new Sprint
                {
                    Identifier = city.Identifier + "-sprint",
                    Host = city.Identifier,
                    Title = new LocalText("en", "Sprint (example)"),
                    Begins = PartialDate.Parse("2026-03-01"),
                };
                db.Sprints.Add(sprint);
                await db.SaveChangesAsync(Cancel);
                db.FollowUps.Add(
                    new FollowUp
                    {
                        SprintId = sprint.Id,
                        Number = 1,
                        Text = "Late (example)",
                        Owner = "Example",
                        Language = "en",
                        Due = new DateOnly(2026, 3, 2),
                    }
                );
            }
            foreach (var count in (int[])[0, 3, 30])
                db.Projects.Add(
                    new Project
                    {
                        Identifier = $"of-{count}",
                        Name = $"Of {count} (example)",
                        Consortium =
                        [
                            .. cities.Take(count).Select(c => new ConsortiumPart(c.Identifier, [])),
                            .. count == 0 ? [new ConsortiumPart("nowhere", [])] : (ConsortiumPart[])[],
                        ],
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
        using var coordinator = await app.SignedInAsync(Coordinator, MembershipRole.Coordinator);
        async Task<int> CountAsync(int cities)
        {
            app.Queries.Clear();
            var page = await coordinator.GetStringAsync($"/en/workspace/projects/of-{cities}", Cancel);
            var count = app.Queries.Count;
            Assert.Equal(cities, new HtmlParser().ParseDocument(page).QuerySelectorAll("table.glance tbody tr").Length);
            return count;
        }
        // Whatever is made ready once is ready now.
        await CountAsync(30);
        Assert.Equal(await CountAsync(3), await CountAsync(30));
        var said = await coordinator.TextAsync("/en/workspace/projects/of-3");
        foreach (
            var what in (string[])
                [
                    "3 overdue",
                    "Evaluation of a declaration of intent: ",
                    "Evaluation of a deal: ",
                    "was due on 1 February 2026",
                    "Milestone: Late (example)",
                    "Follow-up: Late (example)",
                ]
        )
            Assert.Contains(what, said, StringComparison.Ordinal);
        var none = await coordinator.TextAsync("/en/workspace/projects/of-0");
        Assert.Contains("No city of the register takes part", none, StringComparison.Ordinal);
        Assert.Contains("Not in the register: nowhere", none, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_workspace_says_what_goes_on_after_the_own_sprints_and_what_is_due_with_stakeholders(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        Assert.DoesNotContain(
            "What goes on",
            await story.ManagerBrowser.TextAsync("/en/workspace"),
            StringComparison.Ordinal
        );
        await story.OpenAsync();
        await story.DbAsync(async db =>
        {
            var sprint = db.Sprints.Single(s => s.Identifier == SprintStory.Slug).Id;
            for (var day = 1; day <= 21; day++)
                db.FollowUps.Add(
                    new FollowUp
                    {
                        SprintId = sprint,
                        Number = day + 1,
                        Text = $"Follow-up of day {day} (example)",
                        Owner = "Example Works (example)",
                        Language = "en",
                        Due = day == 21 ? null : new DateOnly(2026, 3, 29 - day),
                    }
                );
            await db.SaveChangesAsync(Cancel);
            return 0;
        });
        using (
            await story.ManagerBrowser.SendAsync(
                "/en/workspace/stakeholders/new",
                "stakeholder",
                ("name", "Example Mill (example)"),
                ("kind", "sme"),
                ("state", "talking"),
                ("next-step", "Call them (example)"),
                ("next-on", "2026-03-09")
            )
        ) { }
        var page = new HtmlParser().ParseDocument(await story.ManagerBrowser.GetStringAsync("/en/workspace", Cancel));
        var rows = page.QuerySelectorAll("section[aria-labelledby=follow-ups] li").ToList();
        Assert.Equal(20, rows.Count);
        // 9 March is over, 10 March is today.
        Assert.Contains("day 20", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("overdue", rows[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("overdue", rows[1].TextContent, StringComparison.Ordinal);
        Assert.StartsWith(
            SprintStory.Desk + "/after#f",
            rows[0].QuerySelector("a")!.GetAttribute("href"),
            StringComparison.Ordinal
        );
        Assert.Contains("The first 20 of 21", page.Body!.TextContent, StringComparison.Ordinal);
        var step = Assert.Single(page.QuerySelectorAll("section[aria-labelledby=next-steps] li"));
        foreach (var said in (string[])["Example Mill (example)", "Call them (example)", "9 March 2026", "overdue"])
            Assert.Contains(said, step.TextContent, StringComparison.Ordinal);
        using var other = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        var theirs = await other.TextAsync("/en/workspace");
        Assert.DoesNotContain("Follow-up of day", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("Example Mill", theirs, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> AtAsync(TestApp app, string moment)
    {
        app.Time.SetUtcNow(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
        return await app.ReturningAsync(Coordinator);
    }

    // What stands in the city's row, question by question.
    private static async Task<List<string>> RowAsync(HttpClient browser, string city)
    {
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync(Page, Cancel));
        var row = page.QuerySelector($"table.glance a[href='#{city}']")!.Closest("tr")!;
        foreach (var question in row.QuerySelectorAll(".of").ToList())
            question.Remove();
        return [.. row.QuerySelectorAll("td").Select(c => Plain(c.TextContent))];
    }

    private static async Task<string> FirstAsync(HttpClient browser) =>
        Plain(
            new HtmlParser()
                .ParseDocument(await browser.GetStringAsync(Page, Cancel))
                .QuerySelector("table.glance tbody tr")!
                .TextContent
        );

    private static async Task<string> DetailsAsync(HttpClient browser, string city) =>
        Plain(
            new HtmlParser()
                .ParseDocument(await browser.GetStringAsync(Page, Cancel))
                .QuerySelector($"section#{city}")!
                .TextContent
        );

    // The sign of a chip stands against its words.
    private static string Plain(string text) =>
        string.Join(
            ' ',
            text.Replace("✓", "✓ ", StringComparison.Ordinal)
                .Replace("!", "! ", StringComparison.Ordinal)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
