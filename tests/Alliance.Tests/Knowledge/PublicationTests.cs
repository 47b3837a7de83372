using System.Net;
using Alliance.Knowledge.Publications;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>What the group publishes: put together by its coordinator, and frozen as editions that nothing changes.</summary>
public sealed class PublicationTests
{
    private const string Booklet = "/en/publications/halls-and-others-example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_booklet_is_put_together_and_an_edition_stays_as_it_was(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        using var coordinator = await app.SignedInAsync("coordinator@example.org", MembershipRole.Coordinator);
        var page = await BeginAsync(coordinator);

        // Nothing is there to be frozen.
        await RefusedAsync(coordinator, page, "freeze", "There is no chapter yet");
        await StepAsync(coordinator, page, "words", ("introduction", "Four halls, one lesson."));
        await StepAsync(coordinator, page, "add", ("what", "practice:" + Practice));
        await RefusedAsync(coordinator, page, "add", "That is a chapter already", ("what", "practice:" + Practice));
        await StepAsync(coordinator, page, "add", ("what", "obstacle:money"));
        await StepAsync(coordinator, page, "add", ("what", "totals:all"));
        await StepAsync(coordinator, page, "add", ("what", "replications"));
        await StepAsync(coordinator, page, "add", ("what", "recommendation"));
        await RefusedAsync(coordinator, page, "freeze", "The recommendation in chapter 5 says nothing yet");
        await WordAsync(
            coordinator,
            page,
            "k5",
            ("words", "Heat one hall."),
            ("to", "City councils"),
            ("rests-on", "practice:" + Practice)
        );
        await WordAsync(coordinator, page, "k1", ("comment", "The cheapest of all."));
        await StepAsync(coordinator, page, "chapters", ("up", "k5"));
        await StepAsync(coordinator, page, "chapters", ("remove", "k3"));
        Assert.Equal(
            ["k1", "k2", "k5", "k4"],
            await app.WithDbAsync(async db =>
                (await db.Publications.SingleAsync(Cancel)).Chapters.ConvertAll(c => c.Key)
            )
        );
        Assert.Contains("Heat one hall.", await SaidAsync(coordinator, page + "/preview"), StringComparison.Ordinal);
        using (var early = await story.Stranger.GetAsync(Booklet + "/1", Cancel))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);

        await StepAsync(coordinator, page, "freeze");
        await app.SettleAsync();
        var first = await SaidAsync(story.Stranger, Booklet + "/1");
        foreach (
            var said in (string[])
                ["Edition 1", "Warm halls (example)", "The cheapest of all.", "City councils", "Obstacle: Money"]
        )
            Assert.Contains(said, first, StringComparison.Ordinal);

        // What is written in another language says so, and in which.
        var html = await story.Stranger.GetStringAsync(Booklet + "/1", Cancel);
        Assert.Contains("<span lang=\"de\">Fünf Hallen", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("are not available in English", first, StringComparison.Ordinal);

        // The practice changes and goes; the edition does not, and a new one is refused.
        await app.WithDbAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Identifier == Practice, Cancel);
            practice.Title = new LocalText("de", "Anders");
            practice.Standing = Alliance.Knowledge.PracticeStanding.Withdrawn;
            await db.SaveChangesAsync(Cancel);
        });
        await RefusedAsync(coordinator, page, "freeze", "What chapter 1 is about, or rests on, is no longer public");
        await StepAsync(coordinator, page, "chapters", ("remove", "k1"));
        await RefusedAsync(coordinator, page, "freeze", "What chapter 2 is about, or rests on, is no longer public");
        await StepAsync(coordinator, page, "chapters", ("remove", "k5"));
        await StepAsync(coordinator, page, "freeze");
        await app.SettleAsync();
        var edition = await app.WithDbAsync(db => db.Editions.SingleAsync(e => e.Number == 1, Cancel));
        Assert.Equal(Edition.HashOf(edition.Content), edition.Hash);
        var still = await SaidAsync(story.Stranger, Booklet + "/1");
        Assert.Contains("Warm halls (example)", still, StringComparison.Ordinal);
        Assert.Contains("There is a newer edition: Edition 2", still, StringComparison.Ordinal);
        Assert.DoesNotContain("Warm halls", await SaidAsync(story.Stranger, Booklet + "/2"), StringComparison.Ordinal);

        // Withdrawn with a reason: off the list, and read by whoever has the address.
        await RefusedAsync(coordinator, page, "withdraw", "", ("number", "1"));
        await StepAsync(coordinator, page, "withdraw", ("number", "1"), ("reason", "One number was wrong."));
        await app.SettleAsync();
        Assert.Contains(
            "One number was wrong.",
            await SaidAsync(story.Stranger, Booklet + "/1"),
            StringComparison.Ordinal
        );
        var list = await story.Stranger.GetStringAsync("/en/publications", Cancel);
        Assert.Contains(Booklet + "/2\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain(Booklet + "/1\"", list, StringComparison.Ordinal);
        var map = await story.Stranger.GetStringAsync("/sitemap-pages.xml", Cancel);
        Assert.Contains(Booklet + "/2<", map, StringComparison.Ordinal);
        Assert.DoesNotContain(Booklet + "/1<", map, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_edition_is_a_tagged_pdf_with_a_cover(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        using var coordinator = await app.SignedInAsync("coordinator@example.org", MembershipRole.Coordinator);
        var page = await BeginAsync(coordinator);
        await StepAsync(coordinator, page, "add", ("what", "practice:" + Practice));
        await StepAsync(coordinator, page, "freeze");
        using var given = await story.Stranger.GetAsync(
            Booklet.Replace("/en/", "/de/", StringComparison.Ordinal) + "/1/edition.pdf",
            Cancel
        );
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        var pdf = await given.Content.ReadAsByteArrayAsync(Cancel);
        var info = await Pdf.InfoAsync(pdf);
        Assert.Equal("yes", info["Tagged"]);
        Assert.Equal("Halls and others (example)", info["Title"]);
        var pages = await Pdf.PagesAsync(pdf);
        Assert.Contains("Ausgabe 1", pages[0], StringComparison.Ordinal);
        Assert.Contains("Inhalt", pages[1], StringComparison.Ordinal);
        Assert.Contains("/de/practices/" + Practice, string.Join(' ', pages), StringComparison.Ordinal);
        Assert.Contains("H2", await Pdf.StructureAsync(pdf), StringComparison.Ordinal);
        // So it is in the other languages of the group.
        foreach (
            var (language, number, contents) in ((string, string, string)[])
                [("fi", "Painos 1", "Sisällys"), ("sv", "Utgåva 1", "Innehåll")]
        )
        {
            using var other = await story.Stranger.GetAsync(
                Booklet.Replace("/en/", $"/{language}/", StringComparison.Ordinal) + "/1/edition.pdf",
                Cancel
            );
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            var printed = await other.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal("yes", (await Pdf.InfoAsync(printed))["Tagged"]);
            var said = await Pdf.PagesAsync(printed);
            Assert.Contains(number, said[0], StringComparison.Ordinal);
            Assert.Contains(contents, said[1], StringComparison.Ordinal);
            Assert.Contains($"/{language}/practices/" + Practice, string.Join(' ', said), StringComparison.Ordinal);
        }
        using var none = await story.Stranger.GetAsync(Booklet + "/2/edition.pdf", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Before_it_is_frozen_it_says_what_which_language_lacks(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        using var coordinator = await app.SignedInAsync("coordinator@example.org", MembershipRole.Coordinator);
        var page = await BeginAsync(coordinator);
        // As long as there is nothing to be frozen it speaks of the group's own words.
        Assert.Equal(
            ["English 0 of 1", "Deutsch 1 of 1", "Suomi 1 of 1", "Svenska 1 of 1", "Italiano 1 of 1"],
            await LackingAsync()
        );
        await StepAsync(coordinator, page, "words", ("introduction", "Four halls."));
        using (
            var said = await coordinator.SendAsync(
                page + "?in=de",
                "words",
                ("title", "Hallen und andere (Beispiel)"),
                ("introduction", "Vier Hallen.")
            )
        )
            await Forms.LeadsToAsync(said, page);
        await StepAsync(coordinator, page, "add", ("what", "practice:" + Practice));
        // Of the practice only title and short text are in English.
        Assert.Equal(
            [
                "English 0 of 2 10 of 14",
                "Deutsch 0 of 2 0 of 14",
                "Suomi 2 of 2 14 of 14",
                "Svenska 2 of 2 14 of 14",
                "Italiano 2 of 2 14 of 14",
            ],
            await LackingAsync()
        );
        // It is said, and not forbidden.
        await StepAsync(coordinator, page, "freeze");

        async Task<List<string>> LackingAsync() =>
            [
                .. (await coordinator.DocumentAsync(page))
                    .QuerySelectorAll(".languages-lacking tbody tr")
                    .Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim()))),
            ];
    }

    private static async Task<string> BeginAsync(HttpClient coordinator)
    {
        using var begun = await coordinator.SendAsync(
            "/en/workspace/publications",
            "begin",
            ("title", "Halls and others (example)"),
            ("kind", "good-practice-booklet")
        );
        return await Forms.LeadsToAsync(begun, "/en/workspace/publications/");
    }

    // Its form is there for one chapter at a time.
    private static async Task WordAsync(
        HttpClient coordinator,
        string page,
        string chapter,
        params (string, string)[] fields
    )
    {
        using var sent = await coordinator.SendAsync($"{page}?chapter={chapter}", "chapter", fields);
        await Forms.LeadsToAsync(sent, page);
    }

    private static async Task RefusedAsync(
        HttpClient browser,
        string page,
        string form,
        string why,
        params (string, string)[] fields
    )
    {
        using var sent = await browser.SendAsync(page, form, fields);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Contains(why, WebUtility.HtmlDecode(await sent.TextAsync()), StringComparison.Ordinal);
    }

    // What a page says, without its marks.
    private static async Task<string> SaidAsync(HttpClient browser, string page)
    {
        var said = (await browser.DocumentAsync(page)).QuerySelector("main")!.TextContent;
        return string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
