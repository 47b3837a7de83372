using System.Net;
using System.Text.Json;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Http;

namespace Alliance.Tests.Platform.Web;

public sealed class ErrorsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/de/nothing", "en", "de")]
    [InlineData("/sv/deals/nothing/at/all", "en", "sv")]
    [InlineData("/nothing", "fi", "fi")]
    [InlineData("/xx/deals", "de", "de")]
    [InlineData("/status/404", "sv", "sv")]
    [InlineData("/status/500", "sv", "sv")]
    public async Task What_does_not_exist_is_a_404_page_in_the_readers_language(
        string address,
        string browser,
        string language
    )
    {
        await using var app = await TestApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Language", browser);
        var response = await app.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var page = await response.Content.ReadAsStringAsync(Token);
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains("<h1", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task What_breaks_is_a_500_page_with_a_reference_and_no_details(string method)
    {
        await using var app = await TestApp.StartAsync(services: s => s.AddProbe("/{lang:lang}/broken", Break));
        using var request = new HttpRequestMessage(new HttpMethod(method), "/de/broken?q=private");
        var response = await app.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(Token);
        Assert.Contains("<html lang=\"de\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        var logged = Assert.Single(app.Log.Lines, l => l.Contains("secret", StringComparison.Ordinal));
        Assert.DoesNotContain("private", logged, StringComparison.Ordinal);
        var reference = logged.Split(' ')[3];
        Assert.Contains(reference, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_problem_details()
    {
        await using var app = await TestApp.StartAsync(services: s => s.AddProbe("/api/broken", Break));
        foreach (var (address, status) in ((string, int)[])[("/api/broken", 500), ("/api/nothing", 404)])
        {
            var response = await app.Client.GetAsync(address, Token);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            var body = await response.Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
            Assert.Equal(status, JsonDocument.Parse(body).RootElement.GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task A_post_to_a_page_without_that_form_is_refused_with_a_page()
    {
        await using var app = await TestApp.StartAsync();
        var response = await app.Client.PostAsync("/fi", new FormUrlEncodedContent([]), Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("<html lang=\"fi\"", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_with_a_page()
    {
        await using var app = await TestApp.StartAsync(
            services: s =>
                s.AddProbe(
                    "/{lang:lang}/upload",
                    async (HttpRequest request) =>
                    {
                        using var reader = new StreamReader(request.Body);
                        return (await reader.ReadToEndAsync()).Length.ToString(
                            System.Globalization.CultureInfo.InvariantCulture
                        );
                    }
                ),
            settings: s => s with { BodyLimit = 1000 }
        );
        var fits = await app.Client.PostAsync("/en/upload", new StringContent(new string('x', 1000)), Token);
        Assert.Equal("1000", await fits.Content.ReadAsStringAsync(Token));
        var tooLong = await app.Client.PostAsync("/en/upload", new StringContent(new string('x', 1001)), Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Contains("<h1", await tooLong.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static string Break() => throw new InvalidOperationException("A secret of the server.");

    [Theory]
    [InlineData("example.org:99999")]
    [InlineData("")]
    public async Task A_host_of_which_no_address_can_be_made_is_a_bad_request(string host)
    {
        await using var app = await TestApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en");
        request.Headers.TryAddWithoutValidation("Host", host);
        using var answer = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/en/deals?q=%EF%BF%BE")]
    [InlineData("/en/organisations?q=%EF%BF%BE")]
    [InlineData("/en/organisations?letter=%EF%BF%BE")]
    public async Task Characters_that_are_none_break_no_page(string path)
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }
}
