using System.Net;
using System.Text.Json.Nodes;
using Alliance.Platform.Web;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring;

/// <summary>What takes seconds and can be asked for in endless ways is made by few at once; everything else does not wait.</summary>
public sealed class HeavyTurnsTests
{
    private const string OtherDays = "asOf=2025-06-30&knownAt=2026-01-31";

    private static readonly string[] Heavy =
    [
        "/de/cities/espoo/report/2025",
        "/de/cities/espoo/report/2025/report.pdf",
        $"/de/totals?{OtherDays}",
        "/de/totals?knownAt=2026-01-31",
        $"/de/totals/trees-planted?{OtherDays}",
        $"/de/cities/espoo/totals?{OtherDays}",
        $"/de/cities/espoo/totals/trees-planted?{OtherDays}",
        $"/api/v1/indicator-totals?{OtherDays}",
        "/api/v1/indicator-totals?city=espoo&asOf=2025-06-30",
        $"/api/v1/indicator-totals/trees-planted?{OtherDays}",
    ];

    // The clock of the tests stands at 10 March 2026. A day that is none counts as today, and so does one to come.
    private static readonly string[] Light =
    [
        "/de/totals",
        "/de/totals?asOf=2026-03-10&knownAt=2026-03-10",
        "/de/totals?asOf=2026-12-31",
        "/de/totals?asOf=soon",
        "/de/totals/trees-planted",
        "/de/cities/espoo/totals",
        "/api/v1/indicator-totals",
        "/api/v1/indicator-totals?city=espoo&asOf=2026-03-10",
        "/api/v1/indicator-totals/trees-planted",
        "/de/cities/espoo",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_finds_no_turn_is_told_when_to_come_back(DatabaseKind on)
    {
        var turns = new HeavyTurns(atOnce: 1) { Patience = TimeSpan.FromMilliseconds(50) };
        await using var app = await RealRegister.StartAsync(on, s => s.AddSingleton(turns));
        var done = new TaskCompletionSource();
        var busy = turns.TakeAsync(new DefaultHttpContext(), () => done.Task);
        foreach (var address in Heavy)
        {
            using var refused = await app.Client.GetAsync(address, Cancel);
            Assert.True(refused.StatusCode == HttpStatusCode.ServiceUnavailable, $"{address}: {refused.StatusCode}");
            Assert.Equal(30, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            if (address.StartsWith("/api", StringComparison.Ordinal))
                Assert.Equal("busy", (string)JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancel))!["code"]!);
            else
                Assert.Equal("text/html", refused.Content.Headers.ContentType!.MediaType);
        }
        foreach (var address in Light)
            await AnswersAsync(app, address);

        done.SetResult();
        Assert.True(await busy);
        // A refusal is not kept; and what is kept waits for nobody.
        foreach (var address in Heavy)
            await AnswersAsync(app, address);
        var again = new TaskCompletionSource();
        busy = turns.TakeAsync(new DefaultHttpContext(), () => again.Task);
        foreach (var address in Heavy.Where(a => !a.EndsWith(".pdf", StringComparison.Ordinal)))
            await AnswersAsync(app, address);
        again.SetResult();
        Assert.True(await busy);
    }

    [Theory, EachDatabase]
    public async Task It_counts_as_whole_lists_do(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(
            await TestDatabase.RealAsync(on),
            settings: s => s with { ExportsPerMinute = 2, ReadsPerMinute = 1_000 }
        );
        // What is evicted meanwhile is made again, and counts again.
        await app.RestAsync();
        await AnswersAsync(app, $"/api/v1/indicator-totals?{OtherDays}");
        await AnswersAsync(app, $"/api/v1/indicator-totals?{OtherDays}");
        await AnswersAsync(app, $"/en/totals?{OtherDays}");
        foreach (var address in (string[])[$"/en/cities/espoo/totals?{OtherDays}", "/en/cities/espoo/report/2025"])
        {
            using var refused = await app.Client.GetAsync(address, Cancel);
            Assert.True(refused.StatusCode == HttpStatusCode.TooManyRequests, $"{address}: {refused.StatusCode}");
        }
        foreach (var address in Light)
            await AnswersAsync(app, address);
    }

    private static async Task AnswersAsync(TestApp app, string address)
    {
        using var answer = await app.Client.GetAsync(address, Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
    }
}
