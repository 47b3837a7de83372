using System.Net;
using System.Text.Json;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>What came of a promise: reported, shown, corrected, refused, taken along. The promise is 1,500 trees by 2028 (c3).</summary>
public sealed class MeasuringTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly (string, string)[] Right =
    [
        ("year", "2025"),
        ("value", "400"),
        ("span", "during"),
        ("method", "measured"),
        ("source", "Counted by the gardeners."),
    ];

    [Theory, EachDatabase]
    public async Task A_number_is_public_and_a_correction_stands_beside_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var slug = await story.SlugAsync();
        using var firm = await story.FirmAsync();
        var page = $"/en/deals/{slug}/promises/c3/measure";

        Assert.Contains("Nothing has been reported yet.", await ProgressAsync(story), StringComparison.Ordinal);
        using var first = await firm.SendAsync(page, "measure", Right);
        await Forms.LeadsToAsync(first, $"/en/deals/{slug}/progress");
        using var second = await firm.SendAsync(
            page,
            "measure",
            [
                .. Right,
                ("year", "2024"),
                ("value", "1,000"),
                ("evidence", "HTTPS://example.org/our trees"),
                ("note", "A line,\tand\nanother\u202e one."),
            ]
        );
        await Forms.LeadsToAsync(second, $"/en/deals/{slug}/progress");
        await app.ChangedAsync();
        var shown = await ProgressAsync(story);
        foreach (
            var said in (string[])
                [
                    "1,400",
                    "400",
                    "2025",
                    "Counted by the gardeners.",
                    "Declared",
                    "With evidence",
                    "Example Works Oy (example)",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);

        var chart = Assert.Single(await ChartsAsync(story));
        Assert.Equal(2, chart.QuerySelectorAll("rect.column").Length);
        Assert.Contains("2024: 1,000; 2025: 400", chart.QuerySelector("desc")!.TextContent, StringComparison.Ordinal);

        // The city's manager corrects it, which is said.
        using var corrected = await story.ManagerBrowser.SendAsync(
            page + "?corrects=2025",
            "measure",
            ("value", "380"),
            ("reason", "Twenty of them stand in another street.")
        );
        await Forms.LeadsToAsync(corrected, $"/en/deals/{slug}/progress");
        await app.ChangedAsync();
        shown = await ProgressAsync(story);
        foreach (
            var said in (string[])
                [
                    "1,380",
                    "Twenty of them stand in another street.",
                    "on behalf of the party",
                    "1 earlier number that was corrected",
                    "400",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("1,400", shown, StringComparison.Ordinal);

        var api = JsonDocument.Parse(
            await story.Stranger.GetStringAsync($"/api/v1/measurements?deal={await story.IdAsync()}", Cancel)
        );
        Assert.Equal(
            [("2025", 1, true), ("2024", 1, false), ("2025", 2, false)],
            api.RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(m =>
                    (
                        m.GetProperty("period").GetString()!,
                        m.GetProperty("version").GetInt32(),
                        m.GetProperty("superseded").GetBoolean()
                    )
                )
        );
        var one = api.RootElement.GetProperty("items")[0].GetProperty("url").GetString()!;
        Assert.Contains(
            "Counted by the gardeners.",
            await story.Stranger.GetStringAsync(new Uri(one).PathAndQuery, Cancel),
            StringComparison.Ordinal
        );

        // A change of the deal may count in another unit: what was said in the first one goes out and comes back all the same.
        await story.DbAsync(db =>
            db.Measurements.Where(m => m.Period == Period.Parse("2024"))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.Unit, "kwh"), Cancel)
        );
        var exported = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Equal(3, exported["measurements.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_stored(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var page = $"/en/deals/{await story.SlugAsync()}/promises/c3/measure";
        using var firm = await story.FirmAsync();

        var address = page;
        async Task AssertRefusedAsync(string says, params (string, string)[] typed)
        {
            var before = await story.DbAsync(db => db.Measurements.CountAsync(Cancel));
            using var sent = await firm.SendAsync(address, "measure", [.. Right, .. typed]);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            var html = await sent.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(says, Forms.Complaints(html), StringComparison.Ordinal);
            // What was typed is still there.
            Assert.Equal(
                Right.Concat(typed).Last(f => f.Item1 == "source").Item2,
                Forms.Filled(html, "measure").Single(f => f.Key == "source").Value
            );
            Assert.Equal(before, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
        }

        await AssertRefusedAsync("not over yet", ("year", $"{app.Time.GetUtcNow().Year}"));
        await AssertRefusedAsync("is no period", ("part", "H7"));
        await AssertRefusedAsync("Write a number", ("value", "many"));
        await AssertRefusedAsync("say why there is none", ("value", ""));
        await AssertRefusedAsync("Only one of them", ("notation", "confidential"));
        await AssertRefusedAsync("cannot be converted", ("unit", "kwh"));
        await AssertRefusedAsync("what happened, or the state", ("span", ""));
        await AssertRefusedAsync("where the number comes from", ("source", " "));
        await AssertRefusedAsync("a whole address", ("evidence", "javascript:alert(1)"));
        await AssertRefusedAsync("a whole address", ("evidence", "https://me:secret@example.org/"));
        await AssertRefusedAsync("user name or password", ("source", "https://me:secret@example.org/"));
        await AssertRefusedAsync("too long", ("note", new string('x', 1001)));

        using (await firm.SendAsync(page, "measure", Right)) { }
        await AssertRefusedAsync("a number for 2025 already", ("value", "5"));
        await AssertRefusedAsync("overlap", ("part", "Q2"));
        address += "?corrects=2025";
        await AssertRefusedAsync("Please say why", ("corrects", "1"));
        await AssertRefusedAsync("meanwhile", ("corrects", "2"), ("reason", "Wrong."));
        // Whoever was late sends the same form again: the colleague's number stays.
        using (await firm.SendAsync(page + "?corrects=2025", "measure", ("value", "7"), ("reason", "Counted anew.")))
        { }
        using var late = await firm.SendAsync(
            page + "?corrects=2025",
            "measure",
            ("corrects", "1"),
            ("value", "8"),
            ("reason", "Counted anew.")
        );
        Assert.Equal(
            "1",
            Forms.Filled(await late.Content.ReadAsStringAsync(Cancel), "measure").Single(f => f.Key == "corrects").Value
        );
        // There was no number to give, which is a word of its own.
        using var none = await firm.SendAsync(
            page,
            "measure",
            [.. Right, ("year", "2024"), ("value", ""), ("span", ""), ("notation", "not-occurring")]
        );
        Assert.NotNull(none.LeadsTo());
    }

    [Theory, EachDatabase]
    public async Task Of_two_at_once_one_is_stored(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var page = $"/en/deals/{await story.SlugAsync()}/promises/c3/measure";
        using var firm = await story.FirmAsync();
        var html = await firm.GetStringAsync(page, Cancel);
        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    firm.SendAsync(
                        page,
                        html,
                        "measure",
                        [.. Right, ("part", i % 2 == 0 ? "" : "Q3"), ("value", $"{i + 1}")]
                    )
                )
        );
        Assert.Equal(1, sent.Count(s => s.LeadsTo() is not null));
        Assert.Equal(1, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
        foreach (var answer in sent)
            answer.Dispose();
    }

    [Theory, EachDatabase]
    public async Task A_collected_deal_says_that_nobody_was_asked(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var shown = await story.Stranger.GetStringAsync("/en/deals/espoo-climate-city-contract/progress", Cancel);
        Assert.Contains("Nobody has been asked yet", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("overdue", shown, StringComparison.OrdinalIgnoreCase);
        using var measured = await story.ManagerBrowser.GetAsync(
            "/en/deals/espoo-climate-city-contract/promises/c1/measure",
            Cancel
        );
        Assert.Equal(HttpStatusCode.NotFound, measured.StatusCode);
    }

    private static async Task<string> ProgressAsync(Story story) => (await PageAsync(story)).TextContent;

    private static async Task<IEnumerable<IElement>> ChartsAsync(Story story) =>
        (await PageAsync(story)).QuerySelectorAll("figure.bars svg");

    private static async Task<IElement> PageAsync(Story story)
    {
        var html = await story.Stranger.GetStringAsync($"/en/deals/{await story.SlugAsync()}/progress", Cancel);
        return new HtmlParser().ParseDocument(html).QuerySelector("main")!;
    }
}
