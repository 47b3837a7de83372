using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>What somebody hears who moves through a page by headings, landmarks, links, tables and fields.</summary>
public sealed class ReadAloudTests(RealSite site)
{
    [Fact]
    public Task After_a_choice_the_title_says_first_how_many_were_found() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en/deals");
            await Assertions.Expect(visitor.Page).ToHaveTitleAsync("Deals · Alliance");
            await visitor.GoAsync("/en/deals?city=mannheim&area=climate");
            await Assertions.Expect(visitor.Page).ToHaveTitleAsync("4 deals and 1 programme · Deals · Alliance");
            await visitor.GoAsync("/de/organisations?q=zeppelin");
            await Assertions.Expect(visitor.Page).ToHaveTitleAsync("0 Organisationen · Organisationen · Alliance");
        });

    [Fact]
    public Task A_number_beside_a_choice_says_what_it_counts() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en/deals");
            var choice = visitor.Page.GetByRole(
                AriaRole.Checkbox,
                new() { Name = "Umeå 6 deals and programmes", Exact = true }
            );
            await Assertions.Expect(choice).ToHaveCountAsync(1);
        });

    [Fact]
    public Task A_card_is_read_part_by_part() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en/deals?q=Hitachi");
            await Assertions
                .Expect(visitor.Page.Locator(".card").First)
                .ToMatchAriaSnapshotAsync(
                    """
                    - listitem:
                      - paragraph: Mannheim · 2023
                      - heading "Climate-positive office quarter for Hitachi Energy" [level=3]:
                        - link
                      - text: Energy , Buildings
                      - paragraph: 1 city, 2 firms
                      - paragraph: 5 promises, 5 with numbers
                      - paragraph: from public sources
                    """
                );
        });

    [Fact]
    public Task A_map_has_one_name_and_its_own_page_is_no_link_on_it() =>
        site.VisitAsync(async visitor =>
        {
            await visitor.GoAsync("/en");
            var map = visitor.Page.GetByRole(AriaRole.Group, new() { Name = "Map of the cities", Exact = true });
            await Assertions.Expect(map.GetByRole(AriaRole.Link, new() { Name = "Umeå: 6 deals" })).ToHaveCountAsync(1);
            await visitor.GoAsync("/en/cities/umea");
            var place = visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Where Umeå lies", Exact = true });
            await Assertions.Expect(place).ToHaveCountAsync(1);
            await Assertions.Expect(place.Locator("a")).ToHaveCountAsync(0);
        });

    /// <summary>The page can be moved through by ear.</summary>
    internal static async Task AssertReadsAsync(IPage page)
    {
        var wrong = await page.EvaluateAsync<string[]>(
            """
            () => {
              const found = [], all = (s, e = document) => [...e.querySelectorAll(s)];
              const say = (what, e) => found.push(what + (e ? ': ' + e.outerHTML.slice(0, 160) : ''));
              const text = e => e.textContent.replace(/\s+/g, ' ').trim();
              const name = e => (e.getAttribute('aria-label') ??
                (e.getAttribute('aria-labelledby')?.split(' ').map(i => text(document.getElementById(i))).join(' ') || text(e)));

              const headings = all('h1, h2, h3, h4, h5, h6').map(h => +h.tagName[1]);
              if (headings.filter(l => l === 1).length !== 1) say('not one h1');
              headings.forEach((l, i) => { if (i > 0 && l > headings[i - 1] + 1) say(`h${l} after h${headings[i - 1]}`, all('h1, h2, h3, h4, h5, h6')[i]); });

              // What is meant for paper has nothing around it.
              const around = document.querySelector('main.print-view') ? 0 : 1;
              for (const [s, n] of [['body > header', around], ['main', 1], ['body > footer', around], ['main h1', 1]])
                if (all(s).length !== n) say(`${all(s).length} × ${s}`);
              for (const s of ['nav', '[role=search]', 'section[aria-label], section[aria-labelledby], [role=region]']) {
                const seen = all(s).filter(e => e.checkVisibility());
                for (const e of seen) {
                  if (!e.hasAttribute('aria-label') && !e.hasAttribute('aria-labelledby') && seen.length > 1) say('without a name', e);
                  if (seen.some(o => o !== e && !o.contains(e) && !e.contains(o) && name(o) === name(e))) say('two of one name', e);
                }
              }

              for (const t of all('table')) {
                // A heading above may name it instead, where the reader sees that heading anyway.
                if (!(t.caption && text(t.caption)) && !document.getElementById(t.getAttribute('aria-labelledby'))) say('table without a name', t);
                if (all('thead th[scope=col]', t).length === 0) say('table without headers', t);
              }
              for (const l of all('ul, ol')) if (getComputedStyle(l).listStyleType === 'none') say('list that is no list in Safari', l);
              for (const i of all('svg, img')) {
                const named = i.hasAttribute('aria-labelledby') && name(i);
                const silent = named || i.closest('[aria-hidden=true]') || i.closest('a[aria-label]') || i.parentElement.closest('[role=img]');
                if (!silent && !i.getAttribute('aria-label') && !i.getAttribute('alt')) say('picture without a name', i);
              }

              // In a list of links a link has only its own words. Sources in tables and sentences have those around them.
              const links = new Map();
              for (const a of all('main a[href]').filter(a => !a.closest('table') && (a.rel !== 'noopener' || a.closest('.sources')))) {
                if (!name(a)) say('link without a name', a);
                const [called, to] = [(a.closest('.sources') ? 'source ' : '') + name(a), a.getAttribute('href')];
                if (links.has(called) && links.get(called) !== to) say(`“${called}” leads also to ${links.get(called)}`, a);
                links.set(called, to);
              }

              for (const f of all('input:not([type=hidden]), select, textarea')) {
                if (f.labels.length === 0) say('field without a label', f);
                const told = (f.getAttribute('aria-describedby') ?? '').split(' ');
                for (const p of all('.hint, .error', f.closest('.field') ?? f)) if (!told.includes(p.id)) say('field does not tell', p);
              }
              return found;
            }
            """
        );
        Assert.True(wrong.Length == 0, $"{page.Url}:\n{string.Join('\n', wrong)}");
    }
}
