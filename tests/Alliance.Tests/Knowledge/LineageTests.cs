using Alliance.Deals;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>Where deals and practices came from and what came of them: the same tree on the page of each, drawn and as a list.</summary>
public sealed class LineageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_chain_of_cities_is_drawn_and_listed_on_the_page_of_each(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await TakenOverAsync(app, "espoo", OriginKind.Deal, "um-04", "es-04");
        await TakenOverAsync(app, "mannheim", OriginKind.Deal, "es-04", "ma-09");
        await app.ChangedAsync();
        foreach (var (id, city) in ((string, string)[])[("um-04", "Umeå"), ("es-04", "Espoo"), ("ma-09", "Mannheim")])
        {
            var page = await PageAsync(app, id);
            AssertChain(page, "Umeå", "Espoo", "Mannheim");
            Assert.Equal(city, Assert.Single(page.QuerySelectorAll("svg.lineage text.here")).TextContent);
            Assert.Contains(
                "2 takeovers",
                page.QuerySelector("svg.lineage")!.GetAttribute("aria-label"),
                StringComparison.Ordinal
            );
        }

        // However many others take it over: of one of them a practice was written, which is a kind more to ask about.
        await TakenOverAsync(app, "mannheim", OriginKind.Deal, "es-04", "ma-07");
        using var browser = await app.SignedInAsync("reader@example.org", MembershipRole.Observer, "umea");
        await CountAsync();
        var few = await CountAsync();
        foreach (var deal in (string[])["ma-08", "ma-10", "ma-11", "ma-12"])
            await TakenOverAsync(app, "mannheim", OriginKind.Deal, "es-04", deal);
        Assert.Equal(few, await CountAsync());

        async Task<int> CountAsync()
        {
            app.Queries.Clear();
            await browser.GetStringAsync("/en/deals/umea-circular-building-store", Cancel);
            return app.Queries.Count;
        }
    }

    [Theory]
    [EachDatabase("renew", "renews the deal before it")]
    [EachDatabase("grow", "grew out of the declaration before it")]
    public async Task What_follows_on_a_deal_goes_on_with_its_tree(DatabaseKind on, string purpose, string how)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        var making = await Making.OfAsync(app);
        var before = await IdAsync(app, await making.ConcludeAsync("Warm halls here", "Example Partner (example)"));
        var (origin, instrument) = (
            new Origin(Practice: Practice),
            purpose == "grow" ? Instrument.DeclarationOfIntent : Instrument.Deal
        );
        await app.WithDbAsync(db =>
            db.Deals.Where(d => d.Identifier == before)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(d => d.Origin, origin).SetProperty(d => d.Instrument, instrument),
                    Cancel
                )
        );
        await TakenOverAsync(app, "espoo", OriginKind.Practice, Practice, before);

        using var begun = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{before}/manage",
            "begin",
            ("purpose", purpose)
        );
        var draft = (await Forms.LeadsToAsync(begun, "/en/drafts/"))["/en/drafts/".Length..];
        await making.ConcludeAsync(draft);
        var next = await IdAsync(app, draft);
        Assert.NotEqual(before, next);
        await app.ChangedAsync();
        // The practice that it goes back to is named on the page of both.
        foreach (var id in (string[])[before, next])
        {
            var page = await PageAsync(app, id);
            AssertChain(page, "Umeå", "Espoo", $"Espoo · {how}");
            Assert.Contains($"/en/practices/{Practice}", Links(page));
        }

        // And another city takes over what follows.
        await TakenOverAsync(app, "mannheim", OriginKind.Deal, next, "ma-09");
        await app.ChangedAsync();
        var last = await PageAsync(app, "ma-09");
        AssertChain(last, "Umeå", "Espoo", $"Espoo · {how}", "Mannheim");
        foreach (var there in (string[])[$"practices/{Practice}", "deals/" + before, "deals/" + next])
            Assert.Contains("/en/" + there, Links(last));
        AssertChain(await PageAsync(app, before), "Umeå", "Espoo", $"Espoo · {how}", "Mannheim");
    }

    [Theory, EachDatabase]
    public async Task What_others_took_over_of_a_successor_stands_on_the_page_of_the_one_before(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var before = await IdAsync(app, await making.ConcludeAsync("Example deal", "Example Partner (example)"));
        using var begun = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{before}/manage",
            "begin",
            ("purpose", "renew")
        );
        var draft = (await Forms.LeadsToAsync(begun, "/en/drafts/"))["/en/drafts/".Length..];
        await making.ConcludeAsync(draft);
        var next = await IdAsync(app, draft);
        // Both name each other before any other city is part of the story.
        await app.ChangedAsync();
        foreach (var (id, other) in ((string, string)[])[(before, next), (next, before)])
        {
            var page = await PageAsync(app, id);
            AssertChain(page, "Espoo", "Espoo · renews the deal before it");
            Assert.Contains("/en/deals/" + other, Links(page));
        }
        await TakenOverAsync(app, "mannheim", OriginKind.Deal, next, "ma-09");
        await app.ChangedAsync();
        foreach (var id in (string[])[before, next, "ma-09"])
            AssertChain(await PageAsync(app, id), "Espoo", "Espoo · renews the deal before it", "Mannheim");
    }

    [Theory, EachDatabase]
    public async Task A_practice_shows_where_the_deal_came_from_that_it_was_written_of(DatabaseKind on)
    {
        const string told = "Espoo · written of the deal before it, as a practice";
        await using var app = await RealRegister.StartAsync(on);
        await PublishAsync(app);
        await TakenOverAsync(app, "espoo", OriginKind.Practice, Practice, "es-04");
        await WriteAsync(app, "halls-of-espoo-example", "espoo", "es-04");
        // What comes of a deal of its own is told by the list of its deals.
        await WriteAsync(app, "roadmap-example", "umea", "um-01");
        await app.ChangedAsync();
        var pages = (string[])["practices/" + Practice, "deals/" + await SlugAsync(app, "es-04")];
        foreach (var page in (string[])[.. pages, "practices/halls-of-espoo-example"])
            AssertChain(await app.Client.DocumentAsync("/en/" + page), "Umeå", "Espoo", told);
        var own = await app.Client.DocumentAsync("/en/practices/roadmap-example");
        Assert.Null(own.QuerySelector("svg.lineage"));

        // It may be taken over in its turn.
        await TakenOverAsync(app, "mannheim", OriginKind.Practice, "halls-of-espoo-example", "ma-09");
        // And the first one may name what came of it: nobody walks in a circle.
        await app.WithDbAsync(async db =>
        {
            var first = await db.Practices.Include(p => p.Links).SingleAsync(p => p.Identifier == Practice, Cancel);
            first.Deals = ["es-04"];
            first.Relink();
            await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        pages = [.. pages, "practices/halls-of-espoo-example", "deals/" + await SlugAsync(app, "ma-09")];
        foreach (var page in pages)
            AssertChain(await app.Client.DocumentAsync("/en/" + page), "Umeå", "Espoo", told, "Mannheim");
    }

    [Theory, EachDatabase]
    public async Task A_deal_that_came_without_its_way_names_the_practice_that_it_was_written_from(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await PublishAsync(app);
        var origin = new Origin(Practice: Practice);
        await app.WithDbAsync(db =>
            db.Deals.Where(d => d.Identifier == "es-04")
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Origin, origin), Cancel)
        );
        await app.ChangedAsync();
        var page = await PageAsync(app, "es-04");
        Assert.Null(page.QuerySelector("svg.lineage"));
        Assert.Contains($"/en/practices/{Practice}", Links(page));
    }

    private static Task<string> IdAsync(TestApp app, string draft) =>
        app.WithDbAsync(db => db.Drafts.Where(d => d.Key == draft).Select(d => d.Deal!.Identifier).SingleAsync(Cancel));

    private static Task<string> SlugAsync(TestApp app, string deal) =>
        app.WithDbAsync(db => db.Deals.Where(d => d.Identifier == deal).Select(d => d.Slug).SingleAsync(Cancel));

    private static async Task<IHtmlDocument> PageAsync(TestApp app, string deal) =>
        await app.Client.DocumentAsync("/en/deals/" + await SlugAsync(app, deal));

    // Each below the one before, in the drawing and in the list.
    private static void AssertChain(IHtmlDocument page, params string[] labels)
    {
        Assert.Equal(labels, page.QuerySelectorAll("svg.lineage text").Select(t => t.TextContent));
        Assert.Equal(labels.Length - 1, page.QuerySelectorAll("svg.lineage path.line").Length);
        Assert.Equal(
            labels.Select((_, i) => $"{12 + 40 * i}"),
            page.QuerySelectorAll("svg.lineage circle").Select(c => c.GetAttribute("cx"))
        );
        var list = page.QuerySelector(".taken-over > .lineage-list");
        foreach (var label in labels)
        {
            var item = Assert.Single(list!.Children);
            Assert.Equal(label.Split(" · ")[0], item.QuerySelector("b")!.TextContent);
            if (label.Split(" · ") is [_, var how])
                Assert.Contains(how, item.TextContent, StringComparison.Ordinal);
            list = item.Children.SingleOrDefault(c => c.ClassList.Contains("lineage-list"));
        }
        Assert.Null(list);
    }

    private static List<string?> Links(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".taken-over a").Select(a => a.GetAttribute("href"))];
}
