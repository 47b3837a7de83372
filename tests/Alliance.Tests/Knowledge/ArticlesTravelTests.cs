using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.BesideScene;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>What nobody decides about part by part comes into the draft as it reads, and is not mistaken for the city's own words.</summary>
public sealed class ArticlesTravelTests
{
    private const string Copied = "word for word as copied: still to be adapted";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_articles_of_a_deal_come_as_they_read_and_stand_beside_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var id = await story.IdAsync();
        var origin = await app.WithDbAsync(db =>
            db.Deals.AsNoTracking().Include(d => d.Commitments).SingleAsync(d => d.Identifier == id, Cancel)
        );
        var last = origin.Articles.Count;
        Assert.True(last > 3);
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        var draft = await DraftAsync(
            app,
            umea,
            "deal=" + id,
            [.. origin.Commitments.Select(c => ("choice-" + c.Key, "keep"))]
        );

        var content = await ContentAsync(app, draft);
        Assert.Equal(
            origin.Articles.Select(a => ($"{a.Heading}", $"{a.Body}")),
            content.Articles.Select(a => (a.Heading, a.Body))
        );
        Assert.Equal($"{origin.Summary}", content.Summary);
        // The promises travel as before, and no party of the origin comes with them.
        Assert.Equal(origin.Commitments.Count, content.Promises.Count);
        Assert.Equal(2, content.Parties.Count);
        Assert.Contains(content.Parties, p => p.Name == "Example Mill (example)");
        Assert.DoesNotContain(content.Parties, p => p.Name.Contains("Example Works", StringComparison.Ordinal));

        // Title, summary, promises, and of each article heading and text.
        var beside = await BesideAsync(umea, draft);
        var all = 2 + origin.Commitments.Count + (2 * last);
        Assert.Equal(all, beside.QuerySelectorAll(".text-beside").Length);
        Assert.Contains($"{all} texts word for word as copied", Said(beside), StringComparison.Ordinal);
        foreach (var text in (string[])["In short", "Heading 1", "Text 1", $"Text {last}"])
            Assert.Equal(Copied, Chip(beside, text));
        var link = Of(beside, "Text 1").QuerySelector("a[href*='/edit/article.']")!.GetAttribute("href")!;
        using (
            var saved = await umea.SendAsync(
                link,
                "edit",
                ($"{link[(link.LastIndexOf('/') + 1)..]}.body", "We say it in our own words (example).")
            )
        )
            await Forms.LeadsToAsync(saved, draft);
        Assert.Equal("adapted", Chip(await BesideAsync(umea, draft), "Text 1"));

        // At the origin one article is put before the others, one is worded otherwise and the last one goes.
        await app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.Identifier == id, Cancel);
            var read = deal.Articles;
            deal.Articles =
            [
                new Article(1, new LocalText("en", "New (example)"), new LocalText("en", "Said since (example).")),
                read[0] with
                {
                    Number = 2,
                },
                read[1] with
                {
                    Number = 3,
                    Body = new LocalText("en", "We work otherwise (example)."),
                },
                .. read.Skip(2).SkipLast(1).Select(a => a with { Number = a.Number + 1 }),
            ];
            await db.SaveChangesAsync(Cancel);
        });
        var stale = await BesideAsync(umea, draft);
        Assert.Contains("3 out of date", Said(stale), StringComparison.Ordinal);
        Assert.Equal(Copied, Chip(stale, "Text 2"));
        Assert.NotEmpty(Of(stale, "Text 2").QuerySelectorAll("ins"));
        foreach (var same in (string[])["Text 1", "Heading 2", "Text 3"])
            Assert.DoesNotContain("out of date", Said(Of(stale, same)), StringComparison.Ordinal);
        foreach (var gone in (string[])[$"Heading {last}", $"Text {last}"])
            Assert.Contains("does not say this any more", Said(Of(stale, gone)), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_practice_that_is_not_told_in_parts_comes_as_a_whole(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        const string origin = "practice=three-light-promises";
        Assert.Contains(
            "goes into the draft as a whole",
            await story.ManagerBrowser.TextAsync("/en/workspace/replications/new?" + origin),
            StringComparison.Ordinal
        );
        var draft = await DraftAsync(app, story.ManagerBrowser, origin);
        var told = await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier == "three-light-promises").Select(p => p.Text!).SingleAsync(Cancel)
        );
        var content = await ContentAsync(app, draft);
        var article = Assert.Single(content.Articles);
        Assert.Equal(("", $"{told}", OriginArticle.Whole), (article.Heading, article.Body, article.From));
        // Not the same twice.
        Assert.Equal("", content.Summary);
        var beside = await BesideAsync(story.ManagerBrowser, draft);
        Assert.Equal(3, beside.QuerySelectorAll(".text-beside").Length);
        Assert.Equal(Copied, Chip(beside, "Text"));
        Assert.Equal("not written yet", Chip(beside, "In short"));
        Assert.DoesNotContain("out of date", Said(beside), StringComparison.Ordinal);

        // A practice has no versions, and yet what was copied of it is known.
        await app.WithDbAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Identifier == "three-light-promises", Cancel);
            practice.Text = new LocalText("sv", [new("sv", "Något annat (exempel)."), new("en", "Other (example).")]);
            await db.SaveChangesAsync(Cancel);
        });
        var stale = await BesideAsync(story.ManagerBrowser, draft);
        Assert.Contains("1 out of date", Said(stale), StringComparison.Ordinal);
        Assert.Equal(Copied, Chip(stale, "Text"));
        // Compared in the language in which it was copied.
        var now = Of(stale, "Text").QuerySelector("ins")!;
        Assert.Equal("en", now.Closest("[lang]")!.GetAttribute("lang"));
        Assert.DoesNotContain("annat", Said(Of(stale, "Text")), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Its_text_is_what_was_done_and_advised_too_in_the_languages_that_have_all_of_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        await app.WithDbAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Identifier == Practice, Cancel);
            practice.Details = practice.Told with { Components = null };
            await db.SaveChangesAsync(Cancel);
        });
        // What was done is told in German alone, so all of it comes in German, into an English draft.
        var draft = await DraftAsync(app, story.ManagerBrowser, "practice=" + Practice);
        var article = Assert.Single((await ContentAsync(app, draft)).Articles);
        Assert.Equal("Eine Halle heizen, nicht fünf.\n\nEine bleibt warm.", article.Body);
        Assert.Equal(
            "word for word as copied: still to be translated",
            Chip(await BesideAsync(story.ManagerBrowser, draft), "Text")
        );
    }

    // From the first interest to the draft, with a partner at home.
    private static async Task<string> DraftAsync(
        TestApp app,
        HttpClient manager,
        string origin,
        params (string, string)[] parts
    )
    {
        var page = await StartAsync(manager, origin);
        await StepAsync(manager, page, "talked");
        await StepAsync(manager, page, "partners", ("partners", "Example Mill (example)"));
        await StepAsync(manager, page, "parts", parts);
        await StepAsync(manager, page, "draft", ("instrument", "deal"));
        return "/en/drafts/" + await app.WithDbAsync(db => db.Replications.Select(r => r.Draft!).SingleAsync(Cancel));
    }

    private static Task<DraftContent> ContentAsync(TestApp app, string draft)
    {
        var key = draft[(draft.LastIndexOf('/') + 1)..];
        return app.WithDbAsync(db => db.Drafts.Where(d => d.Key == key).Select(d => d.Content).SingleAsync(Cancel));
    }
}
