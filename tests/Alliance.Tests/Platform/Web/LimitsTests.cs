using System.Net;
using Alliance.Platform.Web;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Platform.Web;

public sealed class LimitsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_too_much_is_told_in_the_pages_language_when_to_come_back()
    {
        await using var app = await TestApp.StartAsync(
            services: s => s.AddProbePage(),
            settings: s => s with { ReadsPerMinute = 3 }
        );
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync($"/sv/probe/{i}", Token)).StatusCode);

        var refused = await app.Client.GetAsync("/sv/probe/3", Token);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var page = await refused.Content.ReadAsStringAsync(Token);
        Assert.Contains("<html lang=\"sv\">", page, StringComparison.Ordinal);
        Assert.Contains("För många förfrågningar", WebUtility.HtmlDecode(page), StringComparison.Ordinal);

        var problem = await app.Client.GetAsync("/api/nothing", Token);
        Assert.Equal(HttpStatusCode.TooManyRequests, problem.StatusCode);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);

        // What costs nothing is not counted: pages from the cache, and the checks of an operator.
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/sv/probe/0", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/health/ready", Token)).StatusCode);
    }

    [Fact]
    public async Task Sending_is_counted_apart_from_reading_and_each_address_for_itself()
    {
        await using var app = await TestApp.StartAsync(
            services: s => s.AddProbe("/send", () => "ok"),
            settings: s => s with { WritesPerMinute = 2, Proxies = "127.0.0.1" }
        );
        Assert.Equal([200, 200, 429], await SendAsync("203.0.113.1", "203.0.113.1", "203.0.113.1"));
        Assert.Equal([200], await SendAsync("203.0.113.2"));
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/send", Token)).StatusCode);

        async Task<List<int>> SendAsync(params string[] from)
        {
            var statuses = new List<int>();
            foreach (var address in from)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/send");
                request.Headers.Add("X-Forwarded-For", address);
                statuses.Add((int)(await app.Client.SendAsync(request, Token)).StatusCode);
            }
            return statuses;
        }
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64")]
    public void An_ipv6_connection_is_one_reader(string address, string client) =>
        Assert.Equal(client, Limits.ClientOf(IPAddress.Parse(address)));

    // As when a manager reports for hundreds of promises at once.
    [Fact]
    public async Task A_form_may_have_thousands_of_fields()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.NewClient(cookies: true);
        using var sent = await browser.SendAsync(
            "/en/sign-in",
            "sign-in",
            [("email", "firm@example.org"), ("way", "link"), .. Enumerable.Range(0, 3_000).Select(i => ($"f{i}", "1"))]
        );
        Assert.NotEqual(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.True((int)sent.StatusCode < 400, $"{sent.StatusCode}");
    }
}
