using Microsoft.Playwright;

namespace Alliance.Browser;

public sealed class KeyboardTests(RealSite site)
{
    [Fact]
    public Task The_first_stop_skips_to_the_content() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/de/deals");
            var skip = visitor.Page.Locator(".skip");
            await Assertions.Expect(skip).Not.ToBeInViewportAsync();
            await visitor.Page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(skip).ToBeFocusedAsync();
            await Assertions.Expect(skip).ToBeInViewportAsync(new() { Ratio = 1 });
            await visitor.Page.Keyboard.PressAsync("Enter");
            await visitor.Page.Keyboard.PressAsync("Tab");
            Assert.True(await visitor.Page.EvaluateAsync<bool>("() => !!document.activeElement.closest('main')"));
        });

    [Fact]
    public Task The_menu_of_a_phone_opens_and_leads_on() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.WidenAsync(Visitor.Narrow);
            await visitor.GoAsync("/fi");
            var places = visitor.Page.Locator(".menu nav");
            await Assertions.Expect(places).ToBeHiddenAsync();
            await visitor.TabToAsync(".menu > summary", 6);
            await visitor.Page.Keyboard.PressAsync("Space");
            await Assertions.Expect(places).ToBeVisibleAsync();
            await visitor.EnterAsync(".menu a[href='/fi/cities']");
            Assert.Equal("/fi/cities", visitor.At);
        });

    [Fact]
    public Task The_language_is_changed_where_one_is() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en/cities/umea");
            await visitor.TabToAsync(".languages > summary", 12);
            await visitor.Page.Keyboard.PressAsync("Enter");
            await visitor.EnterAsync(".languages a[hreflang=de]");
            Assert.Equal("/de/cities/umea", visitor.At);
        });

    [Fact]
    public Task Every_place_on_the_map_is_a_stop_that_leads_to_its_city() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en");
            var places = await visitor.Page.Locator(".map svg a").CountAsync();
            Assert.Equal(8, places);
            await visitor.TabToAsync(".map svg a", 15);
            for (var i = 1; i < places; i++)
            {
                await visitor.Page.Keyboard.PressAsync("Tab");
                Assert.True(
                    await visitor.Page.EvaluateAsync<bool>("() => document.activeElement.matches('.map svg a')")
                );
            }
            await visitor.GoAsync("/en");
            await visitor.EnterAsync(".map svg a[href='/en/cities/vicchio']");
            Assert.Equal("/en/cities/vicchio", visitor.At);
        });

    [Fact]
    public Task Filters_are_chosen_and_taken_off() =>
        site.VisitAsync(async visitor =>
        {
            var keyboard = visitor.Page.Keyboard;
            await visitor.WidenAsync(Visitor.Narrow);
            await visitor.GoAsync("/sv/deals");
            await visitor.TabToAsync(".filter-box > summary", 10);
            await keyboard.PressAsync("Enter");
            await visitor.TabToAsync(".filter-box input[name=q]", 1);
            await keyboard.TypeAsync("klimat");
            await visitor.TabToAsync("input[name=city][value=umea]", 10);
            await keyboard.PressAsync("Space");
            await visitor.TabToAsync("select[name=sort]");
            await keyboard.PressAsync("ArrowDown");
            await visitor.EnterAsync(".filter-box button");
            Assert.Contains("q=klimat", visitor.At, StringComparison.Ordinal);
            Assert.Contains("city=umea", visitor.At, StringComparison.Ordinal);
            Assert.Contains("sort=oldest", visitor.At, StringComparison.Ordinal);

            await visitor.EnterAsync(".pick[href*='city=umea']");
            Assert.DoesNotContain("q=", visitor.At, StringComparison.Ordinal);
            Assert.Contains("city=umea", visitor.At, StringComparison.Ordinal);
        });

    [Fact]
    public Task Practices_are_seen_before_their_filters_on_a_phone() =>
        site.VisitAsync(async visitor =>
        {
            var filters = visitor.Page.Locator(".filter-box .filters");
            await visitor.GoAsync("/en/practices");
            await Assertions.Expect(filters).ToBeVisibleAsync();
            await visitor.WidenAsync(Visitor.Narrow);
            await Assertions.Expect(filters).ToBeHiddenAsync();
            await visitor.TabToAsync(".filter-box > summary", 20);
            await visitor.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(filters).ToBeVisibleAsync();
            await visitor.TabToAsync(".filter-box select[name=kind]", 3);
            await visitor.Page.Keyboard.PressAsync("ArrowDown");
            await visitor.EnterAsync(".filter-box button");
            Assert.Contains("kind=good-practice", visitor.At, StringComparison.Ordinal);
            await Assertions.Expect(filters).ToBeHiddenAsync();
            await Assertions.Expect(visitor.Page.Locator(".filter-box > summary")).ToContainTextAsync("(1)");
            // Where nothing is found the choice has to change.
            await visitor.GoAsync("/en/practices?q=zeppelin");
            await Assertions.Expect(filters).ToBeVisibleAsync();
        });

    [Fact]
    public Task A_wide_table_scrolls_by_the_arrow_keys() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.WidenAsync(Visitor.Narrow);
            await visitor.GoAsync("/de/cities/mannheim");
            await visitor.TabToAsync(".scroll");
            for (var i = 0; i < 5; i++)
                await visitor.Page.Keyboard.PressAsync("ArrowRight");
            await visitor.Page.WaitForFunctionAsync("() => document.activeElement.scrollLeft > 0");
        });

    /// <summary>From the first link to the last one, each stop showing where it is.</summary>
    [Theory]
    [InlineData("/de", Visitor.Narrow)]
    [InlineData("/de", Visitor.Wide)]
    [InlineData("/fi/deals?city=espoo", Visitor.Narrow)]
    [InlineData("/fi/deals?city=espoo", Visitor.Wide)]
    [InlineData("/de/deals/espoo-climate-city-contract", Visitor.Wide)]
    [InlineData("/en/cities/mannheim", Visitor.Narrow)]
    [InlineData("/en/counting?asOf=x", Visitor.Wide)]
    public Task Every_stop_is_seen_and_none_holds_the_reader(string address, int width) =>
        site.VisitAsync(async visitor =>
        {
            await visitor.WidenAsync(width);
            await visitor.GoAsync(address);
            var seen = new HashSet<string>();
            var last = "";
            while (true)
            {
                await visitor.Page.Keyboard.PressAsync("Tab");
                var stop = await visitor.Page.EvaluateAsync<string>(
                    """
                    () => {
                      const e = document.activeElement;
                      if (!e || e === document.body) return 'end';
                      const r = e.getBoundingClientRect();
                      const drawn = x => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1; };
                      const ring = e instanceof SVGElement && parseFloat(getComputedStyle(e.querySelector('.reach')).strokeWidth) > 1;
                      // The browser draws the focus within a control for dates.
                      const problems = [
                        drawn(e) || ring || e.type === 'date' ? '' : 'without a ring',
                        r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth ? '' : 'out of sight',
                      ].filter(p => p).join(', ');
                      e.dataset.stop ??= Math.random();
                      return e.dataset.stop + '|' + problems + '|' + e.outerHTML.slice(0, 120);
                    }
                    """
                );
                if (stop == "end")
                    break;
                var parts = stop.Split('|', 3);
                Assert.True(parts[1].Length == 0, $"{address} at {width} px, {parts[1]}: {parts[2]}");
                // A control of several parts, as the one for dates, is several stops.
                if (seen.Add(parts[0]))
                    last = parts[0];
                else if (parts[0] != last)
                    break;
                Assert.True(seen.Count < 500);
            }
            // At the end the browser begins anew. Until then every link in the foot had its turn.
            Assert.Equal(
                await visitor.Page.Locator(".foot a").CountAsync(),
                await visitor.Page.Locator(".foot a[data-stop]").CountAsync()
            );
            Assert.Equal(address, visitor.At);
        });
}
