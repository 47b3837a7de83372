using System.Collections.Concurrent;
using System.Diagnostics;
using Alliance.Monitoring.Reporting;
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
/// A small firm reports on a phone without script, by the link in its mail; its deal's page says so, a correction supersedes it, and who
/// stays silent is overdue when the day has come.
/// </summary>
public sealed class ReportTests(RealSite site)
{
    internal const string Firm = "firm@example.org";
    private const string Social = "social@example.org";
    private const string Fields = "input:not([type=hidden]):visible, select:visible, textarea:visible";
    private const int AtMost = 150_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_firm_reports_on_a_phone_and_silence_is_shown_when_the_day_has_come()
    {
        await using var app = await StartAsync();
        var slug = await AskedAsync(site, app);
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await visitor.WidenAsync(360);
        var page = visitor.Page;
        var sizes = new ConcurrentBag<Task<RequestSizesResult>>();
        page.RequestFinished += (_, request) => sizes.Add(request.SizesAsync());
        var begun = Stopwatch.GetTimestamp();

        var link = await app.LinkInMailAsync(Firm, "report:");
        await visitor.GoAsync(link);
        await FittingTests.AssertFitsAsync(page, "the report, 360 px");
        // A number, how far it is, a sentence, and one button: everything else is behind disclosures that nobody has to open.
        var form = page.Locator("main form", new() { Has = page.GetByLabel("In a sentence") });
        await Assertions.Expect(form.Locator(Fields)).ToHaveCountAsync(3);
        await Assertions.Expect(form.Locator("button:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("main details[open]")).ToHaveCountAsync(0);
        await page.GetByLabel("Number, in").FillAsync("1,000");
        await page.GetByLabel("In a sentence").FillAsync("Frost took some of them.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the report" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Thank you, everything is reported")).ToBeVisibleAsync();
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        // The page, what was sent, the thanks; with style sheet and fonts. Who raises it says why.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var bytes = (await Task.WhenAll(sizes)).Sum(s => s.ResponseHeadersSize + s.ResponseBodySize);
        Assert.InRange(bytes, 1, AtMost);
        TestContext.Current.SendDiagnosticMessage(
            $"report: 2 fields, 1 click after the mail's, {bytes:N0} bytes with style sheet and fonts, {seconds:0.0} s by machine"
        );

        await app.SettleAsync();
        await visitor.GoAsync($"/en/deals/{slug}/progress");
        var promise = page.Locator("section.card", new() { HasText = "Example Works Oy (example)" });
        await Assertions.Expect(promise).ToContainTextAsync("1,000");
        await Assertions.Expect(promise).ToContainTextAsync("Frost took some of them.");

        // A correction: what was said stays readable.
        await visitor.GoAsync(link);
        await page.GetByRole(AriaRole.Link, new() { Name = "Correct" }).First.ClickAsync();
        await page.GetByLabel("Why was it wrong?").FillAsync("Fifty stand in another street.");
        await page.GetByLabel("Number, in").FillAsync("950");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish the correction" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Thank you, everything is reported")).ToBeVisibleAsync();
        await app.SettleAsync();
        await visitor.GoAsync($"/en/deals/{slug}/progress");
        await Assertions.Expect(promise).ToContainTextAsync("950");
        await Assertions.Expect(promise).ToContainTextAsync("1 earlier report that was corrected");

        // Who was not late yesterday is today; who has answered is not.
        var silent = await SlugAsync(app, "Care for trees");
        await visitor.GoAsync($"/en/deals/{silent}/progress");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("overdue");
        app.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        await visitor.GoAsync($"/en/deals/{silent}/progress");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("overdue");
        await visitor.GoAsync($"/en/deals/{slug}/progress");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("overdue");
        Assert.Empty(visitor.Complaints());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        await using var app = await StartAsync();
        var slug = await AskedAsync(site, app);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        var link = await app.LinkInMailAsync(Firm, "report:");
        var report = link["/en/".Length..];
        foreach (var language in Language.Offered)
        {
            await visitor.LookAtAsync(language, report);
            // Everything wrong at once.
            await visitor.Page.EvaluateAsync(
                "() => { document.querySelectorAll('main form details').forEach(d => d.open = true); document.querySelector('main form').noValidate = true; }"
            );
            await visitor.Page.Locator("main input[inputmode=decimal]").FillAsync("many");
            await visitor.Page.Locator("main input[type=url]").First.FillAsync("nowhere");
            await visitor.Page.Locator("main form button").First.ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("main [role=alert]")).ToBeVisibleAsync();
            await visitor.LookAsync(language, "report, wrong");
        }
        await visitor.GoAsync(link);
        await visitor.Page.GetByLabel("In a sentence").FillAsync("They grow.");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send the report" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Thank you, everything is reported")).ToBeVisibleAsync();
        await app.SettleAsync();
        foreach (var language in Language.Offered)
        foreach (var path in (string[])[report, $"deals/{slug}/progress", "cities/espoo/report/2025"])
            await visitor.LookAtAsync(language, path);
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_association_fills_in_one_table_that_stacks_on_a_phone()
    {
        const string association = "association@example.org";
        await using var app = await StartAsync();
        await AskedAsync(
            site,
            app,
            a => AnotherDeal.AddAsync(a, ("Example Oak (example)", association), ("Example Elm (example)", association))
        );
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        var page = visitor.Page;
        var link = await app.LinkInMailAsync(association, "report:");
        await visitor.GoAsync(link);
        // Side by side where there is room, one below the other where there is none.
        var (number, sentence) = (page.Locator("input[inputmode=decimal]").First, page.Locator("textarea").First);
        var (left, right) = (await number.BoundingBoxAsync(), await sentence.BoundingBoxAsync());
        Assert.True(right!.X > left!.X + left.Width);
        await visitor.WidenAsync(360);
        (left, right) = (await number.BoundingBoxAsync(), await sentence.BoundingBoxAsync());
        Assert.True(right!.Y > left!.Y + left.Height);
        await FittingTests.AssertFitsAsync(page, "the table, 360 px");
        // By keyboard alone: from field to field, row by row, to the button.
        await number.FocusAsync();
        await page.Keyboard.TypeAsync("40");
        await visitor.TabToAsync("textarea[name^=sentence]");
        await visitor.TabToAsync("input[inputmode=decimal]");
        await page.Keyboard.TypeAsync("60");
        await visitor.TabToAsync("main form[method=post] > p > button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Thank you, everything is reported")).ToBeVisibleAsync();
        Assert.Equal(2, await app.WithDbAsync(db => db.Measurements.CountAsync(m => m.Unit == "trees", Cancel)));
        Assert.Empty(visitor.Complaints());
        await page.Context.CloseAsync();
    }

    // Tests say themselves when the clock strikes.
    internal static Task<TestApp> StartAsync() =>
        RealRegister.StartAsync(
            DatabaseKind.Sqlite,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );

    // Two deals of two years ago with two partners; the manager looks at whom the first mails go to, and lets them go.
    internal static async Task<string> AskedAsync(RealSite site, TestApp app, Func<TestApp, Task>? more = null)
    {
        var manager = await Visitor.EnterAsync(site.Browser, new());
        await manager.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await manager.SignInAsync(app, "manager@city.example", MembershipRole.DealManager);
        var making = await Making.OfAsync(app);
        await making.ConcludeAsync("Trees for Example Street", "Example Works Oy (example)");
        var other = await making.DraftAsync("Care for trees", "Example Care (example)");
        await app.WithDbAsync(db =>
            db.DraftParties.Where(p => p.Draft!.Key == other && p.ContactEmail == Firm)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.ContactEmail, Social), Cancel)
        );
        await making.ConcludeAsync(other);
        if (more is not null)
            await more(app);
        var agreed = PartialDate.Parse("2024-01-10");
        await app.WithDbAsync(db =>
            db.Deals.Where(d => d.State != null).ExecuteUpdateAsync(s => s.SetProperty(d => d.Agreed, agreed), Cancel)
        );
        await app.WithDbAsync(db =>
            db.Commitments.Where(c => db.Deals.Any(d => d.Id == c.DealId && d.State != null))
                .ExecuteUpdateAsync(
                    s => s.SetProperty(c => c.Quantity, new Quantity(1500, Qualifier.Exactly, "trees")),
                    Cancel
                )
        );
        await using (var scope = app.Services.CreateAsyncScope())
            await ReportClock.RunAsync(scope.ServiceProvider, Cancel);
        await manager.GoAsync("/en/workspace/reports");
        await Assertions.Expect(manager.Page.GetByText("The first requests wait for you")).ToBeVisibleAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Send in my name" }).ClickAsync();
        await Assertions.Expect(manager.Page.GetByText("From now on requests go out by themselves")).ToBeVisibleAsync();
        await manager.Page.Context.CloseAsync();
        return await SlugAsync(app, "Trees for Example Street");
    }

    internal static async Task<string> SlugAsync(TestApp app, string title) =>
        (
            await app.WithDbAsync(db =>
                db.Deals.Where(d => d.State != null).Select(d => new { d.Slug, d.Title }).ToListAsync(Cancel)
            )
        )
            .Single(d => d.Title.ToString() == title)
            .Slug;
}
