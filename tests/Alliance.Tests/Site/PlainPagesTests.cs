using System.Net;
using Alliance.Platform;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Alliance.Tests.Site;

public sealed class PlainPagesTests
{
    [Fact]
    public async Task Every_page_speaks_every_language_and_misses_no_text()
    {
        await using var app = await TestApp.StartAsync();
        string[] pages =
        [
            "",
            "cities",
            "organisations",
            "menu",
            "menu?kind=sme&area=food&effort=large&side=x",
            "search",
            "search?q=heat",
            "about",
            "open-data",
            "accessibility",
            "privacy",
            "imprint",
        ];
        foreach (var language in Language.Offered)
        foreach (var path in pages)
        {
            var page = await app.ReadAsync($"/{language.Code}/{path}");
            Assert.Equal(language.Code, page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.DoesNotMatch(@"\[[a-z-]+\.[a-z.-]+\]", page.Body!.TextContent);
            Assert.Empty(page.QuerySelectorAll("[style]"));
            // Only modules of ours, from files.
            foreach (var script in page.QuerySelectorAll("script:not([type='application/ld+json'])"))
            {
                Assert.Equal(("module", ""), (script.GetAttribute("type"), script.TextContent));
                Assert.StartsWith("/lib/", script.GetAttribute("src"), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task An_imprint_nobody_filled_in_says_so_and_how()
    {
        await using var app = await TestApp.StartAsync();
        var page = await app.ReadAsync("/en/imprint");
        Assert.Equal("The operator has not filled in this page yet", page.Said(".notice .title"));
        Assert.Contains("Alliance__Operator__Name", page.AllSaid("code"));
        Assert.Contains("docs/operate.md", page.Said(".notice p:not(.title)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imprint_without_an_address_to_write_to_says_so_even_when_the_law_is_content()
    {
        await using var app = await TestApp.StartAsync(services: services =>
            services.Configure<OperatorSettings>(o =>
                (o.Name, o.Address, o.Phone) = ("Stadt Beispiel", "Rathaus 1", "+49 621 0000")
            )
        );
        var page = await app.ReadAsync("/en/imprint");
        Assert.Equal("The operator has not filled in everything yet", page.Said(".notice .title"));
        Assert.Contains("no contact for corrections", page.Said(".notice p:not(.title)"), StringComparison.Ordinal);
        var accessibility = await app.ReadAsync("/en/accessibility");
        Assert.Contains(
            "has not yet said where to write",
            accessibility.Said("#feedback ~ p span"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_imprint_shows_what_is_configured_and_corrections_go_there()
    {
        await using var app = await TestApp.StartAsync(services: services =>
            services.Configure<OperatorSettings>(o =>
                (o.Name, o.Address, o.Email) = ("Stadt Beispiel", "Rathaus 1; 12345 Beispiel", "klima@beispiel.example")
            )
        );
        var page = await app.ReadAsync("/de/imprint");
        Assert.Equal(["Stadt Beispiel", "Rathaus 112345 Beispiel", "klima@beispiel.example"], page.AllSaid("dl dd"));
        Assert.Equal(2, page.QuerySelectorAll("dd .line").Length);
        Assert.Null(page.QuerySelector(".notice"));
        Assert.StartsWith(
            "mailto:klima@beispiel.example?subject=",
            (await app.ReadAsync("/de/accessibility")).QuerySelector("#feedback ~ p a")?.GetAttribute("href"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("nobody", null, false)]
    [InlineData("a@b", null, false)]
    [InlineData("Name <a@b.example>", null, false)]
    [InlineData("a@b.example", null, true)]
    [InlineData(null, "javascript:alert(1)", false)]
    [InlineData(null, "http://city.example/contact", false)]
    [InlineData(null, "https://city.example/contact", true)]
    [InlineData(null, "a@b.example", true)]
    [InlineData(null, null, true)]
    public void A_mistyped_address_keeps_the_server_from_starting(string? email, string? contact, bool fine) =>
        Assert.Equal(
            fine,
            new OperatorSettingsCheck()
                .Validate(Options.DefaultName, new OperatorSettings { Email = email, Contact = contact })
                .Succeeded
        );

    [Fact]
    public async Task A_page_that_is_missing_helps_on_in_the_address_language()
    {
        await using var app = await TestApp.StartAsync();
        var page = await app.ReadAsync("/fi/nowhere", HttpStatusCode.NotFound);
        Assert.Equal("fi", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("/fi/search", page.QuerySelector("form[role=search]")?.GetAttribute("action"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Contains("/fi/cities", page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
    }
}
