using System.Net;
using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>A city's year for its council: everybody's promises by the same rules, on the page and in the PDF.</summary>
public sealed class CouncilTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_says_what_was_kept_who_is_silent_and_what_the_city_has_done(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{c3}", "1,500"),
            ($"sentence-{c3}", "All of them stand.")
        );
        await Story.LeadsToAsync(sent, link);
        app.Time.Advance(TimeSpan.FromDays(30));
        await app.ChangedAsync();

        const string page = "/en/cities/espoo/report/2025";
        var shown = await story.Stranger.TextAsync(page);
        foreach (
            var said in (string[])
                [
                    "3 promises in 1 deals",
                    "Kept 0 1 1",
                    "Silent 1 1 2",
                    "Kept: 1 · 50 %",
                    "What the city itself has promised We name one person",
                    "Partners: silent We water the trees",
                    "Partners: kept We plant 1,500 trees",
                    "All of them stand.",
                    "How each promise stands is told as of 9 April 2026",
                    "the money are of 2025.",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);

        using var pdf = await story.Stranger.GetAsync(page + "/report.pdf", Cancel);
        Assert.Equal(HttpStatusCode.OK, pdf.StatusCode);
        var text = string.Join(' ', await Pdf.PagesAsync(await pdf.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Contains("Espoo: what came of the deals in 2025", text, StringComparison.Ordinal);
        Assert.Contains("All of them stand.", text, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_a_change_drops_is_counted_in_the_year_of_the_change(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.DbAsync(async db =>
        {
            var last = await db.DealVersions.SingleAsync(v => v.Deal!.State != null, Cancel);
            var content = JsonNode.Parse(last.Content)!;
            var promises = content["commitments"]!.AsArray();
            promises.Remove(promises.Single(c => (string)c!["key"]! == "c6"));
            db.DealVersions.Add(
                new DealVersion
                {
                    DealId = last.DealId,
                    Number = last.Number + 1,
                    Kind = VersionKind.Released,
                    RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    Hash = new string('0', 64),
                    Content = content.ToJsonString(JsonColumn.Options),
                    CityId = last.CityId,
                }
            );
            return await db.SaveChangesAsync(Cancel);
        });
        const string said = "1 promise was dropped in this year";
        Assert.Contains(said, await story.Stranger.TextAsync("/en/cities/espoo/report/2026"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            said,
            await story.Stranger.TextAsync("/en/cities/espoo/report/2025"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_city_whose_deals_were_collected_says_that_nobody_was_asked()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var shown = await app.Client.TextAsync("/en/cities/umea/report/2025");
        Assert.Contains("nobody was asked", shown, StringComparison.Ordinal);
        foreach (var wrong in (string[])["umea/report/1989", "umea/report/2027", "nowhere/report/2025"])
        {
            using var answer = await app.Client.GetAsync("/en/cities/" + wrong, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
