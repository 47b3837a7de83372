using System.Net;
using Alliance.Knowledge.Publications;
using Alliance.Platform.Texts;
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
