using System.Net;
using Alliance.Platform.Web;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Platform.Web;

public sealed class PageCacheTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_page_is_rendered_once_until_an_event_names_its_tag(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on, s => s.AddProbePage());
        await app.SettleAsync();

        Assert.Equal("rendered 1, rows 0", await GetAsync(app, "/en/probe/deal:1"));
        Assert.Equal("rendered 1, rows 0", await GetAsync(app, "/en/probe/deal:1"));

        await app.RaiseAsync("counted", null, "deal:2");
        await app.SettleAsync();
        Assert.Equal("rendered 1, rows 0", await GetAsync(app, "/en/probe/deal:1"));

        await app.RaiseAsync("counted", null, "deal:1");
        await app.SettleAsync();
        Assert.Equal("rendered 2, rows 2", await GetAsync(app, "/en/probe/deal:1"));
    }

    [Theory, EachDatabase]
    public async Task Everything_goes_after_an_import(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on, s => s.AddProbePage());
        await GetAsync(app, "/en/probe/deal:1");
        await app.RaiseAsync("counted", null, PageStore.Everything);
        await app.SettleAsync();
        Assert.Equal("rendered 2, rows 1", await GetAsync(app, "/en/probe/deal:1"));
    }

    [Theory, EachDatabase]
    public async Task A_page_under_way_during_an_eviction_is_shown_but_not_stored(DatabaseKind on)
    {
        var reading = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(
            on,
            s =>
                s.AddProbePage(() =>
                {
                    reading.TrySetResult();
                    return goOn.Task;
                })
        );

        var slow = GetAsync(app, "/en/probe/deal:1");
        await reading.Task;
        await app.RaiseAsync("counted", null, "deal:1");
        await app.SettleAsync();
        goOn.SetResult();

        Assert.Equal("rendered 1, rows 0", await slow);
        Assert.Equal("rendered 2, rows 1", await GetAsync(app, "/en/probe/deal:1"));
        Assert.Equal("rendered 2, rows 1", await GetAsync(app, "/en/probe/deal:1"));
    }

    [Fact]
    public async Task An_eviction_on_one_node_reaches_the_other()
    {
        await using var one = await TestApp.StartAsync(DatabaseKind.Postgres, s => s.AddProbePage());
        await using var two = await one.StartNodeAsync(s => s.AddProbePage());
        var before = await GetAsync(two, "/en/probe/deal:1");
        Assert.Equal(before, await GetAsync(two, "/en/probe/deal:1"));

        await one.RaiseAsync("counted", null, "deal:1");

        await two.UntilAsync(async _ => await GetAsync(two, "/en/probe/deal:1") != before);
    }

    [Fact]
    public async Task A_page_is_a_minute_old_at_most()
    {
        await using var app = await TestApp.StartAsync(services: s => s.AddProbePage());
        await GetAsync(app, "/en/probe/deal:1");
        app.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("rendered 2, rows 0", await GetAsync(app, "/en/probe/deal:1"));
    }

    [Fact]
    public async Task Language_path_and_query_count_as_sent_and_cookies_do_not()
    {
        await using var app = await TestApp.StartAsync(services: s => s.AddProbePage());
        string[] addresses =
        [
            "/en/probe/a",
            "/de/probe/a",
            "/en/probe/A",
            "/en/probe/a?x=1&y=2",
            "/en/probe/a?y=2&x=1",
        ];
        foreach (var address in addresses.Concat(addresses))
            await GetAsync(app, address);
        Assert.Equal("rendered 1, rows 0", await GetAsync(app, "/en/probe/a", "Cookie", "theme=dark"));
        Assert.Equal("rendered 6, rows 0", await GetAsync(app, "/en/probe/new"));
    }

    [Theory]
    [InlineData("Cookie", Flash.Cookie + "=saved")]
    [InlineData("Authorization", "Bearer x")]
    public async Task Who_is_known_passes_by_the_cache_both_ways(string header, string value)
    {
        await using var app = await TestApp.StartAsync(services: s => s.AddProbePage());
        Assert.Equal("rendered 1, rows 0", await GetAsync(app, "/en/probe/a", header, value));
        Assert.Equal("rendered 2, rows 0", await GetAsync(app, "/en/probe/a"));
        Assert.Equal("rendered 3, rows 0", await GetAsync(app, "/en/probe/a", header, value));
        Assert.Equal("rendered 2, rows 0", await GetAsync(app, "/en/probe/a"));
    }

    [Fact]
    public async Task Errors_and_answers_that_set_a_cookie_are_not_stored()
    {
        var asked = 0;
        await using var app = await TestApp.StartAsync(services: s =>
            s.AddProbe("/{lang:lang}/gone", () => Results.StatusCode(Interlocked.Increment(ref asked) > 1 ? 200 : 404))
                .AddProbe(
                    "/{lang:lang}/cookie",
                    (HttpContext http) =>
                    {
                        http.Response.Headers.SetCookie = "a=b";
                        return Interlocked
                            .Increment(ref asked)
                            .ToString(System.Globalization.CultureInfo.InvariantCulture);
                    }
                )
        );
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/en/gone", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/en/gone", Token)).StatusCode);
        Assert.NotEqual(await GetAsync(app, "/en/cookie"), await GetAsync(app, "/en/cookie"));
        // An address that does not exist today may tomorrow.
        Assert.Equal("no-store", (await app.Client.GetAsync("/en/nothing", Token)).Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "gzip")]
    [InlineData("GZIP;q=0.5", "gzip")]
    [InlineData("*", "gzip")]
    [InlineData("br", null)]
    [InlineData("gzip;q=0, *", null)]
    [InlineData("identity", null)]
    public async Task Pages_are_kept_gzipped_and_plain_and_no_other_way(string accepted, string? sent)
    {
        await using var app = await TestApp.StartAsync(services: s => s.AddProbePage());
        var first = await SendAsync(app, "/en/probe/a", "Accept-Encoding", accepted);
        var second = await SendAsync(app, "/en/probe/a", "Accept-Encoding", sent ?? "identity");

        Assert.Equal(sent, first.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("rendered 1, rows 0", await first.TextAsync());
        Assert.Equal("rendered 1, rows 0", await second.TextAsync());
        Assert.Equal("Accept-Encoding", first.Headers.Vary.ToString());
        Assert.NotNull(second.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_browser_that_has_the_page_is_told_so()
    {
        await using var app = await TestApp.StartAsync(services: s => s.AddProbePage());
        var first = await SendAsync(app, "/en/probe/a", "Accept-Encoding", "gzip");
        var plain = await SendAsync(app, "/en/probe/a", "Accept-Encoding", "identity");
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        Assert.NotEqual(first.Headers.ETag, plain.Headers.ETag);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/en/probe/a");
        again.Headers.Add("Accept-Encoding", "gzip");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await app.Client.SendAsync(again, Token);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Token));
        Assert.True(second.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task The_real_home_page_is_cached()
    {
        await using var app = await TestApp.StartAsync();
        await app.Client.GetAsync("/en", Token);
        Assert.Equal(1, app.Services.GetRequiredService<PageStore>().Count);
    }

    private static async Task<string> GetAsync(
        TestApp app,
        string address,
        string? header = null,
        string? value = null
    ) => await (await SendAsync(app, address, header, value)).TextAsync();

    private static async Task<HttpResponseMessage> SendAsync(TestApp app, string address, string? header, string? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        return await app.Client.SendAsync(request, Token);
    }
}
