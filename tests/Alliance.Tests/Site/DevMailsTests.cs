using System.Net;
using Alliance.Platform.Mail;
using Alliance.Site.Development;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Site;

/// <summary>Reading the mails of a server that has no mail server: on its machine alone.</summary>
public sealed class DevMailsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_are_read_newest_first_and_their_links_followed()
    {
        await using var app = await TestApp.StartAsync();
        Assert.Contains(
            "No mail yet",
            await app.Client.GetStringAsync("/en/dev/mails", Cancel),
            StringComparison.Ordinal
        );
        await app.InviteAsync("one@city.example");
        await app.InviteAsync("two@city.example");
        await app.MailAsync("two@city.example");

        var page = await app.ReadAsync("/en/dev/mails");

        Assert.Equal(
            ["To two@city.example", "To one@city.example"],
            page.QuerySelectorAll("ul.rows > li > p:first-of-type").Select(p => p.TextContent.Split(',')[0].Trim())
        );
        Assert.StartsWith(
            "http://site.example/en/sign-in/link?token=",
            page.QuerySelector(".mail a")!.GetAttribute("href"),
            StringComparison.Ordinal
        );
        var html = page.QuerySelector("ul.rows > li > p:last-of-type a")!.GetAttribute("href")!;
        using var part = await app.Client.GetAsync(html, Cancel);
        Assert.Contains("two", await part.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var policy = part.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.True(part.Headers.CacheControl?.NoStore);
        using var missing = await app.Client.GetAsync("/en/dev/mails/4711/html", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Elsewhere_there_is_nothing()
    {
        await using var server = await TestApp.StartAsync(services: s =>
            s.Configure<MailSettings>(m =>
                (m.Host, m.From, m.Site) = ("127.0.0.1", "x@city.example", "http://site.example")
            )
        );
        await using var behindProxy = await TestApp.StartAsync(settings: s => s with { Proxies = "10.0.0.1" });
        await using var open = await TestApp.StartAsync(settings: s => s with { Urls = "http://0.0.0.0:0" });
        foreach (var app in (TestApp[])[server, behindProxy, open])
        foreach (var path in (string[])["/en/dev/mails", "/en/dev/mails/1/html"])
        {
            var address = new UriBuilder(app.Address) { Host = "127.0.0.1", Path = path }.Uri;
            Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync(address, Cancel)).StatusCode);
        }
    }

    [Fact]
    public void Addresses_in_a_text_stand_apart()
    {
        Assert.Equal(
            ["Go to ", "https://a.example/x?y=1", "\nor ", "http://b.example", ""],
            WrittenMails.Pieces("Go to https://a.example/x?y=1\nor http://b.example").Select(p => p.Text)
        );
        Assert.Equal(["nothing"], WrittenMails.Pieces("nothing").Select(p => p.Text));
    }
}
