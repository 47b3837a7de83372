using System.Globalization;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// A city's dashboard follows each number; an overlap is found, refused and shared; and the address of exactly some numbers gives these
/// numbers for ever.
/// </summary>
public sealed class DashboardTests(RealSite site)
{
    private const string Dashboard = "/en/cities/espoo/totals";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_follows_each_number_and_what_was_known_stays()
    {
        await using var app = await RealRegister.StartAsync(
            DatabaseKind.Sqlite,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );
        var address = new Uri($"http://localhost:{app.Address.Port}");
        var manager = await Visitor.EnterAsync(site.Browser, new());
        await manager.BeginAsync(address);
        await manager.SignInAsync(app, "manager@city.example", MembershipRole.DealManager);
        var reader = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await reader.BeginAsync(address);
        var main = reader.Page.Locator("main");
        var (deal, slug, key) = await ConcludeAsync(app);

        await reader.GoAsync(Dashboard);
        await Assertions.Expect(main).ToContainTextAsync("Nothing to add up yet");
        await CountAsync(manager, slug, key);
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(main).ToContainTextAsync("2025 Declared 400 400 1");
        await CountAsync(manager, slug, "t1");
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(main).ToContainTextAsync("2025 Declared 800 800 2");
        await Assertions.Expect(main).ToContainTextAsync("1 overlap is open");

        // More than all of it cannot be shared.
        await manager.GoAsync($"/en/cities/espoo/overlap?first={deal}.{key}&second={deal}.t1");
        await ShareAsync(manager.Page, "60", "50");
        await Assertions
            .Expect(manager.Page.Locator("main [role=alert]"))
            .ToContainTextAsync("Left for these promises: 100");
        await ShareAsync(manager.Page, "60", "40");
        await manager.Page.ArriveAsync("**/totals#overlaps");
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(main).ToContainTextAsync("2025 Declared 800 400 2");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Address of exactly these numbers" }).ClickAsync();
        var exactly = reader.At;
        var known = await main.Locator("table.list:not(.key)").First.InnerTextAsync();

        // A day later one of the numbers turns out to be wrong.
        app.Time.Advance(TimeSpan.FromDays(1));
        await CorrectAsync(app, deal, key, "300");
        await app.SettleAsync();
        await reader.GoAsync(Dashboard);
        await Assertions.Expect(main).ToContainTextAsync("2025 Declared 700 340 2");
        await reader.GoAsync(exactly);
        Assert.Equal(known, await main.Locator("table.list:not(.key)").First.InnerTextAsync());
        Assert.Empty(reader.Complaints());
        Assert.Empty(manager.Complaints());
        await reader.Page.Context.CloseAsync();
        await manager.Page.Context.CloseAsync();
    }

    // A deal of two years ago, in which the firm promises trees twice.
    private static async Task<(string Deal, string Slug, string Key)> ConcludeAsync(TestApp app)
    {
        var making = await Making.OfAsync(app);
        await making.ConcludeAsync("Trees for Example Street", "Example Works Oy (example)");
        return await app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.Include(d => d.Commitments).SingleAsync(d => d.State != null, Cancel);
            var promise = deal.Commitments.First(c => c.By == "p2");
            deal.Agreed = PartialDate.Parse("2024-01-10");
            promise.Quantity = new Quantity(1500, Qualifier.Exactly, "trees");
            db.Commitments.Add(
                new Commitment
                {
                    DealId = deal.Id,
                    Key = "t1",
                    Order = 100,
                    By = "p2",
                    Action = new LocalText("en", "We plant trees in another street."),
                    Quantity = promise.Quantity,
                    Quantified = true,
                }
            );
            await db.SaveChangesAsync(Cancel);
            return (deal.Identifier, deal.Slug, promise.Key);
        });
    }

    private static async Task CountAsync(Visitor manager, string slug, string promise)
    {
        var page = manager.Page;
        await manager.GoAsync($"/en/deals/{slug}/promises/{promise}/measure");
        await page.Locator("select[name=year]").SelectOptionAsync("2025");
        await page.Locator("input[name=value]").FillAsync("400");
        await page.Locator("input[name=span][value=during]").CheckAsync();
        await page.Locator("select[name=method]").SelectOptionAsync("measured");
        await page.Locator("input[name=source]").FillAsync("Counted.");
        await page.Locator("main form[method=post] button.button").Last.ClickAsync();
        await page.ArriveAsync("**/progress**");
        await manager.GoAsync($"/en/deals/{slug}/promises/{promise}/indicator");
        await page.Locator("select[name=indicator]").SelectOptionAsync("trees-planted");
        await page.Locator("select[name=sector]").SelectOptionAsync("land-use");
        await page.Locator("main form[method=post] button.button").Last.ClickAsync();
        await page.ArriveAsync("**/progress**");
    }

    internal static async Task ShareAsync(IPage page, string first, string second)
    {
        await page.Locator("input[name=way][value=shared]").CheckAsync();
        await page.Locator("input[name=action]").FillAsync("street-trees");
        await page.Locator("input[name=first-share]").FillAsync(first);
        await page.Locator("input[name=second-share]").FillAsync(second);
        await page.Locator("main form[method=post] button.button").Last.ClickAsync();
    }

    private static async Task CorrectAsync(TestApp app, string deal, string key, string value)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var city = await scope
            .ServiceProvider.GetRequiredService<AppDb>()
            .Deals.Where(d => d.Identifier == deal)
            .Select(d => d.CityId)
            .SingleAsync(Cancel);
        var recorded = await scope
            .ServiceProvider.GetRequiredService<RecordMeasurement>()
            .RunAsync(
                new Actor(null, null, [new ActorMembership(MembershipRole.DealManager, city, null)]),
                new StatedMeasurement(
                    deal,
                    key,
                    "2025",
                    value,
                    "",
                    "",
                    "",
                    "measured",
                    "Counted anew.",
                    "",
                    "",
                    1,
                    "A hundred stand in another city.",
                    CultureInfo.InvariantCulture
                ),
                Cancel
            );
        Assert.Null(recorded.Refusal);
    }
}
