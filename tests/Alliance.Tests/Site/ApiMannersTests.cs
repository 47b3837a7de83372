using System.Net;
using System.Text.Json.Nodes;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>How the API behaves as a part of the web: what may be kept, read by others, asked again, and refused.</summary>
public sealed class ApiMannersTests
{
    private const string TenLetters = "abcdefghij";
    private const string FortyLetters = TenLetters + TenLetters + TenLetters + TenLetters;
    private const string LongText = FortyLetters + FortyLetters + FortyLetters + FortyLetters + FortyLetters + "k";
    private const string TenYears = "year=1&year=1&year=1&year=1&year=1&year=1&year=1&year=1&year=1&year=1&";
    private const string ManyYears = TenYears + TenYears + TenYears + TenYears + TenYears + "year=1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_has_the_answer_is_told_that_it_still_holds_until_something_changes(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.WithDbAsync(db => DealFixtures.StoreAsync(db, DealFixtures.Deal(DealFixtures.City("espoo"), "one")));
        await app.ChangedAsync();
        var first = await SendAsync(app, "/api/v1/deals");
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Contains("Accept-Encoding", first.Headers.Vary);

        var again = await SendAsync(app, "/api/v1/deals", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Cancel));

        using var head = new HttpRequestMessage(HttpMethod.Head, "/api/v1/deals");
        var headers = await app.Client.SendAsync(head, Cancel);
        Assert.Equal(tag, headers.Headers.ETag!.ToString());
        Assert.Empty(await headers.Content.ReadAsByteArrayAsync(Cancel));

        await app.WithDbAsync(async db =>
        {
            var deal = db.Deals.Single();
            deal.Title = DealFixtures.Text("Another title");
            await db.SaveChangesAsync();
        });
        await app.RaiseAsync("changed", null, "deals", "deal:one");
        await app.SettleAsync();
        var changed = await SendAsync(app, "/api/v1/deals", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("Another title", await changed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/deals", 200)]
    [InlineData("/api/v1/deals?x=1", 400)]
    [InlineData("/api/v1/nothing", 404)]
    [InlineData("/API/V1/deals", 200)]
    [InlineData("/Api/v1/deals?x=1", 400)]
    [InlineData("/sv/Deals.ATOM", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/schemas/deals.json", 200)]
    [InlineData("/sv/deals.atom", 200)]
    [InlineData("/sv/roadmaps.atom", 200)]
    [InlineData("/catalogue.ttl", 200)]
    public async Task Pages_of_any_other_site_may_read_it(string address, int status)
    {
        await using var app = await TestApp.StartAsync();
        // Twice: the second comes from the cache.
        for (var i = 0; i < 2; i++)
        {
            var answer = await SendAsync(app, address, ("Origin", "https://elsewhere.example"));
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal(
                ["ETag", "Link", "Retry-After"],
                string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers")).Split(',')
            );
            Assert.Equal("cross-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
        var asked = await SendAsync(
            app,
            HttpMethod.Options,
            address,
            ("Origin", "https://elsewhere.example"),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "If-None-Match")
        );
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Equal("GET,HEAD", string.Join(',', asked.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Contains(
            "If-None-Match",
            string.Join(',', asked.Headers.GetValues("Access-Control-Allow-Headers")),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Theory]
    [InlineData("/en")]
    [InlineData("/en/deals.csv")]
    [InlineData("/health/live")]
    public async Task Nothing_else_is_open_to_other_sites(string address)
    {
        await using var app = await TestApp.StartAsync();
        var answer = await SendAsync(app, address, ("Origin", "https://elsewhere.example"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Theory]
    [InlineData("deals?colour=green", "unknown-parameter", "colour", "area")]
    [InlineData("deals?city=atlantis", "unknown-value", "city", "espoo")]
    [InlineData("deals?instrument=handshake", "unknown-value", "instrument", "climate-contract")]
    [InlineData("deals?year=soon", "unknown-value", "year", "2023")]
    [InlineData("deals?City=espoo", "unknown-parameter", "City", "city")]
    [InlineData("deals?limit=0", "unknown-value", "limit", "1–100")]
    [InlineData("deals?limit=1e3", "unknown-value", "limit", "1–100")]
    [InlineData("deals?limit=2&limit=3", "repeated-parameter", "limit", null)]
    [InlineData("deals?after=nowhere", "bad-cursor", "after", null)]
    [InlineData("deals?after=%00", "bad-cursor", "after", null)]
    [InlineData("deals?sort=changed&after=2023-05-10_3", "bad-cursor", "after", null)]
    [InlineData("cities?after=%C3%A4", "bad-cursor", "after", null)]
    [InlineData("policy-areas?after=x", "bad-cursor", "after", null)]
    [InlineData("organisations?after=nobody", "bad-cursor", "after", null)]
    [InlineData("organisations?partner=atlantis", "unknown-value", "partner", "espoo")]
    [InlineData("organisations?kind=sect", "unknown-value", "kind", "sme")]
    [InlineData("menu?area=astrology", "unknown-value", "area", "food")]
    [InlineData("menu?kind=sect", "unknown-value", "kind", "sme")]
    [InlineData("menu?effort=none", "unknown-value", "effort", "small")]
    [InlineData("menu?side=both", "unknown-value", "side", "city")]
    [InlineData("menu?area=food&area=energy", "repeated-parameter", "area", null)]
    [InlineData("menu?after=nothing", "bad-cursor", "after", null)]
    [InlineData("menu.csv?side=both", "unknown-value", "side", "city")]
    [InlineData("totals?asOf=2023-02-30", "unknown-value", "asOf", "2026-03-10")]
    [InlineData("totals?knownAt=2999-01-01", "unknown-value", "knownAt", "2026-03-10")]
    [InlineData("deals.csv?city=atlantis", "unknown-value", "city", "espoo")]
    [InlineData("deals.xlsx?after=1", "unknown-parameter", "after", "sort")]
    [InlineData("cities/espoo?limit=3", "unknown-parameter", "limit", null)]
    [InlineData("deals?limit=", "empty-value", "limit", "1–100")]
    [InlineData("deals?city", "empty-value", "city", "mannheim")]
    [InlineData("deals?q=%20", "empty-value", "q", "district heating")]
    [InlineData("deals?q=%00", "empty-value", "q", "district heating")]
    [InlineData("deals?after=", "empty-value", "after", null)]
    [InlineData("deals.csv?sort=", "empty-value", "sort", "newest")]
    [InlineData("deals?limit=&limit=3", "repeated-parameter", "limit", null)]
    [InlineData("deals?limit=3&Limit=3", "unknown-parameter", "Limit", "limit")]
    [InlineData("organisations?letter=", "empty-value", "letter", "m")]
    [InlineData("organisations?letter=mv", "unknown-value", "letter", "m")]
    [InlineData("organisations?letter=%C3%A6", "unknown-value", "letter", "m")]
    [InlineData("organisations?letter=m%0A", "unknown-value", "letter", "m")]
    [InlineData("deals?year=2023%0A", "unknown-value", "year", "2023")]
    [InlineData("totals?asOf=2024-12-31%0A", "unknown-value", "asOf", "2024-12-31")]
    [InlineData("cities?q=" + LongText, "too-long", "q", null)]
    [InlineData("deals?" + ManyYears, "too-many-values", "year", null)]
    [InlineData("search", "missing-parameter", "q", "energie")]
    [InlineData("search?q=", "empty-value", "q", "energie")]
    [InlineData("search?q=%20%C3%A4%20", "too-short", "q", "energie")]
    [InlineData("search?q=" + LongText, "too-long", "q", null)]
    [InlineData("search?q=heat&lang=da", "unknown-value", "lang", "fi")]
    [InlineData("search?q=heat&kind=person", "unknown-value", "kind", "organisation")]
    [InlineData("log/inclusion", "missing-parameter", "entry", "0")]
    [InlineData("log/inclusion?entry=-1", "unknown-value", "entry", "0")]
    [InlineData("log/inclusion?entry=0&size=x", "unknown-value", "size", "1")]
    [InlineData("log/consistency?from=1e3", "unknown-value", "from", "1")]
    [InlineData("log/entries?limit=1001", "unknown-value", "limit", "1–1000")]
    [InlineData("log/entries?from=-1", "unknown-value", "from", "0–2147483647")]
    [InlineData("deals/one/versions/1/proof?since=x", "unknown-value", "since", "1")]
    [InlineData("search?q=heat&after=x", "unknown-parameter", "after", "limit")]
    public async Task What_is_not_understood_is_refused_and_said_in_the_readers_language(
        string address,
        string code,
        string parameter,
        string? expected
    )
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(db => DealFixtures.StoreAsync(db, DealFixtures.Deal(DealFixtures.City("espoo"), "one")));
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in (string[])["en", "de", "fi", "sv"])
        {
            var answer = await SendAsync(app, "/api/v1/" + address, ("Accept-Language", language + ", *;q=0.1"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
            Assert.Contains("Accept-Language", answer.Headers.Vary);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal(code, (string)problem["code"]!);
            var error = Assert.Single(problem["errors"]!.AsArray(), e => (string)e!["parameter"]! == parameter)!;
            Assert.Equal(code, (string)error["code"]!);
            if (expected is not null)
                Assert.Contains(expected, error["expected"]!.AsArray().Select(e => (string)e!));
            said.Add((string)error["message"]!);
        }
        Assert.Equal(4, said.Count);
    }

    [Fact]
    public async Task Only_reading_is_offered()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
        {
            var answer = await SendAsync(app, method, "/api/v1/deals");
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal("method-not-allowed", await CodeAsync(answer));
        }
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_back()
    {
        await using var app = await TestApp.StartAsync(settings: s =>
            s with
            {
                ReadsPerMinute = 2,
                ExportsPerMinute = 1,
            }
        );
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/api/v1/deals")).StatusCode);
        // From the cache: costs nothing.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/api/v1/deals")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/api/v1/cities")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/api/v1/deals.csv")).StatusCode);
        foreach (var address in (string[])["/api/v1/projects", "/api/v1/cities.csv"])
        {
            var refused = await SendAsync(app, address, ("Origin", "https://elsewhere.example"));
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
            Assert.Equal("too-many-requests", await CodeAsync(refused));
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Equal("*", Assert.Single(refused.Headers.GetValues("Access-Control-Allow-Origin")));
        }
    }

    [Theory, EachDatabase]
    public async Task A_page_of_the_api_asks_the_same_number_of_queries_whatever_it_holds(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.Client.GetAsync("/api/v1/deals?limit=1", Cancel);
        var asked = new Dictionary<string, (int Few, int Many)>();
        foreach (
            var (address, few, many) in ((string, string, string)[])
                [
                    ("deals", "?limit=2", "?limit=20"),
                    ("deals/", "ma-11", "ma-12"),
                    ("organisations", "?limit=2", "?limit=60"),
                    ("organisations/mvv-energie/deals", "?limit=1", "?limit=60"),
                    ("cities", "?limit=1", "?limit=10"),
                    ("deals.csv", "?city=umea", ""),
                ]
        )
            asked[address] = (
                await CountAsync($"/api/v1/{address}{few}"),
                await CountAsync($"/api/v1/{address}{many}")
            );
        Assert.Equal(
            new Dictionary<string, (int Few, int Many)>
            {
                ["deals"] = (1, 1),
                ["deals/"] = (1, 1),
                ["organisations"] = (4, 4),
                ["organisations/mvv-energie/deals"] = (3, 3),
                ["cities"] = (2, 2),
                ["deals.csv"] = (1, 1),
            },
            asked
        );

        async Task<int> CountAsync(string address)
        {
            app.Queries.Clear();
            using var answer = await app.Client.GetAsync(address, Cancel);
            await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(app.Queries.Sql, s => s.Contains("OFFSET", StringComparison.OrdinalIgnoreCase));
            return app.Queries.Count;
        }
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]!;

    private static Task<HttpResponseMessage> SendAsync(
        TestApp app,
        string address,
        params (string Name, string Value)[] headers
    ) => SendAsync(app, HttpMethod.Get, address, headers);

    private static async Task<HttpResponseMessage> SendAsync(
        TestApp app,
        HttpMethod method,
        string address,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await app.Client.SendAsync(request, Cancel);
    }
}
