using System.Diagnostics;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// A small firm reports on a phone without script, by the link in its mail; its deal's page says so, a correction supersedes it, and who
/// stays silent is overdue when the day has come.
/// </summary>
public sealed class ReportTests(RealSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_firm_reports_on_a_phone_and_silence_is_shown_when_the_day_has_come()
    {
        var (app, slug) = await AskedAsync();
        await using var own = app;
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = false });
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        await visitor.WidenAsync(360);
        var page = visitor.Page;
        var bytes = 0L;
        page.Response += async (_, answer) =>
            Interlocked.Add(ref bytes, (await answer.Request.SizesAsync()).ResponseBodySize);
        var begun = Stopwatch.GetTimestamp();

        var link = await app.LinkInMailAsync(Story.Firm, "report:");
        await visitor.GoAsync(link);
        await FittingTests.AssertFitsAsync(page, "the report, 360 px");
        await page.GetByLabel("Number, in").FillAsync("1,000");
        await page.GetByLabel("In a sentence").FillAsync("Frost took some of them.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the report" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Thank you, everything is reported")).ToBeVisibleAsync();
        TestContext.Current.SendDiagnosticMessage(
            $"report: 2 fields, 1 click after the mail's, {bytes:N0} bytes with style sheet and fonts, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s by machine"
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

        // Who was not late yesterday is today.
        var silent = page.Locator("section.card", new() { HasText = "Example Care (example)" });
        await Assertions.Expect(silent).Not.ToContainTextAsync("overdue");
        app.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero));
        await app.ChangedAsync();
        await visitor.GoAsync($"/en/deals/{slug}/progress");
        await Assertions.Expect(silent).ToContainTextAsync("overdue");
        await Assertions.Expect(promise).Not.ToContainTextAsync("overdue");
        Assert.Empty(visitor.Complaints());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_pages_are_accessible_and_fit_in_every_language()
    {
        var (app, slug) = await AskedAsync();
        await using var own = app;
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        var link = await app.LinkInMailAsync(Story.Firm, "report:");
        foreach (var language in Language.All)
        {
            await visitor.GoAsync(In(link, language));
            await LookAsync(visitor, $"{language.Code} report");
            // Everything wrong at once.
            await visitor.Page.EvaluateAsync(
                "() => { document.querySelectorAll('main form details').forEach(d => d.open = true); document.querySelector('main form').noValidate = true; }"
            );
            await visitor.Page.Locator("main input[inputmode=decimal]").FillAsync("many");
            await visitor.Page.Locator("main input[type=url]").First.FillAsync("nowhere");
            await visitor.Page.Locator("main form button").First.ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("main [role=alert]")).ToBeVisibleAsync();
            await LookAsync(visitor, $"{language.Code} report, wrong");
        }
        using var firm = app.NewClient(cookies: true);
        using var sent = await firm.SendAsync(
            link,
            "report",
            (
                $"sentence-{await app.WithDbAsync(db => db.ReportQuestions.Where(q => q.Commitment == "c3").Select(q => q.Id).SingleAsync(Cancel))}",
                "They grow."
            )
        );
        Assert.NotNull(sent.LeadsTo());
        await app.SettleAsync();
        foreach (var language in Language.All)
        foreach (var path in (string[])[In(link, language), $"/{language.Code}/deals/{slug}/progress"])
        {
            await visitor.GoAsync(path);
            await LookAsync(visitor, path);
        }
        await visitor.Page.Context.CloseAsync();
    }

    private static string In(string link, Language language) => $"/{language.Code}{link[3..]}";

    private static async Task LookAsync(Visitor visitor, string what)
    {
        await Axe.AssertNothingAsync(visitor, Visitor.Narrow, Visitor.Wide);
        await visitor.WidenAsync(Visitor.Narrow);
        await FittingTests.AssertFitsAsync(visitor.Page, $"{what}, 320 px");
    }

    // A deal of two years ago; everybody has been written to.
    private static async Task<(TestApp App, string Slug)> AskedAsync()
    {
        using var story = await ReportingStory.BeginAsync(DatabaseKind.Sqlite);
        await story.ReleaseRequestsAsync();
        return (story.App, (await story.SlugAsync())!);
    }
}
