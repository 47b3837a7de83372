using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>What somebody does who wants to know what was promised, on a phone that runs no script.</summary>
public sealed class ResidentTests(RealSite site)
{
    [Theory]
    [InlineData("de", "Fernwärme", "Klimaneutrale Fernwärme", "fi")]
    [InlineData("en", "district heating", "Climate-neutral district heating", "sv")]
    [InlineData("fi", "kaukolämpö", "Ilmastoneutraali kaukolämpö", "de")]
    public Task A_resident_finds_a_promise_and_who_gave_it(string language, string words, string title, string other) =>
        site.VisitAnewAsync(
            new() { JavaScriptEnabled = false },
            async visitor =>
            {
                var page = visitor.Page;
                await visitor.GoAsync("/" + language);

                // Searching from the start page
                await page.Locator("main form[role=search] input[name=q]").FillAsync(words);
                await page.Locator("main form[role=search] button").ClickAsync();
                Assert.StartsWith($"/{language}/search?q=", visitor.At, StringComparison.Ordinal);
                await Assertions.Expect(page.Locator("mark").First).ToBeVisibleAsync();

                // All deals that it found
                await page.Locator("main a[href*='/deals?q=']").ClickAsync();
                Assert.StartsWith($"/{language}/deals?q=", visitor.At, StringComparison.Ordinal);
                await Assertions.Expect(page.Locator("input[name=q]")).ToHaveValueAsync(words);
                var cards = page.Locator("ul.cards > li");
                var all = await cards.CountAsync();
                Assert.True(all > 1);

                // Choosing a city
                await page.Locator("input[name=city][value=mannheim]").CheckAsync();
                await page.Locator(".filter-box button").ClickAsync();
                Assert.Contains("city=mannheim", visitor.At, StringComparison.Ordinal);
                Assert.InRange(await cards.CountAsync(), 1, all - 1);
                await Assertions.Expect(page.Locator(".picked .pick")).ToHaveCountAsync(2);

                // Taking it off again
                await page.Locator(".picked .pick", new() { HasText = "Mannheim" }).ClickAsync();
                Assert.DoesNotContain("city=", visitor.At, StringComparison.Ordinal);
                await Assertions.Expect(cards).ToHaveCountAsync(all);

                // The deal, its city, an organisation in it
                await cards.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).ClickAsync();
                await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(title);
                await page.Locator(".crumbs a[href*='/cities/']").ClickAsync();
                await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Mannheim");
                await page.Locator("main a[href*='/organisations/']").First.ClickAsync();
                Assert.StartsWith($"/{language}/organisations/", visitor.At, StringComparison.Ordinal);
                var here = visitor.At[$"/{language}".Length..];
                var name = await page.Locator("h1").TextContentAsync();

                // The same page in another language
                await page.Locator(".languages > summary").ClickAsync();
                await page.Locator($".languages a[hreflang={other}]").ClickAsync();
                Assert.Equal($"/{other}{here}", visitor.At);
                await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", other);
                await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name!);
            }
        );

    [Fact]
    public Task Another_language_keeps_the_search_and_the_filters() =>
        site.VisitAnewAsync(
            new() { JavaScriptEnabled = false },
            async visitor =>
            {
                await visitor.GoAsync("/en/deals?q=climate&city=espoo&sort=oldest");
                await visitor.Page.Locator(".languages > summary").ClickAsync();
                await visitor.Page.Locator(".languages a[hreflang=sv]").ClickAsync();
                Assert.Equal("/sv/deals?q=climate&city=espoo&sort=oldest", visitor.At);
                await Assertions.Expect(visitor.Page.Locator(".picked .pick")).ToHaveCountAsync(2);
            }
        );

    [Fact]
    public Task Nothing_found_leads_on_by_one_press() =>
        site.VisitAnewAsync(
            new() { JavaScriptEnabled = false },
            async visitor =>
            {
                await visitor.GoAsync("/de/deals?q=Fernw%C3%A4rme&city=umea");
                await Assertions.Expect(visitor.Page.Locator("ul.cards")).ToHaveCountAsync(0);
                await visitor.Page.Locator(".empty a").First.ClickAsync();
                await Assertions.Expect(visitor.Page.Locator("ul.cards > li").First).ToBeVisibleAsync();
            }
        );

    [Fact]
    public Task The_map_leads_to_a_city_without_scripts() =>
        site.VisitAnewAsync(
            new() { JavaScriptEnabled = false },
            async visitor =>
            {
                await visitor.GoAsync("/sv");
                await visitor.Page.Locator(".map svg a[href$='/cities/umea'] .dot").ClickAsync();
                Assert.Equal("/sv/cities/umea", visitor.At);
            }
        );
}
