using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Alliance.Tests.Identity;
using AngleSharp.Html.Parser;

namespace Alliance.Tests.Monitoring;

/// <summary>A program that records measurements by a token, as docs/api.md tells.</summary>
internal static class MeasurementSender
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Somebody who acts for one place makes a token on the page; it is shown this once.</summary>
    public static async Task<string> TokenAsync(
        this HttpClient browser,
        string name = "Monitor",
        string until = "2026-12-31"
    )
    {
        using var made = await browser.SendAsync(
            "/en/workspace/tokens",
            "make-token",
            ("name", name),
            ("until", until)
        );
        var html = await made.Content.ReadAsStringAsync(Cancel);
        Assert.True(made.Headers.CacheControl?.NoStore);
        return new HtmlParser().ParseDocument(html).QuerySelector("main pre code")?.TextContent
            ?? throw new InvalidOperationException(Forms.Complaints(html));
    }

    public static JsonObject Trees(string deal, decimal value = 400) =>
        new()
        {
            ["deal"] = deal,
            ["commitment"] = "c3",
            ["period"] = "2025",
            ["value"] = value,
            ["span"] = "during",
            ["method"] = "measured",
            ["source"] = "Counted by the gardeners.",
        };

    /// <summary>The same with some fields changed; null takes one out.</summary>
    public static JsonObject With(this JsonObject body, params (string Field, JsonNode? Value)[] fields)
    {
        var other = body.DeepClone().AsObject();
        foreach (var (field, value) in fields)
            if (value is null)
                other.Remove(field);
            else
                other[field] = value;
        return other;
    }

    public static async Task<(int Status, JsonNode Said, HttpResponseMessage Answer)> RecordAsync(
        this HttpClient program,
        string? token,
        string? key,
        string body,
        string type = "application/json"
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/measurements");
        request.Content = new StringContent(body, Encoding.UTF8, type);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        var answer = await program.SendAsync(request, Cancel);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!, answer);
    }

    public static async Task<string> CodeAsync(this HttpClient program, string? token, string? key, JsonObject body)
    {
        var (status, said, _) = await program.RecordAsync(token, key, body.ToJsonString());
        return $"{status} {(string?)said["code"] ?? (string?)said["id"]}";
    }
}
