using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// From the mail to the dashboard, as its users see it: a firm reports on a phone without script, a correction supersedes, an overlap is
/// refused and then shared, who stays silent is overdue when the day has come, and what was known stays what was known.
/// </summary>
public sealed class PromisesKeptTests(RealSite site)
{
    private const string Dashboard = "/en/cities/espoo/totals";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_goes_from_the_mail_to_the_dashboard_and_what_was_known_stays()
    {
        await using var app = await ReportTests.StartAsync();
        var address = new Uri($"http://localhost:{app.Address.Port}");
        var slug = await ReportTests.AskedAsync(site, app, PromiseTwiceAsync);
        var (deal, key) = await PromiseAsync(app, slug);
        var manager = await Visitor.EnterAsync(site.Browser, new());
        await manager.BeginAsync(address);
        await manager.SignInAsync(app, "facilitator@city.example", MembershipRole.DealManager);
        foreach (var promise in (string[])[key, "t1"])
            await ChooseAsync(manager, slug, promise);
        var reader = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await reader.BeginAsync(address);
        var board = reader.Page.Locator("main");
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(board).Not.ToContainTextAsync("2025 Declared");

        // The firm has its mail, a phone, and no script.
        var firm = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await firm.BeginAsync(address);
        await firm.WidenAsync(360);
        var link = await app.LinkInMailAsync(ReportTests.Firm, "report:");
        await firm.GoAsync(link);
        await FittingTests.AssertFitsAsync(firm.Page, "the report, 360 px");
        await firm.Page.GetByLabel("Number, in").Nth(0).FillAsync("400");
        await firm.Page.GetByLabel("Number, in").Nth(1).FillAsync("400");
        await firm.Page.GetByRole(AriaRole.Button, new() { Name = "Send the report" }).ClickAsync();
        await Assertions.Expect(firm.Page.GetByText("Thank you, everything is reported")).ToBeVisibleAsync();
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(board).ToContainTextAsync("2025 Declared 800 800 2");
        await Assertions.Expect(board).ToContainTextAsync("1 overlap is open");

        // A correction takes the place of what was said.
        await CorrectAsync(firm, link, "300", "A hundred stand in another city.");
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(board).ToContainTextAsync("2025 Declared 700 700 2");

        // More than all of an effect cannot be shared.
        await manager.GoAsync($"/en/cities/espoo/overlap?first={deal}.{key}&second={deal}.t1");
        await Axe.AssertNothingAsync(manager, Visitor.Narrow, Visitor.Wide);
        await DashboardTests.ShareAsync(manager.Page, "60", "50");
        await Assertions
            .Expect(manager.Page.Locator("main [role=alert]"))
            .ToContainTextAsync("Left for these promises: 100");
        await DashboardTests.ShareAsync(manager.Page, "60", "40");
        await manager.Page.ArriveAsync("**/totals#overlaps");
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(board).ToContainTextAsync("2025 Declared 700 340 2");
        await Assertions.Expect(board).Not.ToContainTextAsync("Report overdue");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Address of exactly these numbers" }).ClickAsync();
        var exactly = reader.At;
        var then = await board.Locator("table.list:not(.key)").First.InnerTextAsync();

        // The day is over: whoever has said nothing is overdue, and whoever has answered is not.
        app.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        // Now that it is past, what can be said of today alone is gone from the address; the numbers are there.
        await reader.GoAsync(exactly);
        Assert.Equal(then, await board.Locator("table.list:not(.key)").First.InnerTextAsync());
        var known = await TablesAsync();
        var silent = await ReportTests.SlugAsync(app, "Care for trees");
        await reader.GoAsync($"/en/deals/{silent}");
        await Assertions.Expect(board).ToContainTextAsync("Report overdue");
        await reader.GoAsync($"/en/deals/{slug}/progress");
        await Assertions
            .Expect(reader.Page.Locator("section.card", new() { HasText = "Example Works Oy (example)" }).First)
            .Not.ToContainTextAsync("Report overdue");
        await CorrectAsync(firm, link, "250", "Fifty more, it turned out.");
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(board).ToContainTextAsync("Report overdue");
        await Assertions.Expect(board).ToContainTextAsync("2025 Declared 650 310 2");

        // Nobody was asked about what was only collected, and nobody is late with it.
        await reader.GoAsync("/en/deals/espoo-climate-city-contract/progress");
        await Assertions.Expect(board).ToContainTextAsync("Not asked");
        await Assertions.Expect(board).Not.ToContainTextAsync("overdue", new() { IgnoreCase = true });

        // And these numbers are what they were, every one of them.
        await reader.GoAsync(exactly);
        Assert.Equal(known, await TablesAsync());
        foreach (var visitor in (Visitor[])[firm, manager, reader])
        {
            Assert.Empty(visitor.Complaints());
            await visitor.Page.Context.CloseAsync();
        }

        async Task<IReadOnlyList<string>> TablesAsync()
        {
            var tables = await board.Locator("table").AllInnerTextsAsync();
            Assert.NotEmpty(tables);
            return tables;
        }
    }

    // The same trees in other words: a promise beside the firm's first one.
    private static async Task PromiseTwiceAsync(TestApp app) =>
        await app.WithDbAsync(async db =>
        {
            var deal = (await db.Deals.Where(d => d.State != null).ToListAsync(Cancel)).Single(d =>
                d.Title.ToString() == "Trees for Example Street"
            );
            db.Commitments.Add(
                new Commitment
                {
                    DealId = deal.Id,
                    Key = "t1",
                    Order = 100,
                    By = "p2",
                    Action = new LocalText("en", "We plant trees in another street."),
                    Quantified = true,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    private static Task<(string Deal, string Key)> PromiseAsync(TestApp app, string slug) =>
        app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.Include(d => d.Commitments).SingleAsync(d => d.Slug == slug, Cancel);
            return (deal.Identifier, deal.Commitments.OrderBy(c => c.Order).First(c => c.By == "p2").Key);
        });

    private static async Task ChooseAsync(Visitor manager, string slug, string promise)
    {
        await manager.GoAsync($"/en/deals/{slug}/promises/{promise}/indicator");
        await manager.Page.Locator("select[name=indicator]").SelectOptionAsync("trees-planted");
        await manager.Page.Locator("select[name=sector]").SelectOptionAsync("land-use");
        await manager.Page.Locator("main form[method=post] button.button").Last.ClickAsync();
        await manager.Page.ArriveAsync("**/progress**");
    }

    // The first of the promises on the page.
    private static async Task CorrectAsync(Visitor firm, string link, string number, string reason)
    {
        await firm.GoAsync(link);
        await firm.Page.GetByRole(AriaRole.Link, new() { Name = "Correct" }).First.ClickAsync();
        await firm.Page.GetByLabel("Why was it wrong?").FillAsync(reason);
        await firm.Page.GetByLabel("Number, in").FillAsync(number);
        await firm.Page.GetByRole(AriaRole.Button, new() { Name = "Publish the correction" }).ClickAsync();
        await Assertions.Expect(firm.Page.GetByText("Thank you, everything is reported")).ToBeVisibleAsync();
    }
}
