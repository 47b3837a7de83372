using System.Net;
using Alliance.Knowledge.Publications;
using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>A chapter tells of one obstacle as it stood on the day, and what is too long for the open format is not frozen.</summary>
public sealed class PublicationObstacleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task One_obstacle_is_told_in_its_partys_words_also_when_it_is_gone(DatabaseKind on)
    {
        await using var scene = await PublicationScene.BeginAsync(on);
        var form = await scene.Coordinator.DocumentAsync(scene.Page);
        Assert.NotNull(form.QuerySelector($"option[value='{PublicationScene.Law}']"));
        await RefusedAsync("add", "Choose", ("what", "obstacle:ma-11.c9.legal"));
        await RefusedAsync("add", "That is a chapter already", ("what", PublicationScene.Law));
        await scene.FreezeTwiceAsync();

        var page = await scene.App.Client.DocumentAsync(PublicationScene.Public + "/2");
        var chapter = page.GetElementById("k2")!.ParentElement!;
        Assert.Contains("The law says no (example).", chapter.TextContent, StringComparison.Ordinal);
        Assert.Contains("since 2024", chapter.TextContent, StringComparison.Ordinal);
        Assert.NotNull(chapter.QuerySelector("a[href^='/en/deals/'][href$='/progress']"));
        // What rests on it leads there.
        Assert.Single(page.GetElementById("k4")!.ParentElement!.QuerySelectorAll("a[href='#k2']"));
        // It is gone by now, and so is the next edition.
        await RefusedAsync("freeze", "What chapter 2 is about, or rests on, is no longer public");

        async Task RefusedAsync(string name, string why, params (string, string)[] fields)
        {
            using var sent = await scene.Coordinator.SendAsync(scene.Page, name, fields);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains(
                why,
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, EachDatabase]
    public async Task Every_obstacle_can_be_chosen_page_by_page_and_by_the_words_of_its_deal(DatabaseKind on)
    {
        await using var scene = await PublicationScene.BeginAsync(on);
        await scene.App.WithDbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.Identifier == "es-04").Select(d => d.Id).SingleAsync(Cancel);
            var now = scene.App.Time.GetUtcNow().UtcDateTime;
            db.NamedObstacles.AddRange(
                Enumerable
                    .Range(1, 60)
                    .Select(n => new NamedObstacle
                    {
                        DealId = deal,
                        Commitment = $"c{n}",
                        Kind = Obstacle.Money,
                        Since = Period.Parse("2025"),
                        Until = Period.Parse("2025"),
                        Present = true,
                        NamedAt = now.AddMinutes(n),
                    })
            );
            await db.SaveChangesAsync(Cancel);
        });
        var law = $"option[value='{PublicationScene.Law}']";
        const string others = "option[value^='obstacle:es-04.']";
        var first = await scene.Coordinator.DocumentAsync(scene.Page);
        Assert.Equal(50, first.QuerySelectorAll(others).Length);
        Assert.Null(first.QuerySelector(law));
        var next = first.QuerySelector("a[href*='obstacles=']")!.GetAttribute("href")!.Split('#')[0];
        var second = await scene.Coordinator.DocumentAsync(next);
        Assert.Equal(10, second.QuerySelectorAll(others).Length);
        Assert.NotNull(second.QuerySelector(law));

        // What is added there leads back there.
        var oldest = second.QuerySelectorAll(others)[^1].GetAttribute("value")!;
        Assert.Equal("obstacle:es-04.c1.money", oldest);
        using (var sent = await scene.Coordinator.SendAsync(next, "add", ("what", oldest)))
            await Forms.LeadsToAsync(sent, next);

        var found = await scene.Coordinator.DocumentAsync(scene.Page + "?q=Mannheim");
        Assert.Empty(found.QuerySelectorAll(others));
        Assert.NotNull(found.QuerySelector(law));
        Assert.Contains(
            "No single obstacle",
            (await scene.Coordinator.DocumentAsync(scene.Page + "?q=qqzzqq")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_would_be_no_line_of_the_format_is_not_frozen(DatabaseKind on)
    {
        await using var scene = await PublicationScene.BeginAsync(on);
        await scene.App.WithDbAsync(async db =>
        {
            var publication = await db.Publications.SingleAsync(Cancel);
            var words = new LocalText(
                "en",
                Language.All.Select(l => KeyValuePair.Create(l.Code, new string('ä', Chapter.TextLength)))
            );
            publication.Chapters =
            [
                .. Enumerable
                    .Range(1, Publication.MostChapters)
                    .Select(n => new Chapter($"k{n}", ChapterKind.Recommendation, Words: words)),
            ];
            await db.SaveChangesAsync(Cancel);
        });
        using var sent = await scene.Coordinator.SendAsync(scene.Page, "freeze");
        Assert.Contains(
            "It is too long for one edition",
            Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.False(await scene.App.WithDbAsync(db => db.Editions.AnyAsync(Cancel)));
    }
}
