using System.Net;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>A party proposes numbers and dates, each as people write them in their language.</summary>
public sealed class ProposingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_number_and_a_date_are_proposed_and_accepted(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        var link = (await app.LinkInMailAsync(Story.Firm)).Replace("/en/", "/de/", StringComparison.Ordinal);

        foreach (
            var (about, wrong, right) in ((string, string, string)[])
                [("promise.c3.value", "viele", "2.000"), ("promise.c3.when", "bald", "2030-04")]
        )
        {
            var page = $"{link}?about={about}";
            using var refused = await story.Stranger.SendAsync(page, "say", ("way", "propose"), ("proposed", wrong));
            var html = await refused.Content.ReadAsStringAsync(Cancel);
            Assert.NotEmpty(Forms.Complaints(html));
            Assert.Contains($"value=\"{wrong}\"", html, StringComparison.Ordinal);
            using var said = await story.Stranger.SendAsync(page, "say", ("way", "propose"), ("proposed", right));
            await Forms.LeadsToAsync(said, link);
        }
        // Readers see it in their own way of writing.
        Assert.Contains(
            "2,000",
            WebUtility.HtmlDecode(await story.ManagerBrowser.GetStringAsync(story.Draft, Cancel)),
            StringComparison.Ordinal
        );
        foreach (var id in await app.WithDbAsync(db => db.DraftPoints.Select(p => p.Id).ToListAsync(Cancel)))
        {
            using var accepted = await story.ManagerBrowser.SendAsync(story.Draft, "close", ("close", $"accept:{id}"));
            await Forms.LeadsToAsync(accepted, story.Draft);
        }
        var promise = await app.WithDbAsync(async db =>
            (await db.Drafts.SingleAsync(d => d.Key == story.Key, Cancel)).Content.Promise("c3")!
        );
        Assert.Equal((2000m, "2030-04"), (promise.Value!.Value, promise.When?.ToString()));
    }

    [Theory, EachDatabase]
    public async Task Words_of_one_part_are_not_proposed_for_another(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        var link = await app.LinkInMailAsync(Story.Firm);

        using var other = await story.Stranger.SendAsync(
            $"{link}?about=promise.c3.action",
            "say",
            ("about", "title"),
            ("way", "propose"),
            ("proposed", "We plant more.")
        );

        var html = await other.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("the words of the part you have chosen", Forms.Complaints(html), StringComparison.Ordinal);
        Assert.Contains("Trees for Example Street</textarea>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.DraftPoints.CountAsync(Cancel)));
    }
}
