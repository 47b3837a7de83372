using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals.Printing;

public sealed class PaperTests
{
    private const int Many = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>From the form that is signed by hand to the PDF of what was signed, with a long and hostile text.</summary>
    [Theory, EachDatabase]
    public async Task What_is_signed_is_a_tagged_pdf_with_everything_in_it(DatabaseKind on)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var called = listener.AcceptTcpClientAsync(Cancel).AsTask();
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await FillAsync(story, ((IPEndPoint)listener.LocalEndpoint).Port);
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        var hash = await story.DbAsync(db => db.Releases.Select(r => r.Hash).SingleAsync(Cancel));
        var link = await app.LinkInMailAsync(Story.Firm);
        var talk = link[..link.LastIndexOf('/')];

        // Both doors lead to the same paper, whatever language is read: it is signed in the one that holds.
        var ink = await PdfAsync(story.ManagerBrowser, story.Draft + "/ink.pdf");
        Assert.Equal(ink, await PdfAsync(story.Stranger, talk + "/ink.pdf"));
        using var german = await story.Stranger.GetAsync(
            talk.Replace("/en/", "/de/", StringComparison.Ordinal) + "/ink.pdf",
            Cancel
        );
        Assert.Equal(talk + "/ink.pdf", german.LeadsTo());
        var inkPages = await Pdf.PagesAsync(ink);
        Assert.All(inkPages, p => Assert.Contains(hash, p, StringComparison.Ordinal));
        var last = string.Concat(inkPages);
        foreach (var said in (string[])["Place and date", "Signature", Promise(Many)])
            Assert.Contains(said, last, StringComparison.Ordinal);
        Assert.Contains(
            "Place and date",
            await story.Stranger.GetStringAsync(talk + "/ink", Cancel),
            StringComparison.Ordinal
        );

        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        using var scan = await story.SignByInkAsync("p5", "Sona Social", "%PDF-1.7 example"u8.ToArray());
        await story.SignForCityAsync();
        var slug = await story.SlugAsync();
        await app.ChangedAsync();

        var pdf = await PdfAsync(app.Client, $"/en/deals/{slug}/deal.pdf");
        var info = await Pdf.InfoAsync(pdf);
        Assert.Equal(("yes", "Trees for Example Street"), (info["Tagged"], info["Title"]));
        var pages = await Pdf.PagesAsync(pdf);
        Assert.InRange(pages.Count, 4, 12);
        Assert.All(pages, p => Assert.Contains(hash, p, StringComparison.Ordinal));
        var text = string.Concat(pages);
        for (var i = 1; i <= Many; i++)
            Assert.Contains(Promise(i), text, StringComparison.Ordinal);
        foreach (
            var said in (string[])
                [
                    "Example Works Oy (example)",
                    "Faye Firm",
                    "Sona Social",
                    "signed on paper",
                    "English",
                    "In force",
                    "<script>",
                    "Straße, Größe, Ångström",
                    $"/en/deals/{slug}/versions#v1",
                ]
        )
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.False(called.IsCompleted, "The picture was asked for.");
        // It is kept: the next reader gets the same bytes.
        Assert.Equal(pdf, await PdfAsync(app.Client, $"/en/deals/{slug}/deal.pdf?version=1"));
        Assert.Equal(1, await story.DbAsync(db => db.KeptDocuments.CountAsync(d => d.Kind == "deal", Cancel)));
        // And made anew when what it says has changed.
        await story.DbAsync(db =>
            db.Signatures.ExecuteUpdateAsync(s => s.SetProperty(x => x.SignerName, (string?)null), Cancel)
        );
        var forgetting = string.Concat(await Pdf.PagesAsync(await PdfAsync(app.Client, $"/en/deals/{slug}/deal.pdf")));
        Assert.DoesNotContain("Faye", forgetting, StringComparison.Ordinal);
        Assert.Equal(1, await story.DbAsync(db => db.KeptDocuments.CountAsync(d => d.Kind == "deal", Cancel)));
        // Nothing is left to sign.
        using var over = await story.Stranger.GetAsync(talk + "/ink.pdf", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, over.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_deal_in_force_has_papers_in_every_language(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var slug = await story.SlugAsync();
        await app.ChangedAsync();
        foreach (
            var (language, authentic, signed, since) in ((string, string, string, string)[])
                [
                    ("en", "Authentic language", "signed by code", "in force since 2026"),
                    ("de", "Maßgebliche Sprache", "mit Code unterzeichnet", "in Kraft seit 2026"),
                    ("fi", "Alkuperäinen kieli", "allekirjoitettu kertakoodilla", "voimassa vuodesta 2026"),
                    ("sv", "Gällande språk", "undertecknat med engångskod", "gällande sedan 2026"),
                ]
        )
        {
            var view = WebUtility.HtmlDecode(
                await app.Client.GetStringAsync($"/{language}/deals/{slug}/print", Cancel)
            );
            Assert.Contains(authentic, view, StringComparison.Ordinal);
            Assert.Contains(signed, view, StringComparison.Ordinal);
            Assert.Contains("<svg class=\"qr\"", view, StringComparison.Ordinal);
            var certificate = await PdfAsync(app.Client, $"/{language}/deals/{slug}/certificate/p2.pdf");
            var info = await Pdf.InfoAsync(certificate);
            Assert.Equal(("1", "yes"), (info["Pages"], info["Tagged"]));
            Assert.StartsWith("841.92 x 59", info["Page size"], StringComparison.Ordinal);
            var text = string.Concat(await Pdf.PagesAsync(certificate));
            Assert.Contains("Example Works Oy (example)", text, StringComparison.Ordinal);
            Assert.Contains(since, text, StringComparison.Ordinal);
            Assert.Contains(
                since,
                await app.Client.GetStringAsync($"/{language}/badges/{slug}.svg", Cancel),
                StringComparison.Ordinal
            );
        }
        var page = await app.Client.GetStringAsync("/en/deals/" + slug, Cancel);
        foreach (var place in (string[])["print", "deal.pdf", "badge", "certificate/p1.pdf", "certificate/p5.pdf"])
            Assert.Contains($"/en/deals/{slug}/{place}\"", page, StringComparison.Ordinal);
        foreach (
            var missing in (string[])
                ["print?version=2", "print?version=one", "deal.pdf?version=2", "certificate/p9.pdf", "certificate/p2"]
        )
        {
            using var answer = await app.Client.GetAsync($"/en/deals/{slug}/{missing}", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory, EachDatabase]
    public async Task A_record_of_sources_is_printed_as_what_it_is_and_has_no_pdf(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var view = await app.Client.GetStringAsync("/de/deals/espoo-climate-city-contract/print", Cancel);
        Assert.Contains("Aus öffentlichen Quellen erfasst.", WebUtility.HtmlDecode(view), StringComparison.Ordinal);
        Assert.DoesNotContain("in Kraft", view, StringComparison.Ordinal);
        foreach (var place in (string[])["deal.pdf", "certificate/p1.pdf"])
        {
            using var none = await app.Client.GetAsync($"/de/deals/espoo-climate-city-contract/{place}", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    [Fact]
    public async Task Without_chromium_the_print_view_remains()
    {
        using var story = await Story.BeginAsync(
            DatabaseKind.Sqlite,
            s => s.PostConfigure<DocumentSettings>(d => d.SearchedIn = "/nowhere")
        );
        await using var app = story.App;
        await story.ConcludeAsync();
        var slug = await story.SlugAsync();
        await app.ChangedAsync();

        using var program = await app.Client.GetAsync($"/en/deals/{slug}/deal.pdf", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, program.StatusCode);
        Assert.Contains(
            "\"pdf-not-available\"",
            await program.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        using var page = await BrowseAsync(app.Client, $"/de/deals/{slug}/deal.pdf");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("<html lang=\"de\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/de/deals/{slug}/print?version=1\"", html, StringComparison.Ordinal);
        using var view = await app.Client.GetAsync($"/de/deals/{slug}/print?version=1", Cancel);
        Assert.Equal(HttpStatusCode.OK, view.StatusCode);
    }

    [Fact]
    public async Task Who_need_not_wait_is_told_that_it_is_being_made()
    {
        var queue = new DocumentQueue { Patience = TimeSpan.Zero };
        using var story = await Story.BeginAsync(DatabaseKind.Sqlite, s => s.AddSingleton(queue));
        await using var app = story.App;
        await story.ConcludeAsync();
        var slug = await story.SlugAsync();
        await app.ChangedAsync();

        using var first = await BrowseAsync(app.Client, $"/fi/deals/{slug}/deal.pdf");
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.NotNull(first.Headers.RetryAfter);
        Assert.Contains(
            $"href=\"/fi/deals/{slug}/deal.pdf\"",
            await first.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        await app.UntilAsync(db => db.KeptDocuments.AnyAsync(Cancel));
        await PdfAsync(app.Client, $"/fi/deals/{slug}/deal.pdf");
    }

    [Theory, EachDatabase]
    public async Task The_text_to_sign_is_for_those_alone_who_may_see_the_draft(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        using var early = await story.ManagerBrowser.GetAsync(story.Draft + "/ink", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();

        using var other = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        foreach (var page in (string[])["/ink", "/ink.pdf"])
        {
            using var strange = await app.Client.GetAsync(story.Draft + page, Cancel);
            Assert.Equal(HttpStatusCode.Redirect, strange.StatusCode);
            using var hidden = await other.GetAsync(story.Draft + page, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            using var guessed = await app.Client.GetAsync("/en/talks/guessed" + page, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
            using var shown = await story.ManagerBrowser.GetAsync(story.Draft + page, Cancel);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
            Assert.True(shown.Headers.CacheControl?.NoStore);
        }
    }

    private static string Promise(int number) =>
        $"We sort Rakennustyömaajätehuoltosuunnitelmavelvoitteet and Überwachungsmaßnahmen no. {number} of ours.";

    private static Task<int> FillAsync(Story story, int port) =>
        story.DbAsync(async db =>
        {
            var draft = await db.Drafts.SingleAsync(d => d.Key == story.Key, Cancel);
            draft.Content = draft.Content with
            {
                Promises =
                [
                    .. Enumerable
                        .Range(1, Many)
                        .Select(i => new PromiseDraft($"c{100 + i}", i % 2 == 0 ? "p2" : "p5")
                        {
                            Action = Promise(i),
                            Value = 1_000 + i,
                            Unit = "trees",
                            When = PartialDate.Parse("2028"),
                            Additionality = Alliance.Deals.Additionality.New,
                        }),
                ],
                Articles =
                [
                    .. draft.Content.Articles,
                    new ArticleDraft(
                        "a90",
                        "Straße, Größe, Ångström",
                        $"Said <script>alert(1)</script> and ![a picture](http://127.0.0.1:{port}/x.png) and <img src=http://127.0.0.1:{port}/y.png>."
                    ),
                ],
                LastKey = 200,
            };
            return await db.SaveChangesAsync(Cancel);
        });

    private static async Task<byte[]> PdfAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode} {answer.LeadsTo()}");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }

    private static Task<HttpResponseMessage> BrowseAsync(HttpClient browser, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return browser.SendAsync(request, Cancel);
    }
}
