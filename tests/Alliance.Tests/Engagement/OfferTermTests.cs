using System.Net;
using Alliance.Platform.Texts;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Engagement;

/// <summary>Offers and needs are chosen by the day on which they hold.</summary>
public sealed class OfferTermTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Of_a_day_only_what_holds_on_it_is_shown_on_the_page_and_leaves_in_each_way(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        foreach (
            var (title, from, until) in ((string, string, string)[])
                [
                    ("Short (example)", "", "2026-04-30"),
                    ("Later (example)", "2026-05-01", "2026-12-31"),
                    ("Long (example)", "", "2028-06-30"),
                ]
        )
            await scene.ShowAsync(scene.Manager, "city=espoo", title, ("from", from), ("until", until));
        foreach (
            var (day, wanted) in ((string, string[])[])
                [
                    ("2026-03-10", ["Short", "Long"]),
                    // The first and the last day belong to it.
                    ("2026-04-30", ["Short", "Long"]),
                    ("2026-05-01", ["Later", "Long"]),
                    ("2026-12-31", ["Later", "Long"]),
                    ("2027-01-01", ["Long"]),
                    ("2029-01-01", []),
                ]
        )
        foreach (
            var list in (string[])
                [
                    "/en/offers?on=",
                    "/en/offers.atom?on=",
                    "/en/offers.csv?on=",
                    "/api/v1/offers.csv?on=",
                    "/api/v1/offers?on=",
                    "/api/v1/offers?subject=surplus-heat&on=",
                ]
        )
        {
            var shown = await app.Client.GetStringAsync(list + day, Cancel);
            foreach (var title in (string[])["Short", "Later", "Long"])
                Assert.True(
                    shown.Contains(title + " (example)", StringComparison.Ordinal) == wanted.Contains(title),
                    $"{title} at {list}{day} on {on}: {shown}"
                );
        }
    }

    [Theory, EachDatabase]
    public async Task The_day_stands_above_the_list_and_is_taken_off_and_what_is_no_day_is_said_so(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        await scene.ShowAsync(scene.Manager, "city=espoo", "Bricks (example)", ("until", "2026-04-30"));
        foreach (var language in Language.Offered)
        {
            var page = await app.Client.DocumentAsync($"/{language.Code}/offers?kind=offer&on=2026-04-01");
            Assert.Equal("2026-04-01", page.QuerySelector("input[name=on]")!.GetAttribute("value"));
            Assert.Contains(
                $"/{language.Code}/offers?kind=offer",
                page.QuerySelectorAll(".picked a").Select(a => a.GetAttribute("href")!)
            );
            // What is taken along is what is seen.
            Assert.Contains(
                "kind=offer&on=2026-04-01",
                string.Join(' ', page.QuerySelectorAll(".downloads a").Select(a => a.GetAttribute("href"))),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("[offers.", page.Body!.TextContent, StringComparison.Ordinal);
        }
        // A page shows what it understands; a program is told.
        foreach (var wrong in (string[])["soon", "2026-02-30", "30.4.2026"])
        {
            Assert.Contains("Bricks", await app.Client.TextAsync("/en/offers?on=" + wrong), StringComparison.Ordinal);
            foreach (var list in (string[])["/api/v1/offers", "/api/v1/offers.csv"])
                Assert.Equal(HttpStatusCode.BadRequest, await app.Client.StatusAsync($"{list}?on={wrong}"));
        }
    }
}
