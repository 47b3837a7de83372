using System.Text;
using System.Text.RegularExpressions;
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

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PageObject();
}
