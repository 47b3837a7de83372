using System.Net;
using Alliance.Platform.Commands;
using Alliance.Platform.Web;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Platform.Web;

public sealed class SecurityTests
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every endpoint there is, with what stands in braces filled in, and some that are not there.</summary>
    [Fact]
    public async Task Every_answer_carries_the_security_headers_whatever_its_status()
    {
        await using var app = await TestApp.StartAsync();
        var patterns = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Fill(e.RoutePattern.RawText ?? ""), e.Metadata.GetMetadata<ContentPolicy>()?.Policy))
            .Concat(
                ((string[])["/", "/en/nothing", "/nothing", "/api/nothing", "/lib/nothing.css"]).Select(a =>
                    (a, (string?)null)
                )
            )
            .Distinct()
            .ToList();
        Assert.Contains(("/en", null), patterns);
        foreach (var (address, stricter) in patterns)
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Delete])
            {
                using var request = new HttpRequestMessage(method, address);
                var response = await app.Client.SendAsync(request, Token);
                Check(response, $"{method} {address}", stricter);
            }
        }
    }

    [Fact]
    public async Task However_a_host_is_written_pages_name_it_in_one_way()
    {
        await using var app = await TestApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en/about");
        request.Headers.Host = "ExAmple.ORG";
        var page = await (await app.Client.SendAsync(request, Token)).Content.ReadAsStringAsync(Token);
        Assert.Contains("http://example.org/en/about", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ExAmple", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_from_the_cache_carries_each_header_once()
    {
        await using var app = await TestApp.StartAsync();
        await app.Client.GetAsync("/en", Token);
        var cached = await app.Client.GetAsync("/en", Token);
        Assert.True(cached.Headers.Contains("Age"));
        Check(cached, "cached /en");
    }

    [Fact]
    public async Task Https_is_insisted_on_only_over_https()
    {
        await using var app = await TestApp.StartAsync(settings: s => s with { Proxies = "127.0.0.1" });
        Assert.False((await app.Client.GetAsync("/en", Token)).Headers.Contains("Strict-Transport-Security"));
        var secure = await SendAsync(app, "/en", ("X-Forwarded-Proto", "https"));
        Assert.Equal(
            "max-age=31536000; includeSubDomains",
            secure.Headers.GetValues("Strict-Transport-Security").Single()
        );
    }

    [Theory]
    [InlineData("", "127.0.0.1 http")]
    [InlineData("10.0.0.0/8", "127.0.0.1 http")]
    [InlineData("127.0.0.1", "203.0.113.7 https")]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", "203.0.113.7 https")]
    public async Task Only_a_configured_proxy_is_believed(string proxies, string seen)
    {
        await using var app = await TestApp.StartAsync(
            services: s =>
                s.AddProbe("/who", (HttpContext http) => $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}"),
            settings: s => s with { Proxies = proxies }
        );
        var answer = await SendAsync(app, "/who", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"));
        Assert.Equal(seen, await answer.TextAsync());
        Assert.Equal(
            proxies.Length == 0,
            app.Log.Lines.Any(l => l.Contains("ALLIANCE_PROXIES", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_proxy_may_name_no_host_but_the_allowed_ones()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.DisposeConnectionsAsync();
        var (server, address) = await Cli.ServeAsync(
            database.Folder,
            change: start =>
            {
                start.Environment["ALLIANCE_PROXIES"] = "127.0.0.1";
                start.Environment["AllowedHosts"] = "127.0.0.1;deals.example.org";
            }
        );
        using var _ = server;
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            var allowed = await client.SendAsync(Named("deals.example.org"), Token);
            Assert.Contains(
                "http://deals.example.org/en/about",
                await allowed.Content.ReadAsStringAsync(Token),
                StringComparison.Ordinal
            );
            var other = await client.SendAsync(Named("evil.example"), Token);
            Assert.DoesNotContain(
                "evil.example",
                await other.Content.ReadAsStringAsync(Token),
                StringComparison.Ordinal
            );
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(Token);
        }

        static HttpRequestMessage Named(string host)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/en/about");
            request.Headers.Add("X-Forwarded-Host", host);
            return request;
        }
    }

    [Fact]
    public void A_proxy_that_is_none_is_refused() =>
        Assert.Throws<CommandException>(() => Security.Proxies("10.0.0.1, proxy.local").ToList());

    [Theory]
    [InlineData("/")]
    [InlineData("/en")]
    [InlineData("/health/live")]
    [InlineData("/en/nothing")]
    public async Task Head_answers_as_get_does_without_a_body(string address)
    {
        await using var app = await TestApp.StartAsync();
        var get = await app.Client.GetAsync(address, Token);
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            // The same connection again: a body in the wrong place would break the next answer.
            var head = await app.Client.SendAsync(request, Token);
            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal(get.Headers.ETag, head.Headers.ETag);
            Assert.Equal(get.Headers.Location, head.Headers.Location);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Token));
        }
    }

    [Theory]
    [InlineData("sv-FI, de;q=0.5", "/sv")]
    [InlineData("fr, fi;q=0.8, en;q=0.3", "/fi")]
    [InlineData("de-AT", "/de")]
    [InlineData("ja", "/en")]
    [InlineData(null, "/en")]
    public async Task The_front_door_leads_to_the_browsers_language(string? languages, string home)
    {
        await using var app = await TestApp.StartAsync();
        var answer = await SendAsync(app, "/", ("Accept-Language", languages));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(home, answer.Headers.Location?.ToString());
    }

    private static async Task<HttpResponseMessage> SendAsync(
        TestApp app,
        string address,
        params (string Name, string? Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await app.Client.SendAsync(request, Token);
    }

    private static string Fill(string pattern)
    {
        var filled = pattern.Replace("{Lang:lang}", "en", StringComparison.Ordinal);
        while (filled.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open)
            filled = filled[..open] + "1" + filled[(filled.IndexOf('}', open) + 1)..];
        return filled.StartsWith('/') ? filled : "/" + filled;
    }

    private static void Check(HttpResponseMessage response, string what, string? stricter = null)
    {
        var path = response.RequestMessage!.RequestUri!.AbsolutePath;
        // What any site may read: the API, its description, the schemas, the catalogue, the feeds and the badges.
        var open =
            path.Split('/')[1] is "api" or "openapi" or "schemas" or "catalogue.ttl"
            || path.EndsWith(".atom", StringComparison.Ordinal)
            || path.Contains("/badges/", StringComparison.Ordinal);
        // Where somebody's file is given, nothing may run; only an error page that comes instead of it is one of ours.
        Assert.True(
            response.Headers.GetValues("Content-Security-Policy").Single() is var policy
                && (policy == Policy || (policy == stricter && policy.Contains("sandbox", StringComparison.Ordinal))),
            $"{what}: Content-Security-Policy"
        );
        Is("X-Content-Type-Options", "nosniff");
        Is("Referrer-Policy", "strict-origin-when-cross-origin");
        Is("Cross-Origin-Opener-Policy", "same-origin");
        Is("Cross-Origin-Resource-Policy", open ? "cross-origin" : "same-origin");
        Assert.True(response.Headers.Contains("Permissions-Policy"), what);
        Assert.False(response.Headers.Contains("Server"), what);
        Assert.False(response.Headers.Contains("blazor-enhanced-nav"), what);
        Assert.False(response.Headers.Contains("X-Powered-By"), what);

        void Is(string name, string value) =>
            Assert.True(
                response.Headers.TryGetValues(name, out var values) && values.SequenceEqual([value]),
                $"{what}: {name}"
            );
    }
}
