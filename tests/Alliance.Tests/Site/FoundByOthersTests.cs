using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Site;

/// <summary>What search engines and feed readers find: sitemap, robots, feeds, structured data.</summary>
public sealed class FoundByOthersTests
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_sitemap_names_every_page_in_every_language(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var robots = await app.Client.GetStringAsync("/robots.txt", Cancel);
        var sitemap = robots.Split('\n').Single(l => l.StartsWith("Sitemap: ", StringComparison.Ordinal))[9..];
        var parts = XDocument
            .Parse(await app.Client.GetStringAsync(sitemap, Cancel))
            .Descendants(Map + "loc")
            .Select(l => l.Value)
            .ToList();
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var urls = XDocument.Parse(await app.Client.GetStringAsync(part, Cancel)).Descendants(Map + "url").ToList();
            Assert.InRange(urls.Count, 1, 50_000);
            foreach (var url in urls)
            {
                Assert.True(addresses.Add(new Uri(url.Element(Map + "loc")!.Value).AbsolutePath));
                Assert.Equal(
                    ["de", "en", "fi", "it", "sv", "x-default"],
                    url.Elements(Html + "link").Select(l => l.Attribute("hreflang")!.Value).Order()
                );
                Assert.Contains(
                    url.Element(Map + "loc")!.Value,
                    url.Elements(Html + "link").Select(l => l.Attribute("href")!.Value)
                );
            }
        }

        // Every page without a record behind it that wants to be found …
        var plain = new List<string>();
        foreach (
            var pattern in app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.Any(m => m.GetType().Name == "ComponentTypeMetadata"))
                .Select(e => e.RoutePattern.RawText!)
                .Where(p => p.StartsWith("/{Lang:lang}", StringComparison.Ordinal) && p.LastIndexOf('{') == 1)
        )
        {
            using var page = await app.Client.GetAsync(
                pattern.Replace("{Lang:lang}", "en", StringComparison.Ordinal),
                Cancel
            );
            if (
                page.StatusCode == HttpStatusCode.OK
                && !(await page.Content.ReadAsStringAsync(Cancel)).Contains("\"noindex\"", StringComparison.Ordinal)
                // A search that is not asked anything has nothing to be found by.
                && pattern != "/{Lang:lang}/search"
            )
                plain.Add(pattern);
        }
        Assert.Contains("/{Lang:lang}/counting", plain);
        foreach (var language in Language.All)
        {
            foreach (var pattern in plain)
                Assert.Contains(pattern.Replace("{Lang:lang}", language.Code, StringComparison.Ordinal), addresses);
            // … and every record.
            var records = await app.WithDbAsync(db =>
                Task.FromResult(
                    db.Deals.Select(d => "deals/" + d.Slug)
                        .ToList()
                        .Concat(db.Cities.Select(c => "cities/" + c.Identifier))
                        .Concat(db.Organisations.Select(o => "organisations/" + o.Identifier))
                        .Concat(db.Projects.Select(p => "projects/" + p.Identifier))
                        .Concat(db.Sprints.Select(s => "sprints/" + s.Identifier))
                        .Concat(db.Practices.Select(p => "practices/" + p.Identifier))
                        .ToList()
                )
            );
            Assert.All(records, r => Assert.Contains($"/{language.Code}/{r}", addresses));
            Assert.Equal(
                plain.Count + records.Count,
                addresses.Count(a =>
                    a == "/" + language.Code || a.StartsWith($"/{language.Code}/", StringComparison.Ordinal)
                )
            );
        }
        foreach (var address in addresses.Where(a => a.StartsWith("/fi", StringComparison.Ordinal)))
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(address, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_feed_tells_what_is_new_of_a_choice(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var city = DealFixtures.City("umea");
        await app.WithDbAsync(db =>
            DealFixtures.StoreAsync(
                db,
                [
                    .. Enumerable.Range(0, 60).Select(i => DealFixtures.Deal(city, $"d{i:00}", $"20{i % 20 + 1:00}")),
                    DealFixtures.Deal(
                        DealFixtures.City("espoo"),
                        "hot",
                        title: "Heat & <power> ]]>",
                        change: d => d.ChangedAt = d.ChangedAt.AddDays(1)
                    ),
                ]
            )
        );
        await app.ChangedAsync();
        foreach (var language in Language.All)
        {
            using var answer = await app.Client.GetAsync($"/{language.Code}/deals.atom?sort=changed", Cancel);
            Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
            Assert.NotNull(answer.Headers.ETag);
            var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
            Assert.Equal(Atom + "feed", feed.Name);
            Assert.Equal(language.Code, feed.Attribute(XNamespace.Xml + "lang")!.Value);
            foreach (var name in (string[])["id", "title", "updated", "author"])
                Assert.Single(feed.Elements(Atom + name));
            Assert.Equal(answer.RequestMessage!.RequestUri!.ToString(), Link(feed, "self"));
            Assert.EndsWith($"/{language.Code}/deals?sort=changed", Link(feed, "alternate"), StringComparison.Ordinal);
            var entries = feed.Elements(Atom + "entry").ToList();
            Assert.Equal(50, entries.Count);
            Assert.Equal("Heat & <power> ]]>", entries[0].Element(Atom + "title")!.Value);
            Assert.Equal("2026-01-16T12:00:00Z", entries[0].Element(Atom + "updated")!.Value);
            Assert.Equal("2026-01-16T12:00:00Z", feed.Element(Atom + "updated")!.Value);
            Assert.EndsWith($"/{language.Code}/deals/hot", Link(entries[0], "alternate"), StringComparison.Ordinal);
            Assert.Equal(50, entries.Select(e => e.Element(Atom + "id")!.Value).Distinct().Count());
            // English words in a feed of another language are said to be English.
            Assert.Equal(
                language.Code == "en" ? null : "en",
                entries[0].Element(Atom + "title")!.Attribute(XNamespace.Xml + "lang")?.Value
            );
        }
        var onlyEspoo = XDocument.Parse(await app.Client.GetStringAsync("/en/deals.atom?city=espoo", Cancel)).Root!;
        Assert.Single(onlyEspoo.Elements(Atom + "entry"));
        var nothing = XDocument.Parse(await app.Client.GetStringAsync("/en/deals.atom?q=zeppelin", Cancel)).Root!;
        Assert.Empty(nothing.Elements(Atom + "entry"));
        Assert.Single(nothing.Elements(Atom + "updated"));

        foreach (
            var (page, leads) in ((string, string)[])
                [
                    ("/en", "/en/deals.atom?sort=changed"),
                    ("/en/deals", "/en/deals.atom"),
                    ("/en/deals?city=umea", "/en/deals.atom?city=umea"),
                    ("/en/cities/umea", "/en/deals.atom?city=umea"),
                ]
        )
            Assert.Equal(
                leads,
                (await app.ReadAsync(page))
                    .QuerySelector("head link[rel=alternate][type='application/atom+xml']")!
                    .GetAttribute("href")
            );
    }

    [Theory]
    [InlineData("/de/deals/mannheim-climate-neutral-district-heating", "CreativeWork")]
    [InlineData("/en/cities/mannheim", "City")]
    [InlineData("/sv/organisations/umea-kommun", "GovernmentOrganization")]
    [InlineData("/fi/projects/alliance", "Project")]
    [InlineData("/en/deals", "Dataset")]
    public async Task A_page_says_to_programs_what_it_says_to_people(string address, string type)
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var page = await app.ReadAsync(address);
        var blocks = page.QuerySelectorAll("script")
            .Select(s =>
            {
                Assert.Equal("application/ld+json", s.GetAttribute("type"));
                return JsonDocument.Parse(s.TextContent).RootElement;
            })
            .ToList();
        Assert.All(blocks, b => Assert.Equal("https://schema.org", b.GetProperty("@context").GetString()));
        var data = Assert.Single(blocks, b => b.GetProperty("@type").GetString() == type);
        Assert.Equal(page.Said("h1"), data.GetProperty("name").GetString());
        if (page.QuerySelector(".crumbs") is not null)
        {
            var crumbs = Assert.Single(blocks, b => b.GetProperty("@type").GetString() == "BreadcrumbList");
            Assert.Equal(
                page.AllSaid(".crumbs a"),
                crumbs.GetProperty("itemListElement").EnumerateArray().Select(i => i.GetProperty("name").GetString()!)
            );
        }
        if (type == "CreativeWork")
        {
            var sources = page.QuerySelectorAll(".sources a").Select(a => a.GetAttribute("href")).ToList();
            Assert.All(data.GetProperty("isBasedOn").EnumerateArray(), s => Assert.Contains(s.GetString(), sources));
            var text = page.Body!.TextContent;
            Assert.All(
                data.GetProperty("mentions").EnumerateArray(),
                m => Assert.Contains(m.GetProperty("name").GetString()!, text, StringComparison.Ordinal)
            );
        }
        if (type == "Dataset")
            foreach (var download in data.GetProperty("distribution").EnumerateArray())
            {
                using var answer = await app.Client.GetAsync(download.GetProperty("contentUrl").GetString(), Cancel);
                Assert.Equal(
                    download.GetProperty("encodingFormat").GetString(),
                    answer.Content.Headers.ContentType!.MediaType
                );
            }
    }

    [Fact]
    public async Task No_text_ends_the_block_of_data()
    {
        await using var app = await TestApp.StartAsync();
        const string evil = "</script><script src=//evil.example></script><!-- & \" '";
        await app.WithDbAsync(db =>
            DealFixtures.StoreAsync(db, DealFixtures.Deal(DealFixtures.City("espoo"), "evil", title: evil))
        );
        await app.ChangedAsync();
        var page = await app.ReadAsync("/en/deals/evil");
        Assert.Equal(evil, page.Said("h1"));
        Assert.All(page.QuerySelectorAll("script"), s => Assert.Equal("application/ld+json", s.GetAttribute("type")));
        Assert.Contains(
            page.QuerySelectorAll("script"),
            s =>
                JsonDocument.Parse(s.TextContent).RootElement.TryGetProperty("name", out var name)
                && name.GetString() == evil
        );
    }

    [Fact]
    public async Task Every_page_names_itself_and_its_other_languages()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        foreach (var path in (string[])["", "/deals", "/cities/umea", "/open-data"])
        {
            var page = await app.ReadAsync("/de" + path);
            Assert.EndsWith(
                "/de" + path,
                page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"),
                StringComparison.Ordinal
            );
            Assert.Equal(
                ["de", "en", "fi", "it", "sv", "x-default"],
                page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(l => l.GetAttribute("hreflang")).Order()
            );
        }
    }

    /// <summary>Pages are found in capitals too, and then name their one true address.</summary>
    [Fact]
    public async Task A_page_asked_for_in_capitals_names_its_true_address()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var page = await app.ReadAsync("/de/Cities/umea");
        Assert.Equal(
            new Uri(app.Address, "/de/cities/umea").ToString(),
            page.QuerySelector("link[rel=canonical]")!.GetAttribute("href")
        );
        Assert.Equal(
            new Uri(app.Address, "/fi/cities/umea").ToString(),
            page.QuerySelector("link[hreflang=fi]")!.GetAttribute("href")
        );
        // The menu keeps the letters: a link from a mail holds a key in which capitals count.
        Assert.Equal("/sv/Cities/umea", page.QuerySelector(".languages a[hreflang=sv]")!.GetAttribute("href"));
        Assert.Equal("true", page.QuerySelector("nav.main a[href='/de/cities']")!.GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Files_for_search_engines_are_only_read(string method)
    {
        await using var app = await TestApp.StartAsync();
        foreach (var address in (string[])["/sitemap.xml", "/sitemap-pages.xml", "/robots.txt", "/favicon.svg"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var answer = await app.Client.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Contains("GET", answer.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task The_way_to_the_readers_language_depends_on_the_reader()
    {
        await using var app = await TestApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptLanguage.ParseAdd("fi");
        using var answer = await app.Client.SendAsync(request, Cancel);
        Assert.Equal("/fi", answer.Headers.Location!.ToString());
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    private static string Link(XElement element, string relation) =>
        element.Elements(Atom + "link").Single(l => l.Attribute("rel")!.Value == relation).Attribute("href")!.Value;
}
