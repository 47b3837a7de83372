using System.Net;
using System.Text.Json.Nodes;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>Another party of the deal says that a number was checked; who said or promised it cannot.</summary>
public sealed class CheckingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly (string, string)[] Trees =
    [
        ("year", "2025"),
        ("value", "400"),
        ("span", "during"),
        ("method", "measured"),
        ("source", "Counted by the gardeners."),
        ("note", "Oaks and limes."),
    ];

    [Theory, EachDatabase]
    public async Task A_check_is_shown_as_a_check_and_a_correction_ends_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var promise = $"/en/deals/{await story.SlugAsync()}/promises/c3";
        using var chosen = await story.ManagerBrowser.SendAsync(
            promise + "/indicator",
            "indicator",
            ("indicator", "trees-planted"),
            ("sector", "land-use")
        );
        Assert.NotNull(chosen.LeadsTo());
        using var firm = await story.FirmAsync();
        using (await firm.SendAsync(promise + "/measure", "measure", Trees)) { }
        // Whoever reported it, whoever is no party, and whoever is nobody is offered nothing.
        using var stranger = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        foreach (var browser in (HttpClient[])[firm, stranger])
        {
            using var page = await browser.GetAsync(promise + "/check", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.DoesNotContain("I have checked", await ProgressAsync(story, browser), StringComparison.Ordinal);
        }
        using var care = await story.ActingForAsync("Example Care (example)", "care@example.org");
        Assert.Contains("I have checked a number", await ProgressAsync(story, care), StringComparison.Ordinal);
        var before = await care.GetStringAsync(promise + "/check", Cancel);
        using var silent = await care.SendAsync(promise + "/check", before, "check-measurement", ("note", " "));
        Assert.Contains(
            "how it was checked",
            Forms.Complaints(await silent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var done = await care.SendAsync(
            promise + "/check",
            before,
            "check-measurement",
            ("note", "We walked along the street and counted.")
        );
        await Forms.LeadsToAsync(done, $"/en/deals/{await story.SlugAsync()}/progress");
        await app.ChangedAsync();

        var shown = await ProgressAsync(story, story.Stranger);
        foreach (
            var said in (string[])
                [
                    "Checked by another party",
                    "Example Works Oy (example)",
                    "Checked by Example Care (example) on 10 March 2026: We walked along the street and counted.",
                    "Oaks and limes.",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        // Nothing was corrected.
        Assert.DoesNotContain("corrected", shown, StringComparison.Ordinal);
        Assert.Equal([("checked", 400m)], await TotalsAsync(story));
        var item = JsonNode.Parse(
            await story.Stranger.GetStringAsync($"/api/v1/measurements/{await story.IdAsync()}.c3.2025.v2", Cancel)
        )!;
        Assert.Equal(("checked", "example-care-example"), ((string)item["trust"]!, (string)item["by"]!));

        // Once is enough, and nobody checks what was corrected meanwhile.
        using var again = await care.SendAsync(promise + "/check", before, "check-measurement", ("note", "Again."));
        Assert.Contains(
            "meanwhile",
            Forms.Complaints(await again.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using (
            await firm.SendAsync(
                promise + "/measure?corrects=2025",
                "measure",
                ("value", "380"),
                ("reason", "Twenty of them stand in another street.")
            )
        ) { }
        await app.ChangedAsync();
        shown = await ProgressAsync(story, story.Stranger);
        Assert.Contains("Declared", shown, StringComparison.Ordinal);
        Assert.Contains("1 earlier number that was corrected", shown, StringComparison.Ordinal);
        Assert.Equal([("declared", 380m)], await TotalsAsync(story));
        Assert.Equal(3, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
        await RoundTrip.AssertSameBytesAsync(app, on);
    }

    [Theory, EachDatabase]
    public async Task Nobody_checks_the_own_number_nor_one_that_the_own_people_recorded(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var deal = await story.IdAsync();
        var promise = $"/en/deals/{await story.SlugAsync()}/promises/c3";
        using var firm = await story.FirmAsync();
        using var care = await story.ActingForAsync("Example Care (example)", "care@example.org");
        // The city records it on behalf of the firm.
        using (await story.ManagerBrowser.SendAsync(promise + "/measure", "measure", Trees)) { }
        var form = await care.GetStringAsync(promise + "/check", Cancel);
        foreach (var browser in (HttpClient[])[firm, story.ManagerBrowser])
        {
            using var sent = await browser.PostAsync(
                promise + "/check",
                new FormUrlEncodedContent([
                    new("_handler", "check-measurement"),
                    new("which", "2025.v1"),
                    new("note", "It is ours."),
                    new(
                        "__RequestVerificationToken",
                        Forms
                            .Filled(await browser.GetStringAsync("/en/workspace/tokens", Cancel), "make-token")
                            .Single(f => f.Key == "__RequestVerificationToken")
                            .Value
                    ),
                ]),
                Cancel
            );
            Assert.Contains(
                "do not allow",
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(1, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
        // Who acts for both the party and another one does not check either.
        await app.InviteAsync("care@example.org", MembershipRole.DealManager, "espoo");
        using var both = await app.ReturningAsync("care@example.org");
        using (var page = await both.GetAsync(promise + "/check", Cancel))
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        // Of two at once one is stored.
        using var third = await story.ActingForAsync("Example Care (example)", "third@example.org");
        var html = await third.GetStringAsync(promise + "/check", Cancel);
        var sentTwice = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => third.SendAsync(promise + "/check", html, "check-measurement", ("note", "Counted.")))
        );
        Assert.Equal(1, sentTwice.Count(s => s.LeadsTo() is not null));
        Assert.Equal(
            TrustLevel.Checked,
            await story.DbAsync(db =>
                db.Measurements.Where(m => m.Deal!.Identifier == deal && m.Version == 2)
                    .Select(m => m.Trust)
                    .SingleAsync(Cancel)
            )
        );
    }

    private static async Task<string> ProgressAsync(Story story, HttpClient browser) =>
        string.Join(
            ' ',
            new HtmlParser()
                .ParseDocument(await browser.GetStringAsync($"/en/deals/{await story.SlugAsync()}/progress", Cancel))
                .QuerySelector("main")!
                .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private static Task<List<(string, decimal)>> TotalsAsync(Story story) =>
        story.DbAsync(async db =>
            (await db.IndicatorRollups.AsNoTracking().ToListAsync(Cancel))
                .GroupBy(r => r.Trust)
                .Select(g => (Alliance.Platform.Data.Code.Of(g.Key), g.Sum(r => r.Value) / 1_000_000m))
                .Where(t => t.Item2 != 0)
                .ToList()
        );
}
