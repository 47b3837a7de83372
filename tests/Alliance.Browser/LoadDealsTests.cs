using Alliance.Network;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>A deal manager loads a workbook: the template from the page, filled in, looked at and stored.</summary>
public sealed class LoadDealsTests(RealSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_workbook_is_chosen_looked_at_and_stored(bool script)
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = script });
        await visitor.BeginAsync(app.Address);
        await visitor.SignInAsync(app, "mia@city.example", MembershipRole.DealManager);
        var page = visitor.Page;
        await visitor.GoAsync("/en/workspace");
        await page.GetByRole(AriaRole.Link, new() { Name = "Load signed deals" }).ClickAsync();
        var template = await DownloadAsync(page);

        using (var wrong = Filled(template, "spring 2024"))
        {
            await SendAsync(page, wrong.Path);
            await Assertions.Expect(page.GetByText("Nothing can be stored: 1 place is wrong")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("deals.xlsx, sheet Deals, row 3, column")).ToBeVisibleAsync();
            await Assertions
                .Expect(page.GetByRole(AriaRole.Button, new() { Name = "Store and publish" }))
                .Not.ToBeVisibleAsync();
            await LookAsync(visitor, script, "load, refused");
        }

        using (var right = Filled(template, new Day(new(2019, 5, 3))))
            await SendAsync(page, right.Path);
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would be stored" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("2 new deals")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Example roofs 2")).ToBeVisibleAsync();
        await LookAsync(visitor, script, "load, preview");
        Assert.Equal(0, await CountAsync(app));
        await page.GetByRole(AriaRole.Button, new() { Name = "Store and publish" }).ClickAsync();

        await Assertions.Expect(page.GetByText("The deals are in the register.")).ToBeVisibleAsync();
        Assert.Equal(2, await CountAsync(app));
        await app.SettleAsync();
        await visitor.GoAsync("/en/deals?q=example+roofs");
        await page.GetByRole(AriaRole.Link, new() { Name = "Example roofs 2" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("3 May 2019").First).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints());
        await page.Context.CloseAsync();
    }

    private static async Task<byte[]> DownloadAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.Locator("a[href$='template.xlsx']").ClickAsync()
        );
        return await File.ReadAllBytesAsync(await download.PathAsync(), Cancel);
    }

    // Two deals, the second of them agreed on this day.
    private static FilledTemplate Filled(byte[] template, object day)
    {
        var table = new FilledTemplate(template);
        foreach (var (number, agreed) in ((int, object)[])[(1, 2018), (2, day)])
        {
            var id = $"espoo-roofs-{number}";
            table.AddDeal(id, ("city", "espoo"), ("title", $"Example roofs {number}"), ("agreed", agreed));
            table.AddParty(id, "city-of-espoo", "city");
        }
        return table;
    }

    private static async Task SendAsync(IPage page, string file)
    {
        await page.GetByLabel("Workbook (.xlsx) or CSV files").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
    }

    private static async Task LookAsync(Visitor visitor, bool script, string what)
    {
        if (!script)
            return;
        await Axe.AssertNothingAsync(visitor, Visitor.Narrow, Visitor.Wide);
        await visitor.WidenAsync(Visitor.Narrow);
        await FittingTests.AssertFitsAsync(visitor.Page, $"{what}, 320 px");
        await visitor.WidenAsync(Visitor.Wide);
    }

    private static Task<int> CountAsync(TestApp app) =>
        app.WithDbAsync(db => db.Deals.CountAsync(d => d.Identifier.StartsWith("espoo-roofs-"), Cancel));
}
