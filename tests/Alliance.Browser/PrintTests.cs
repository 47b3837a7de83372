using System.Text;
using System.Text.RegularExpressions;
using Alliance.Tests.Testing;
using Microsoft.Playwright;

namespace Alliance.Browser;

public sealed partial class PrintTests(RealSite site)
{
    [Theory]
    [InlineData("/de/deals/espoo-climate-city-contract")]
    [InlineData("/fi/deals/umea-circular-building-store")]
    [InlineData("/en/cities/mannheim")]
    public Task A_page_on_paper_is_the_record_without_the_ways_around_it(string address) =>
        site.VisitAsync(async visitor =>
        {
            var page = visitor.Page;
            await visitor.GoAsync(address);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
            foreach (
                var away in await page.Locator("header.top nav, .languages, .menu, .foot nav ul, .skip").AllAsync()
            )
                await Assertions.Expect(away).ToBeHiddenAsync();
            // On paper nobody follows a link: the address of each source is written out.
            var source = page.Locator(".sources a").First;
            Assert.Contains(
                await source.GetAttributeAsync("href") ?? "-",
                await source.EvaluateAsync<string>("e => getComputedStyle(e, '::after').content"),
                StringComparison.Ordinal
            );

            var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", Tagged = true }));
            Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
            Assert.InRange(PageObject().Count(pdf), 1, 12);
            Assert.Contains("/StructTreeRoot", pdf, StringComparison.Ordinal);
        });

    [Fact]
    public async Task What_came_of_promises_can_be_read_on_paper()
    {
        await using var app = await BoardsTests.StartAsync();
        var parts = 0;
        await site.VisitAsync(
            app,
            async visitor =>
            {
                foreach (
                    var (address, says) in ((string, string[])[])
                        [
                            ("/en/cities/example-city/totals", ["How promises stand", "Gross", "Net", "Declared"]),
                            ("/en/totals", ["How promises stand", "Gross", "Net"]),
                            ("/en/cities/example-city/report/2025", ["Kept", "What the city itself has promised"]),
                            (
                                "/en/roadmaps/example-city",
                                ["The council decided", "No deal works on this yet", "12,000"]
                            ),
                            ("/en/deals/example-food-for-all/progress", ["What came of it", "Reported on"]),
                        ]
                )
                {
                    var page = visitor.Page;
                    await visitor.GoAsync(address);
                    await page.EmulateMediaAsync(new() { Media = Media.Print });
                    // The sheet without its margins.
                    await visitor.WidenAsync(680);
                    foreach (
                        var away in await page.Locator("header.top nav, .downloads, .foot nav ul, .skip").AllAsync()
                    )
                        await Assertions.Expect(away).ToBeHiddenAsync();
                    await FittingTests.AssertFitsAsync(page, address + " on paper");
                    var pdf = await page.PdfAsync(new() { Format = "A4", Tagged = true });
                    var paper = await Pdf.PagesAsync(pdf);
                    Assert.InRange(paper.Count, 1, 14);
                    var text = string.Join(' ', paper);
                    foreach (var said in says)
                        Assert.Contains(said, text, StringComparison.Ordinal);
                    // Charts are drawn by the server, so they are there too; and none is cut by the edge.
                    foreach (var chart in await page.Locator("main figure svg[role=img]").AllAsync())
                    {
                        var box = await chart.BoundingBoxAsync();
                        Assert.InRange(box!.X + box.Width, 1, 681);
                    }
                    parts += await AssertToldApartInGreyAsync(page, address);
                    await page.EmulateMediaAsync(new() { Media = Media.Screen });
                }
            }
        );
        Assert.NotEqual(0, parts);
    }

    /// <summary>No part of a whole looks like another once colours are gone, and no line of a way like the other; how many parts there were.</summary>
    private static async Task<int> AssertToldApartInGreyAsync(IPage page, string address)
    {
        await page.EvaluateAsync("document.documentElement.style.filter = 'grayscale(1)'");
        var parts = 0;
        foreach (var whole in await page.Locator("figure.shares").AllAsync())
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var part in await whole.Locator(".swatch").AllAsync())
            {
                parts++;
                Assert.True(seen.Add(Convert.ToBase64String(await part.ScreenshotAsync())), $"{address}: part {parts}");
            }
        }
        foreach (var way in await page.Locator("figure.bars:has(.goal):has(.measured)").AllAsync())
            Assert.NotEqual(await DashesAsync(way.Locator(".goal")), await DashesAsync(way.Locator(".measured")));
        await page.EvaluateAsync("document.documentElement.style.filter = ''");
        return parts;

        static Task<string> DashesAsync(ILocator lines) =>
            lines.First.EvaluateAsync<string>("l => getComputedStyle(l).strokeDasharray");
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PageObject();
}
