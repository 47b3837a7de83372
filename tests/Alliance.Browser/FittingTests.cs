using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>Nothing is cut off, and nobody scrolls sideways to read a line.</summary>
public sealed class FittingTests(RealSite site)
{
    [Theory]
    [InlineData("/de")]
    [InlineData("/fi/deals")]
    public Task The_open_menus_fit_a_small_phone(string address) =>
        site.VisitAsync(async visitor =>
        {
            await visitor.WidenAsync(Visitor.Narrow);
            await visitor.GoAsync(address);
            foreach (var menu in (string[])["languages", "menu"])
            {
                await visitor.Page.Locator($".drop.{menu} > summary").ClickAsync();
                await AssertFitsAsync(visitor.Page, menu);
                foreach (var link in await visitor.Page.Locator($".drop.{menu} a").AllAsync())
                    await Assertions.Expect(link).ToBeInViewportAsync(new() { Ratio = 1 });
            }
        });

    /// <summary>On a small phone, enlarged, and with letters of twice the size; which the page keeps afterwards.</summary>
    internal static async Task AssertFitsEverywhereAsync(Visitor visitor)
    {
        await visitor.WidenAsync(Visitor.Narrow);
        await AssertFitsAsync(visitor.Page, "320 px");
        // A page at 200 % on a screen of 1280 px has 640 to lie in.
        await visitor.WidenAsync(Visitor.Wide / 2);
        await AssertFitsAsync(visitor.Page, "1280 px, zoomed to 200 %");
        await visitor.WidenAsync(Visitor.Wide);
        await AssertFitsAsync(visitor.Page, "1280 px");
        await visitor.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        await AssertFitsAsync(visitor.Page, "1280 px, letters of 200 %");
    }

    internal static async Task AssertFitsAsync(IPage page, string when)
    {
        var wrong = await page.EvaluateAsync<string[]>(
            """
            () => {
              const found = [], root = document.scrollingElement, width = document.documentElement.clientWidth;
              const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
              const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
              const inside = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (scrolls(p)) return true; return false; };
              if (root.scrollWidth > width) {
                found.push(`scrolls sideways: ${root.scrollWidth} in ${width}`);
                for (const e of document.body.querySelectorAll('*'))
                  if (e.getBoundingClientRect().right > width + 0.5 && !inside(e)) found.push('  ' + name(e) + ' ' + e.textContent.trim().slice(0, 60));
              }
              for (const e of document.body.querySelectorAll('*')) {
                const s = getComputedStyle(e);
                const cut = ['hidden', 'clip'].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1
                  || ['hidden', 'clip'].includes(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
                if (cut && e.clientWidth > 1 && e.textContent.trim() && !(e instanceof SVGElement)) found.push('cuts off: ' + name(e) + ' ' + e.textContent.trim().slice(0, 60));
              }
              return found.slice(0, 12);
            }
            """
        );
        Assert.True(wrong.Length == 0, $"{page.Url}, {when}:\n{string.Join('\n', wrong)}");
    }
}
