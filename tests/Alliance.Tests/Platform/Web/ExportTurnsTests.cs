using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Alliance.Platform.Tables;
using Alliance.Platform.Web;
using Alliance.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Platform.Web;

/// <summary>Long files are written four at a time, and nobody can keep a turn by not reading.</summary>
public sealed class ExportTurnsTests
{
    private static readonly Table<string> Table = new("endless", [Column<string>.Of("text", text => text)]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_finds_no_turn_is_told_when_to_come_back()
    {
        await using var app = await StartAsync(new ExportTurns { Patience = TimeSpan.FromMilliseconds(100) });
        var readers = new List<HttpResponseMessage>();
        for (var i = 0; i < 4; i++)
            readers.Add(await BeginAsync(app, i == 0 ? "xlsx" : "csv"));

        foreach (var address in (string[])["/api/v1/deals.csv", "/api/v1/deals.xlsx", "/de/deals.csv"])
        {
            using var fifth = await app.Client.GetAsync(address, Cancel);
            Assert.True(fifth.StatusCode == HttpStatusCode.ServiceUnavailable, $"{address}: {fifth.StatusCode}");
            Assert.Equal(30, fifth.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            if (address.StartsWith("/api", StringComparison.Ordinal))
                Assert.Equal("busy", (string)JsonNode.Parse(await fifth.Content.ReadAsStringAsync(Cancel))!["code"]!);
            else
                Assert.Equal("text/html", fifth.Content.Headers.ContentType!.MediaType);
        }
        // Pages do not wait for files.
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/de/deals", Cancel)).StatusCode);

        // Whoever goes away leaves a turn.
        readers[0].Dispose();
        for (var tries = 0; ; tries++)
        {
            using var next = await app.Client.GetAsync("/api/v1/deals.csv", Cancel);
            if (next.StatusCode == HttpStatusCode.OK)
                break;
            Assert.InRange(tries, 0, 100);
        }
        readers.ForEach(r => r.Dispose());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Who_falls_asleep_over_a_file_loses_the_turn(string ending)
    {
        await using var app = await StartAsync(
            new ExportTurns(atOnce: 1)
            {
                Patience = TimeSpan.FromSeconds(60),
                LeastRate = 1_000_000,
                // More than the second after which the server looks again.
                LongestPause = TimeSpan.FromSeconds(2),
            }
        );
        using var asleep = await BeginAsync(app, ending);
        using var next = await app.Client.GetAsync($"/api/v1/deals.{ending}", Cancel);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        // What the sleeper gets has no proper end: it cannot be taken for the whole.
        await Assert.ThrowsAnyAsync<Exception>(() => asleep.Content.CopyToAsync(Stream.Null, Cancel));
    }

    /// <summary>The headers are read, and then nothing.</summary>
    private static async Task<HttpResponseMessage> BeginAsync(TestApp app, string ending)
    {
        var answer = await app.Client.GetAsync(
            $"/api/v1/endless.{ending}",
            HttpCompletionOption.ResponseHeadersRead,
            Cancel
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private static Task<TestApp> StartAsync(ExportTurns turns) =>
        TestApp.StartAsync(
            services: s =>
                s.AddSingleton(turns)
                    .AddSingleton(
                        new Routes(r =>
                            r.MapTable(
                                Table,
                                "endless",
                                "endless",
                                "Deals",
                                "A file without an end.",
                                (_, _) => Task.FromResult(new Rows<string>(Endless(), [])),
                                []
                            )
                        )
                    ),
            settings: s => s with { ExportsPerMinute = 1_000_000 }
        );

    // Nothing that could be packed into little.
    private static async IAsyncEnumerable<string> Endless()
    {
        while (true)
        {
            await Task.Yield();
            yield return Convert.ToHexString(RandomNumberGenerator.GetBytes(10_000));
        }
    }
}
