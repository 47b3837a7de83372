using System.Net;
using System.Text.Json;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>What promises are counted by: listed, chosen, refused, taken along. The promise is 1,500 trees by 2028 (c3).</summary>
public sealed class IndicatorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Indicators_are_listed_by_kind_and_in_the_api(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        foreach (var language in Language.Offered)
        {
            var page = new HtmlParser().ParseDocument(
                await app.Client.GetStringAsync($"/{language.Code}/indicators", Cancel)
            );
            foreach (var kind in (string[])["input", "output", "outcome"])
                Assert.Equal(
                    Indicator.Shipped.Count(i => Alliance.Platform.Data.Code.Of(i.Kind) == kind),
                    page.QuerySelectorAll($"section[aria-labelledby={kind}] li").Length
                );
        }
        var api = await app.Client.GetStringAsync("/api/v1/indicators?limit=3", Cancel);
        var all = JsonDocument.Parse(api).RootElement;
        Assert.Equal(Indicator.Shipped.Count, all.GetProperty("total").GetInt32());
        Assert.Equal(3, all.GetProperty("items").GetArrayLength());
        var next = new Uri(all.GetProperty("next").GetString()!).PathAndQuery;
        Assert.Equal(
            Indicator.Shipped.Select(i => i.Identifier).Order(StringComparer.Ordinal).ElementAt(3),
            JsonDocument
                .Parse(await app.Client.GetStringAsync(next, Cancel))
                .RootElement.GetProperty("items")[0]
                .GetProperty("id")
                .GetString()
        );
    }

    [Fact]
    public void The_shipped_ones_are_sound()
    {
        Assert.True(Indicator.Shipped.Count >= 20);
        Assert.Equal(Indicator.Shipped.Count, Indicator.Shipped.DistinctBy(i => i.Identifier).Count());
        Assert.All(
            Indicator.Shipped,
            i =>
            {
                Assert.True(Units.All.Contains(i.Unit), i.Unit);
                // Shares of different wholes have no sum.
                Assert.NotEqual("percent", i.Unit);
                foreach (var text in (LocalText[])[i.Name, i.Definition, i.Source])
                    Assert.Equal(Language.Offered.Select(l => l.Code), text.All.Select(t => t.Key));
            }
        );
    }

    [Theory, EachDatabase]
    public async Task The_city_chooses_and_everybody_reads_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var slug = await story.SlugAsync();
        var page = $"/en/deals/{slug}/promises/c3/indicator";

        Assert.Contains("/indicator\"", await Progress(story.ManagerBrowser), StringComparison.Ordinal);
        Assert.DoesNotContain("/indicator\"", await Progress(story.Stranger), StringComparison.Ordinal);
        using var chosen = await story.ManagerBrowser.SendAsync(
            page,
            "indicator",
            ("indicator", "trees-planted"),
            ("sector", "land-use"),
            ("scope", "scope1")
        );
        await Forms.LeadsToAsync(chosen, $"/en/deals/{slug}/progress");
        await app.ChangedAsync();
        Assert.Contains("Trees planted", await Progress(story.Stranger), StringComparison.Ordinal);
        // Trees have no scope of emissions, whatever was sent.
        Assert.Equal(
            EmissionScope.NotApplicable,
            await story.DbAsync(db => db.PromiseIndicators.Select(c => c.Scope).SingleAsync(Cancel))
        );

        // Taken back; whoever saw the first choice is told.
        using var back = await story.ManagerBrowser.SendAsync(page, "indicator", ("indicator", ""), ("sector", ""));
        await Forms.LeadsToAsync(back, $"/en/deals/{slug}/progress");
        await AssertRefusedAsync("Somebody", ("indicator", "trees-planted"), ("sector", "land-use"), ("after", "1"));
        await AssertRefusedAsync("cannot be converted", ("indicator", "energy-saved"), ("sector", "energy"));
        await AssertRefusedAsync("Choose a sector", ("indicator", "trees-planted"), ("sector", "space"));
        await AssertRefusedAsync("no indicator nonsense", ("indicator", "nonsense"), ("sector", "food"));
        Assert.Equal(2, await story.DbAsync(db => db.PromiseIndicators.CountAsync(Cancel)));

        var exported = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Equal(Indicator.Shipped.Count, Lines(exported["indicators.jsonl"]));
        Assert.Equal(2, Lines(exported["promise-indicators.jsonl"]));

        async Task AssertRefusedAsync(string says, params (string, string)[] typed)
        {
            using var sent = await story.ManagerBrowser.SendAsync(page, "indicator", typed);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains(
                says,
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }

        async Task<string> Progress(HttpClient browser) =>
            await browser.GetStringAsync($"/en/deals/{slug}/progress", Cancel);
    }

    [Theory, EachDatabase]
    public async Task A_promise_that_was_measured_otherwise_is_refused(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var slug = await story.SlugAsync();
        using var measured = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/promises/c3/measure",
            "measure",
            ("year", "2025"),
            ("value", "12"),
            ("span", "at-end"),
            ("method", "measured"),
            ("source", "Counted.")
        );
        Assert.NotNull(measured.LeadsTo());
        using var sent = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/promises/c3/indicator",
            "indicator",
            ("indicator", "trees-planted"),
            ("sector", "land-use")
        );
        Assert.Contains(
            "count in different ways",
            Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    private static int Lines(string file) => file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}
